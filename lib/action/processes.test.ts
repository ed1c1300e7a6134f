import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Clock, systemClock } from './clock.ts';
import { createProcesses, PROGRAM_NOT_FOUND } from './processes.ts';

/** A clock on which three seconds pass in 60 ms. */
const fastClock: Clock = {
  ...systemClock,
  after: (milliseconds, callback) => systemClock.after(milliseconds / 50, callback),
};
const processes = createProcesses(fastClock);
const { signal } = new AbortController();
const shell = (script: string) => ({ program: 'sh', arguments: ['-c', script], signal });

/** Whether a process still does anything; one that has ended may stay in the table until somebody collects it. */
function isRunning(number: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${number}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a program that ends', () => {
  test('gives its exit code and both outputs, line by line', async () => {
    const lines: string[] = [];
    const finished = await processes.run({
      ...shell('echo out; echo err >&2; printf "no end\\303\\274"; exit 3'),
      onLine: (line) => lines.push(line),
    });
    expect(finished).toEqual({ exitCode: 3, stdout: 'out\nno end\u00fc\n', stderr: 'err\n' });
    expect(lines.sort()).toEqual(['err', 'no end\u00fc', 'out']);
  });

  test('gets arguments, environment and input as they are', async () => {
    const finished = await processes.run({
      program: 'sh',
      arguments: ['-c', 'echo "$1|$EXTRA|$PATH"; cat', 'sh', 'a "b" $c * \\'],
      environment: { EXTRA: 'x y' },
      input: 'secret\n',
      signal,
    });
    expect(finished.stdout).toBe(`a "b" $c * \\|x y|${process.env.PATH}\nsecret\n`);
  });

  test('that is not there', async () => {
    const finished = await processes.run({ program: 'no-such-program', arguments: [], signal });
    expect(finished.exitCode).toBe(PROGRAM_NOT_FOUND);
  });
});

describe('a program that is stopped', () => {
  test('ends with everything that it has started, and the reason is thrown', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    let plugin = 0;
    const run = processes.run({
      program: 'sh',
      arguments: ['-c', 'sh -c "echo \\$\\$; exec sleep 600" & wait'],
      signal: controller.signal,
      onLine(line) {
        plugin = Number(line);
        controller.abort(reason);
      },
    });
    await expect(run).rejects.toBe(reason);
    expect(plugin).toBeGreaterThan(1);
    expect(isRunning(plugin)).toBe(false);
  });

  test('is not started at all when it is too late', async () => {
    await expect(
      processes.run({ ...shell('echo ran'), signal: AbortSignal.abort(new Error('late')) }),
    ).rejects.toThrow('late');
  });

  test('is killed when it does not listen', async () => {
    const controller = new AbortController();
    const run = processes.run({
      program: 'sh',
      arguments: ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.05; done'],
      signal: controller.signal,
      onLine: () => controller.abort(new Error('cancelled')),
    });
    await expect(run).rejects.toThrow('cancelled');
  });
});
