import { describe, expect, test } from '@jest/globals';
import { runScript } from './testing/run-script.ts';

/** An action with a few inputs around the given body of `run`. */
const action = (run: string, explain = '') => `
  import { runAction } from 'lib/action/run-action.ts';
  import { defineInputs } from 'lib/action/inputs.ts';
  import { text } from 'lib/action/inputs/text.ts';
  import { keyValues } from 'lib/action/inputs/key-values.ts';
  import { ActionFailure } from 'lib/action/errors.ts';
  import { sleep } from 'lib/action/clock.ts';
  const inputs = defineInputs({
    name: text({ description: 'Name.', default: 'world' }),
    secrets: keyValues({ description: 'Secrets.', secret: true }),
  });
  await runAction({ name: 'greet', inputs, async run(inputs, context) { ${run} }, ${explain} });
`;

describe('a run that succeeds', () => {
  test('writes outputs and summary, and ends although a timer is still open', async () => {
    const result = await runScript(
      action(`
        setTimeout(() => {}, 60_000);
        context.log.info('hello ' + inputs.name);
        return { outputs: { greeting: 'hello\\nworld', none: undefined }, summary: '### done' };`),
      { INPUT_NAME: 'you' },
    );
    expect(result).toMatchObject({ exitCode: 0, lines: ['hello you'], summary: '### done\n' });
    expect(result.outputs).toMatch(/^greeting<<(ghadelimiter_\S+)\nhello\nworld\n\1\n$/);
  });

  test('does not depend on the job summary', async () => {
    const result = await runScript(action("return { outputs: {}, summary: 'x' };"), {
      GITHUB_STEP_SUMMARY: '/nowhere/x',
    });
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toMatch(/^::warning::The job summary could not be written: /);
  });
});

describe('a run that fails', () => {
  test('a wrong input: cause first, the others after it, and nothing runs', async () => {
    const result = await runScript(action("console.log('ran')"), {
      INPUT_NAMED: 'x',
      INPUT_SECRETS: 'hunter2',
    });
    expect(result.exitCode).toBe(1);
    expect(result.lines).toEqual([
      '::add-mask::hunter2',
      '::error::Input "named" is not known. Did you mean "name"? Allowed: name, secrets.',
      'Next: Correct the "with:" of this step.',
      'Input "secrets" is a secret, which has no "=" in line 1. Allowed: lines of the form KEY=value.',
    ]);
    expect(result.summary).toMatch(/^### :x: greet: Input "named" is not known/);
  });

  test('a failure that the action means has no stack; text in it cannot act as a command', async () => {
    const result = await runScript(
      action(
        `throw new ActionFailure({ cause: 'No cluster "web".', advice: 'Create it.', detail: 'a\\n::add-path::/x' });`,
      ),
    );
    expect(result.exitCode).toBe(1);
    expect(result.lines).toEqual(['::error::No cluster "web".', 'Next: Create it.', 'a', ': :add-path::/x']);
    expect(result.summary).toContain('**Next:** Create it.');
  });

  test('outputs and summary of a red outcome are written', async () => {
    const result = await runScript(
      action(
        "return { outputs: { verdict: 'refused' }, summary: '### no', failure: { cause: 'Not healthy.' } };",
      ),
    );
    expect(result).toMatchObject({ exitCode: 1, lines: ['::error::Not healthy.'], summary: '### no\n' });
    expect(result.outputs).toContain('\nrefused\n');
  });

  test('a bug shows its stack, its cause, and where to report it', async () => {
    const result = await runScript(
      action("throw new TypeError('x is undefined', { cause: new Error('deeper') });"),
      {
        GITHUB_ACTION_REPOSITORY: 'org/platform-actions',
      },
    );
    expect(result.exitCode).toBe(1);
    expect(result.lines[0]).toBe('::error::An error that was not expected: TypeError: x is undefined');
    expect(result.lines[1]).toBe(
      'Next: This is a bug, please report it with the stack: https://github.com/org/platform-actions/issues',
    );
    expect(result.stdout).toMatch(/\n +at .*\ncaused by Error: deeper\n/);
  });

  test('several errors: the first is the cause, the others follow', async () => {
    const result = await runScript(
      action(
        `throw new AggregateError([1, 2].map((n) => new ActionFailure({ cause: 'Failure ' + n, advice: 'Do ' + n })));`,
      ),
    );
    expect(result.lines).toEqual(['::error::Failure 1', 'Next: Do 1', 'Failure 2', 'Do 2']);
  });

  test('an error of a service is explained by who knows it', async () => {
    const explain =
      "explain: async (error) => error.code === 7 ? { cause: 'Denied.', advice: 'Allow it.' } : undefined";
    const result = await runScript(action("throw Object.assign(new Error('raw'), { code: 7 });", explain));
    expect(result.lines).toEqual(['::error::Denied.', 'Next: Allow it.']);
  });

  test('an error that nobody awaits stops the run, which may still clean up', async () => {
    const result = await runScript(
      action(`
        Promise.reject(new TypeError('lost'));
        try { await sleep(context.clock, 60_000, context.signal); } finally { context.log.info('cleaned up'); }
        return { outputs: {}, summary: '' };`),
    );
    expect(result.exitCode).toBe(1);
    expect(result.lines.slice(0, 2)).toEqual([
      'cleaned up',
      '::error::An error that was not expected: TypeError: lost',
    ]);
  });

  test('green is taken back when an error was missed', async () => {
    const result = await runScript(
      action(
        `Promise.reject(new TypeError('lost')); await new Promise(setImmediate); return { outputs: {}, summary: '' };`,
      ),
    );
    expect(result).toMatchObject({
      exitCode: 1,
      lines: expect.arrayContaining([expect.stringMatching(/^::error::.*lost$/)]),
    });
  });

  test('a run that waits for nothing is red', async () => {
    const result = await runScript(action('await new Promise(() => {});'));
    expect(result.exitCode).toBe(1);
    expect(result.lines[0]).toBe(
      '::error::An error that was not expected: Error: The run never came to its end.',
    );
  });
});

describe('a cancelled run', () => {
  const cleanUp = `
    try {
      context.log.info('ready');
      await sleep(context.clock, 60_000, context.signal);
    } finally {
      context.log.info('cleaning');
      await sleep(context.clock, 200);
      context.log.info('clean');
    }`;

  test('SIGINT aborts, SIGTERM after it does not kill the clean-up', async () => {
    const result = await runScript(action(cleanUp), {}, (line, child) => {
      if (line === 'ready') child.kill('SIGINT');
      if (line === 'cleaning') child.kill('SIGTERM');
    });
    expect(result.exitCode).toBe(1);
    expect(result.lines).toEqual(['ready', 'cleaning', 'clean', '::error::The job was cancelled (SIGINT).']);
  });

  test('an abort error of a library gives way to its reason', async () => {
    const wait = `
      context.log.info('ready');
      const { setTimeout } = await import('node:timers/promises');
      await setTimeout(60_000, undefined, { signal: context.signal });`;
    const result = await runScript(action(wait), {}, (line, child) => {
      if (line === 'ready') child.kill('SIGTERM');
    });
    expect(result.lines).toEqual(['ready', '::error::The job was cancelled (SIGTERM).']);
  });
});

describe('secrets', () => {
  test('each is masked before the first other line', async () => {
    const result = await runScript(action("context.log.info('ran'); return { outputs: {}, summary: '' };"), {
      INPUT_SECRETS: 'A=one\nB=two=2',
    });
    const masks = result.lines.slice(0, result.lines.indexOf('ran'));
    expect(masks).toEqual(
      expect.arrayContaining(['::add-mask::one', '::add-mask::two=2', '::add-mask::A=one']),
    );
    expect(result.lines.at(-1)).toBe('ran');
  });
});
