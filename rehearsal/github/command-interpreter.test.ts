import { describe, expect, test } from '@jest/globals';
import { createCommandInterpreter } from './command-interpreter.ts';
import { createMasks } from './masks.ts';
import { createStepLog } from './step-log.ts';

function interpret(lines: readonly string[], showsDebug = false) {
  const masks = createMasks();
  const shown: string[] = [];
  const log = createStepLog(masks, (line) => shown.push(line));
  const interpreter = createCommandInterpreter(log, masks, showsDebug);
  lines.forEach(interpreter.read);
  return { shown, annotations: log.annotations, hasFailed: interpreter.hasFailed() };
}

describe('what is shown', () => {
  test('groups and annotations in the form that GitHub gives them, text as it is', () => {
    const { shown, annotations, hasFailed } = interpret([
      '::group::Shift%3A 10%25',
      'text',
      '::endgroup::',
      '::error title=Bake,file=platform.yml,line=3::first%0Asecond',
      '::warning::w',
      '::notice::n',
    ]);
    expect(shown).toEqual([
      '##[group]Shift%3A 10%',
      'text',
      '##[endgroup]',
      '##[error]first',
      'second',
      '##[warning]w',
      '##[notice]n',
    ]);
    expect(annotations).toEqual([
      { level: 'error', message: 'first\nsecond', title: 'Bake', file: 'platform.yml', line: 3 },
      { level: 'warning', message: 'w' },
      { level: 'notice', message: 'n' },
    ]);
    expect(hasFailed).toBe(false);
  });

  test('masks hide what comes after them, in annotations too, and are never shown themselves', () => {
    const { shown, annotations } = interpret([
      'too early: hunter2',
      '::echo::on',
      '::add-mask::hunter2',
      '::error::no hunter2 here',
      '::add-mask::one%0Atwo',
      'two and one',
      '::add-mask:: ',
    ]);
    expect(shown).toEqual([
      'too early: hunter2',
      '##[error]no *** here',
      '*** and ***',
      "##[warning]Can't add secret mask for empty string in ##[add-mask] command.",
    ]);
    expect(annotations[0]?.message).toBe('no *** here');
  });

  test('debug messages only when debug logging is on', () => {
    expect(interpret(['::debug::deep']).shown).toEqual([]);
    expect(interpret(['::debug::deep'], true).shown).toEqual(['##[debug]deep']);
  });

  test('echo shows commands as they came', () => {
    expect(interpret(['::echo::on', '::group::a', '::echo::off', '::endgroup::']).shown).toEqual([
      '::group::a',
      '##[group]a',
      '::echo::off',
      '##[endgroup]',
    ]);
  });

  test('GitHub keeps ten annotations of a level and 4,096 characters of each; the log has all', () => {
    const { shown, annotations } = interpret([
      ...Array.from({ length: 12 }, (_, index) => `::error::${index} ${'x'.repeat(5000)}`),
      '::warning::w',
    ]);
    expect(shown).toHaveLength(13);
    expect(shown[11]).toHaveLength('##[error]11 '.length + 5000);
    expect(annotations.map(({ level }) => level)).toEqual([...Array(10).fill('error'), 'warning']);
    expect(annotations[0]?.message).toHaveLength(4096);
  });
});

describe('stop-commands', () => {
  test('shows commands as text until its token comes', () => {
    const { shown, annotations } = interpret([
      '::stop-commands::T0k',
      '::error::text',
      '::t0k::',
      '::error::real',
    ]);
    expect(shown).toEqual(['::stop-commands::T0k', '::error::text', '::t0k::', '##[error]real']);
    expect(annotations).toHaveLength(1);
  });

  test.each(['', 'pause-logging', 'error'])('refuses the token %j', (token) => {
    const { shown, hasFailed } = interpret([`::stop-commands::${token}`]);
    expect(shown).toEqual([
      `##[error]Unable to process command '::stop-commands::${token}' successfully.`,
      "##[error]You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.",
    ]);
    expect(hasFailed).toBe(true);
  });
});

describe('commands that cannot be obeyed turn the step red', () => {
  test.each([
    ['::set-env name=A::1', /`set-env` command is disabled\. Write to the file that GITHUB_ENV names/],
    ['::save-state name=A::1', /`save-state` command is deprecated and refused here/],
    ['::set-output name=A::1', /`set-output` command is deprecated and refused here/],
    ['::add-matcher::m.json', /no problem matchers/],
    ['::echo::maybe', /Invalid echo command value/],
  ])('%s', (line, reason) => {
    const { shown, hasFailed } = interpret([line]);
    expect(hasFailed).toBe(true);
    expect(shown[0]).toBe(`##[error]Unable to process command '${line}' successfully.`);
    expect(shown[1]).toMatch(reason);
  });

  test('what is no command of the runner is text', () => {
    expect(interpret(['::unknown::x', 'std::vector']).shown).toEqual(['::unknown::x', 'std::vector']);
  });
});
