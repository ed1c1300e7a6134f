import { expect, test } from '@jest/globals';
import { systemClock } from '../../../../lib/action/clock.ts';
import { familyOf, parseStat, readProcessUsage } from './process-usage.ts';

test('reads a process whose name looks like more', () => {
  const rest = '0 0 0 0 0 0 0 0 0 150 50 3 7 20 0 11 0 4242 9999 25 0';
  expect(parseStat(`42 (a) R 7 (b) S 7 ${rest}`)).toEqual({
    ...{ pid: 42, parent: 7, cpuMilliseconds: 2_100, memoryBytes: 25 * 4096 },
  });
  expect(parseStat('')).toBeUndefined();
});

test('a process’s descendants are its own, however deep', () => {
  const stat = (pid: number, parent: number) => ({ pid, parent, cpuMilliseconds: 0, memoryBytes: 0 });
  const stats = [stat(1, 0), stat(2, 1), stat(3, 2), stat(4, 0), stat(5, 3)];
  expect(familyOf(stats, 2).map(({ pid }) => pid)).toEqual([2, 3, 5]);
});

test('this process uses memory and processor time', async () => {
  const usage = await readProcessUsage(systemClock, process.pid);
  expect(usage?.memoryBytes).toBeGreaterThan(1_000_000);
  expect(usage?.cpuMilliseconds).toBeGreaterThan(0);
  expect(await readProcessUsage(systemClock, 2 ** 30)).toBeUndefined();
});
