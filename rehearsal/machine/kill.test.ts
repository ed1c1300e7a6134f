import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { systemClock } from '../../lib/action/clock.ts';
import { killProcesses, signalProcess } from './kill.ts';
import { isRunning } from './owner.ts';

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('killProcesses', () => {
  test('is done when the processes are gone', async () => {
    const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    expect(isRunning(pid)).toBe(true);
    await killProcesses([pid], systemClock);
    expect(isRunning(pid)).toBe(false);
  });

  test('what has ended and is never collected counts as gone', async () => {
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60']);
    const [line] = await once(parent.stdout, 'data');
    await killProcesses([Number(line)], systemClock);
    parent.kill();
  });

  test('does not mind what has ended already', async () => {
    const child = spawn(process.execPath, ['--eval', '']);
    await once(child, 'close');
    await killProcesses([child.pid ?? 0], systemClock);
    signalProcess(child.pid ?? 0, 'SIGTERM');
  });
});
