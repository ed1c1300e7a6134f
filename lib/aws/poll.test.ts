import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../rehearsal/aws/kernel/random.ts';
import { createVirtualClock } from '../../rehearsal/aws/kernel/virtual-clock.ts';
import { type Decision, type Poll, poll } from './poll.ts';
import { recordLog } from './testing/record-log.ts';

const INTERVAL = 5000;

/** A platform whose count of healthy targets grows by the given readings; the last one stays. */
function setUp(readings: number[], seed = 1) {
  const clock = createVirtualClock(1_000_000);
  const log = recordLog();
  const cancel = new AbortController();
  const ports = { clock, log, random: createRandom(seed), signal: cancel.signal };
  const readAt: number[] = [];
  const wait: Poll<number, string, string> = {
    interval: INTERVAL,
    deadline: clock.now() + 60_000,
    read: async () => {
      readAt.push(clock.now() - 1_000_000);
      return readings[Math.min(readAt.length, readings.length) - 1] ?? 0;
    },
    decide: (healthy): Decision<string, string> => {
      if (healthy < 0) return { kind: 'failed', reason: 'crashed' };
      return healthy === 2 ? { kind: 'done', value: 'healthy' } : { kind: 'wait' };
    },
    describe: (count) => ({ subject: 'web-green', count, of: 2, state: 'healthy' }),
  };
  return { clock, log, cancel, ports, wait, readAt };
}

describe('waiting', () => {
  test('ends with the first reading when there is nothing to wait for', async () => {
    const { clock, ports, wait, readAt } = setUp([2]);
    const result = await clock.run(poll(ports, wait));
    expect(result).toEqual({ kind: 'done', value: 'healthy', seen: 2, elapsed: 0 });
    expect(readAt).toEqual([0]);
  });

  test('says something only when something has changed', async () => {
    const { clock, log, ports, wait } = setUp([0, 0, 1, 1, 1, 2]);
    await clock.run(poll(ports, wait));
    expect(log.lines).toEqual([
      'web-green  0/2 healthy  [........]  0s',
      expect.stringMatching(/^web-green {2}1\/2 healthy {2}\[####\.\.\.\.\] {2}(9|10)s$/),
      expect.stringMatching(/^web-green {2}2\/2 healthy {2}\[########\] {2}2[3-6]s$/),
    ]);
  });

  test('ends as soon as it is in vain', async () => {
    const { clock, ports, wait, readAt } = setUp([0, -1]);
    const result = await clock.run(poll(ports, wait));
    expect(result).toMatchObject({ kind: 'failed', reason: 'crashed', seen: -1 });
    expect(readAt).toHaveLength(2);
  });

  test('ends at the deadline, with what was seen there', async () => {
    const { clock, ports, wait, readAt } = setUp([0, 1]);
    const result = await clock.run(poll(ports, wait));
    expect(result).toEqual({ kind: 'timeout', seen: 1, elapsed: 60_000 });
    expect(readAt.at(-1)).toBe(60_000);
  });

  test('ends at once when it is cancelled, with the reason', async () => {
    const { clock, cancel, ports, wait } = setUp([0]);
    clock.after(1234, () => cancel.abort(new Error('Cancelled')));
    await expect(clock.run(poll(ports, wait))).rejects.toThrow('Cancelled');
    expect(clock.now()).toBe(1_001_234);
    await expect(poll(ports, wait)).rejects.toThrow('Cancelled');
  });

  test('does not go on after a reading that failed for good', async () => {
    const { clock, ports, wait } = setUp([0]);
    const read = () => Promise.reject(new Error('AccessDenied'));
    await expect(clock.run(poll(ports, { ...wait, read }))).rejects.toThrow('AccessDenied');
    expect(clock.now()).toBe(1_000_000);
  });

  test('asks at the interval, a tenth more or less, never past the deadline', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { clock, ports, wait, readAt } = setUp([0], seed);
        await clock.run(poll(ports, wait));
        const waits = readAt.slice(1).map((at, index) => at - (readAt[index] ?? 0));
        for (const between of waits.slice(0, -1)) {
          expect(between).toBeGreaterThanOrEqual(INTERVAL * 0.9);
          expect(between).toBeLessThanOrEqual(INTERVAL * 1.1);
        }
        expect(readAt.at(-1)).toBe(60_000);
      }),
    );
  });
});
