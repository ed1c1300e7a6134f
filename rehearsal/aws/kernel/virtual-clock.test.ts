import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sleep } from '../../../lib/action/clock.ts';
import { createVirtualClock } from './virtual-clock.ts';

describe('virtual clock', () => {
  test('an hour passes at once, and the clock shows it', async () => {
    const clock = createVirtualClock(1_000);
    await clock.run(sleep(clock, 3_600_000));
    expect(clock.now()).toBe(3_601_000);
  });

  test('callbacks come in the order of their time, and of their making at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50)), async (delays) => {
        const clock = createVirtualClock(0);
        const seen: { at: number; order: number }[] = [];
        delays.forEach((delay, order) => {
          clock.after(delay, () => seen.push({ at: clock.now(), order }));
        });
        await clock.run(sleep(clock, 60));
        const expected = delays
          .map((at, order) => ({ at, order }))
          .sort((a, b) => a.at - b.at || a.order - b.order);
        expect(seen).toEqual(expected);
      }),
    );
  });

  test('a callback that was called off does not come', async () => {
    const clock = createVirtualClock(0);
    let came = false;
    const cancel = clock.after(5, () => {
      came = true;
    });
    cancel();
    await clock.run(sleep(clock, 10));
    expect(came).toBe(false);
  });

  test('work that nothing will end is an error, not a hang', async () => {
    const clock = createVirtualClock(0);
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow('Virtual time stands still');
  });

  test('time does not pass while a file is read', async () => {
    const clock = createVirtualClock(0);
    clock.after(1_000, () => {});
    const work = readFile(new URL(import.meta.url)).then(() => clock.now());
    expect(await clock.run(work)).toBe(0);
  });

  test('an aborted sleep ends at once with the reason, and leaves no timer', async () => {
    const clock = createVirtualClock(0);
    const controller = new AbortController();
    clock.after(3, () => controller.abort(new Error('cancelled')));
    await expect(clock.run(sleep(clock, 1_000, controller.signal))).rejects.toThrow('cancelled');
    expect(clock.now()).toBe(3);
  });
});
