import { expect, test } from '@jest/globals';
import { createVirtualClock } from '../../rehearsal/aws/kernel/virtual-clock.ts';
import { DeadlinePassed, withDeadline } from './cancel.ts';
import { sleep } from './clock.ts';
import type { Log } from './log.ts';

const silent: Log = { debug() {}, info() {}, warning() {}, group: (_, work) => work() };

function surroundings() {
  const clock = createVirtualClock(0);
  const job = new AbortController();
  return { clock, job, context: { clock, log: silent, signal: job.signal } };
}

test('work that is too slow is told so, at its time', async () => {
  const { clock, context } = surroundings();
  const work = withDeadline(context, 90_000, 'Waiting for web', ({ signal }) =>
    sleep(clock, 600_000, signal),
  );
  await expect(clock.run(work)).rejects.toThrow(
    new DeadlinePassed({ cause: 'Waiting for web took longer than 1m30s.' }),
  );
  expect(clock.now()).toBe(90_000);
});

test('work in time gives its result and leaves no timer', async () => {
  const { clock, context } = surroundings();
  expect(
    await clock.run(
      withDeadline(context, 90_000, 'It', ({ signal }) => sleep(clock, 5, signal).then(() => 'done')),
    ),
  ).toBe('done');
  await expect(clock.run(new Promise(() => {}))).rejects.toThrow('no timer is left');
  expect(clock.now()).toBe(5);
});

test('a cancelled job wins over the deadline', async () => {
  const { clock, job, context } = surroundings();
  const reason = new Error('cancelled');
  clock.after(10, () => job.abort(reason));
  await expect(
    clock.run(withDeadline(context, 90_000, 'It', ({ signal }) => sleep(clock, 600_000, signal))),
  ).rejects.toBe(reason);
});
