import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { createLogWatch, createManualClock, useFixtureFolder } from './fixtures.ts';

const { startJob, writeAction } = useFixtureFolder();

/** A killed process is gone, or a zombie (Z) where nobody has asked for its exit code. */
async function stateOf(pid: string | undefined): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '0 (none) gone');
  return stat.split(') ')[1]?.split(' ')[0] ?? '';
}

describe('cancelling', () => {
  const stubborn = `
process.on('SIGINT', () => { write('STATE', 'cursor=3'); console.log('got SIGINT'); });
process.on('SIGTERM', () => console.log('got SIGTERM'));
setInterval(() => {}, 1000);
console.log('ready');`;

  test('is SIGINT, 7.5 s, SIGTERM, 2.5 s, SIGKILL; then post runs with the state saved in time', async () => {
    const { clock, fire, lengths } = createManualClock();
    const uses = await writeAction('stubborn', {
      main: stubborn,
      post: 'console.log("cursor", process.env.STATE_cursor);',
    });
    const log = createLogWatch();
    const job = await startJob({ clock, onLog: log.onLog });
    const step = job.runStep({ uses });
    await log.waitFor('ready');
    const cancelled = job.cancel();
    await log.waitFor('got SIGINT');
    expect(lengths()).toEqual([300_000, 7500]);
    fire(7500);
    await log.waitFor('got SIGTERM');
    fire(2500);
    await cancelled;
    const result = await step;
    expect(result.conclusion).toBe('cancelled');
    expect(result.log.split('\n').at(-1)).toBe('##[error]The operation was canceled.');
    expect((await job.runStep({ uses })).conclusion).toBe('skipped');
    const { conclusion, posts } = await job.finish();
    expect([conclusion, posts[0]?.log]).toEqual(['cancelled', 'Post job cleanup.\ncursor 3']);
  });

  test('a script that ends in time is cancelled all the same, with its outputs, and no further signal comes', async () => {
    const { clock, lengths } = createManualClock();
    const uses = await writeAction('obedient', {
      main: `process.on('SIGINT', () => { write('OUTPUT', 'verdict=interrupted'); process.exit(0); });
setInterval(() => {}, 1000);
console.log('ready');`,
    });
    const log = createLogWatch();
    const job = await startJob({ clock, onLog: log.onLog });
    const step = job.runStep({ uses });
    await log.waitFor('ready');
    await job.cancel();
    expect(await step).toMatchObject({ conclusion: 'cancelled', outputs: { verdict: 'interrupted' } });
    await job.finish();
    expect(lengths().filter((length) => length !== 5000)).toEqual([]);
  });

  test('between two steps stops the next one, but for those that always run', async () => {
    const uses = await writeAction('good', { main: '' });
    const job = await startJob();
    await job.cancel();
    expect((await job.runStep({ uses })).conclusion).toBe('skipped');
    expect((await job.runStep({ uses, if: 'always()' })).conclusion).toBe('success');
    expect((await job.finish()).conclusion).toBe('cancelled');
  });

  test('GitHub gives the job up five minutes later', async () => {
    const { clock, fire } = createManualClock();
    const uses = await writeAction('slow', {
      main: '',
      post: "console.log('ready'); setInterval(() => {}, 1000);",
    });
    const log = createLogWatch();
    const job = await startJob({ clock, onLog: log.onLog });
    await job.runStep({ uses });
    await job.cancel();
    const end = job.finish();
    await log.waitFor('ready');
    fire(300_000);
    expect((await end).conclusion).toBe('lost');
  });
});

describe('a machine that dies', () => {
  test('takes the script and its children with it; no post, no outputs, no further step', async () => {
    const uses = await writeAction('parent', {
      main: `import { spawn } from 'node:child_process';
write('OUTPUT', 'a=b');
write('STATE', 'a=b');
const child = spawn('sleep', ['600'], { stdio: 'inherit' });
console.log('child', child.pid);
console.log('ready');`,
      post: "console.log('post ran');",
    });
    const log = createLogWatch();
    const job = await startJob({ onLog: log.onLog });
    const step = job.runStep({ uses });
    await log.waitFor('ready');
    job.die();
    expect(await step).toMatchObject({
      conclusion: 'lost',
      outputs: {},
      summary: '',
      log: expect.stringContaining('ready'),
    });
    const child = log.lines.find((line) => line.startsWith('child '))?.slice(6);
    expect(await stateOf(child)).toMatch(/^(Z|gone)$/);
    expect((await job.runStep({ uses })).conclusion).toBe('lost');
    expect(await job.finish()).toEqual({ conclusion: 'lost', posts: [] });
    expect(log.lines.join('\n')).not.toContain('post ran');
  });
});
