import { expect, test } from '@jest/globals';
import { createVirtualClock } from '../../rehearsal/aws/kernel/virtual-clock.ts';
import { sleep } from './clock.ts';
import { runTogether } from './run-together.ts';

test('all of them are waited for', async () => {
  const clock = createVirtualClock(0);
  const context = { signal: new AbortController().signal };
  const works = [1_000, 3_000].map((milliseconds) => () => sleep(clock, milliseconds));
  await clock.run(runTogether(context, works));
  expect(clock.now()).toBe(3_000);
});

test('the first that fails ends the others, which have come to their end when it is told', async () => {
  const clock = createVirtualClock(0);
  const context = { signal: new AbortController().signal };
  const ends: number[] = [];
  const failing = async () => {
    await sleep(clock, 1_000);
    throw new Error('bad');
  };
  const other = async ({ signal }: typeof context) => {
    await sleep(clock, 60_000, signal).catch(() => sleep(clock, 500));
    ends.push(clock.now());
    throw new Error('called off');
  };
  await expect(clock.run(runTogether(context, [other, failing]))).rejects.toThrow('bad');
  expect(ends).toEqual([1_500]);
});

test('a run that is cancelled ends them all, with its reason', async () => {
  const clock = createVirtualClock(0);
  const cancel = new AbortController();
  clock.after(2_000, () => cancel.abort(new Error('Cancelled')));
  const work = ({ signal }: { readonly signal: AbortSignal }) => sleep(clock, 60_000, signal);
  await expect(clock.run(runTogether({ signal: cancel.signal }, [work, work]))).rejects.toThrow('Cancelled');
  expect(clock.now()).toBe(2_000);
});
