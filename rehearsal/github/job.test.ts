import { describe, expect, test } from '@jest/globals';
import { createLogWatch, createManualClock, useFixtureFolder } from './fixtures.ts';

const { path, startJob, writeAction } = useFixtureFolder();

describe('a step', () => {
  test('gives outputs, summary, log and annotations, as they come and at the end', async () => {
    const uses = await writeAction('all', {
      inputs: '{ bake-time: { default: 30s } }',
      main: `
console.log('::add-mask::s3cret');
console.log('bake', process.env['INPUT_BAKE-TIME']);
console.error('::warning title=Slow::s3cret is slow');
write('OUTPUT', 'verdict=released');
write('OUTPUT', 'note<<E\\ntwo\\nlines\\nE');
write('STEP_SUMMARY', '# Released, s3cret');`,
    });
    const log = createLogWatch();
    const job = await startJob({ onLog: log.onLog });
    const result = await job.runStep({ uses, with: { 'bake-time': '1m', unknown: 'x' }, env: { A: 'b' } });
    expect(result).toEqual({
      name: `Run ${uses}`,
      conclusion: 'success',
      outputs: { verdict: 'released', note: 'two\nlines' },
      log: log.lines.join('\n'),
      summary: '# Released, ***\n',
      annotations: [
        { level: 'warning', message: "Unexpected input(s) 'unknown', valid inputs are ['bake-time']" },
        { level: 'warning', message: '*** is slow', title: 'Slow' },
      ],
    });
    expect(log.lines.slice(0, 8)).toEqual([
      `##[group]Run ${uses}`,
      'with:',
      '  bake-time: 1m',
      '  unknown: x',
      'env:',
      '  A: b',
      '##[endgroup]',
      "##[warning]Unexpected input(s) 'unknown', valid inputs are ['bake-time']",
    ]);
    expect(log.lines.slice(8).sort()).toEqual(['##[warning]*** is slow', 'bake 1m']);
    expect(await job.finish()).toEqual({ conclusion: 'success', posts: [] });
  });

  test('has an environment of the runner, the job and itself, and nothing of this process', async () => {
    process.env.SURPRISE = 'inherited';
    const uses = await writeAction('environment', { main: 'console.log(JSON.stringify(process.env));' });
    const job = await startJob({
      environment: { AWS_REGION: 'eu-central-1', GITHUB_SHA: 'overridden' },
      run: { runId: 7 },
    });
    const { log } = await job.runStep({ uses, env: { OWN: '1', RUNNER_OS: 'BeOS' }, id: 'deploy' });
    delete process.env.SURPRISE;
    const seen = JSON.parse(log.split('\n').at(-1) ?? '') as Record<string, string>;
    expect(seen).toMatchObject({
      AWS_REGION: 'eu-central-1',
      OWN: '1',
      CI: 'true',
      GITHUB_ACTION: 'deploy',
      GITHUB_ACTIONS: 'true',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REPOSITORY_OWNER: 'acme',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_RUN_ID: '7',
      GITHUB_SHA: expect.stringMatching(/^[0-9a-f]{40}$/),
      GITHUB_WORKSPACE: path('machine/work/shop/shop'),
      HOME: path('machine/home'),
      RUNNER_OS: 'Linux',
      RUNNER_TEMP: path('machine/work/_temp'),
    });
    expect(seen.PATH?.endsWith(':/usr/bin:/bin')).toBe(true);
    const others = Object.keys(seen).filter((name) => !/^(GITHUB|RUNNER)_/.test(name));
    expect(others.sort()).toEqual(['AWS_REGION', 'CI', 'HOME', 'OWN', 'PATH']);
  });

  test.each([
    ['a code other than 0', 'process.exit(3);', {}],
    ['a file that cannot be read', "write('OUTPUT', 'nonsense');", {}],
    ['a refused command', "console.log('::set-output name=a::b');", {}],
    ['a throw', "write('OUTPUT', 'a=b'); throw new Error('bug');", { a: 'b' }],
  ])('fails by %s', async (_, main, outputs) => {
    const job = await startJob();
    const result = await job.runStep({ uses: await writeAction('bad', { main }) });
    expect([result.conclusion, result.outputs]).toEqual(['failure', outputs]);
    expect((await job.finish()).conclusion).toBe('failure');
  });

  test('an error annotation alone does not fail it', async () => {
    const job = await startJob();
    const uses = await writeAction('loud', { main: "console.log('::error::just words');" });
    expect((await job.runStep({ uses })).conclusion).toBe('success');
  });

  test('loses a summary of over 1 MiB, and may not set NODE_OPTIONS for others', async () => {
    const uses = await writeAction('greedy', {
      main: "write('STEP_SUMMARY', 'x'.repeat(1024 * 1024)); write('ENV', 'NODE_OPTIONS=--inspect');",
    });
    const job = await startJob();
    const result = await job.runStep({ uses });
    expect([result.conclusion, result.summary]).toEqual(['success', '']);
    expect(result.annotations.map(({ message }) => message)).toEqual([
      "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.",
      '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 1024k.',
    ]);
  });

  test('ends though something that it left behind holds its output', async () => {
    const { clock, fire, lengths } = createManualClock();
    const uses = await writeAction('leaver', {
      main: `import { spawn } from 'node:child_process';
const child = spawn('sleep', ['600'], { stdio: 'inherit', detached: true });
child.unref();
console.log('child', child.pid);`,
    });
    const log = createLogWatch();
    const job = await startJob({ clock, onLog: log.onLog });
    const step = job.runStep({ uses });
    while (!lengths().includes(5000)) await new Promise((resolve) => setImmediate(resolve));
    fire(5000);
    expect((await step).conclusion).toBe('success');
    process.kill(Number(log.lines.at(-1)?.split(' ')[1]), 'SIGKILL');
  });
});

describe('steps of one job', () => {
  test('pass on environment, PATH and masks; the runner’s own Node comes before the machine’s PATH', async () => {
    const first = await writeAction('first', {
      main: "write('ENV', 'SHARED=yes'); write('PATH', '/one'); write('PATH', '/two'); console.log('::add-mask::s3cret');",
    });
    const second = await writeAction('second', {
      main: 'console.log(process.env.SHARED, process.env.PATH, "s3cret");',
    });
    const job = await startJob({ secrets: ['token-of-the-workflow'] });
    expect((await job.runStep({ uses: first, with: { token: 'token-of-the-workflow' } })).log).toContain(
      'token: ***',
    );
    const { log } = await job.runStep({ uses: second });
    expect(log).toMatch(/^yes \/two:\/one:\/[^:]*:\/usr\/bin:\/bin \*\*\*$/m);
  });

  test('are skipped after a failure, unless their condition says otherwise', async () => {
    const bad = await writeAction('bad', { main: 'process.exit(1);' });
    const good = await writeAction('good', { main: '' });
    const job = await startJob();
    await job.runStep({ uses: bad });
    const conclusions: string[] = [];
    for (const condition of ['success()', 'failure()', 'always()', 'cancelled()', '!cancelled()'] as const) {
      conclusions.push((await job.runStep({ uses: good, if: condition })).conclusion);
    }
    expect(conclusions).toEqual(['skipped', 'success', 'success', 'skipped', 'success']);
  });

  test('run one at a time and not after the end', async () => {
    const uses = await writeAction('good', { main: '' });
    const job = await startJob();
    const first = job.runStep({ uses });
    await expect(job.runStep({ uses })).rejects.toThrow('The job is busy: it runs one step at a time');
    await first;
    await job.finish();
    await expect(job.runStep({ uses })).rejects.toThrow('The job is finished');
  });
});

describe('post', () => {
  test('runs at the end, newest first, with the state and the inputs of its own step', async () => {
    const uses = await writeAction('lease', {
      inputs: '{ slot: {} }',
      main: "write('STATE', 'lease=' + process.env.INPUT_SLOT); write('ENV', 'LATER=yes');",
      post: "console.log('post', process.env.INPUT_SLOT, process.env.STATE_lease, process.env.LATER);",
    });
    const job = await startJob();
    await job.runStep({ uses, name: 'one', with: { slot: 'blue' } });
    await job.runStep({ uses, name: 'two', with: { slot: 'green' } });
    const { conclusion, posts } = await job.finish();
    expect(conclusion).toBe('success');
    expect(posts.map(({ name, log }) => [name, log])).toEqual([
      ['Post two', 'Post job cleanup.\npost green green yes'],
      ['Post one', 'Post job cleanup.\npost blue blue yes'],
    ]);
  });

  test('also runs after a failure, by its own condition; one that fails turns the job red', async () => {
    const bad = await writeAction('bad', { main: 'process.exit(1);', post: '' });
    const happy = await writeAction('happy', { main: '', post: '', postIf: 'success()' });
    const job = await startJob();
    await job.runStep({ uses: happy });
    await job.runStep({ uses: bad });
    expect((await job.finish()).posts.map(({ conclusion }) => conclusion)).toEqual(['success', 'skipped']);

    const untidy = await writeAction('untidy', { main: '', post: 'process.exit(1);' });
    const other = await startJob({ folder: path('other') });
    await other.runStep({ uses: untidy });
    expect((await other.finish()).conclusion).toBe('failure');
  });
});
