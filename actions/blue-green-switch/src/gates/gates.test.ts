import { describe, expect, test } from '@jest/globals';
import { type Clock, sleep } from '../../../../lib/action/clock.ts';
import { createVirtualClock } from '../../../../rehearsal/aws/kernel/virtual-clock.ts';
import { type Gate, watchGates } from './gates.ts';

const never = new AbortController().signal;

/** A gate that notes when it is looked at, and fails from its n-th look on. */
function createGate(clock: Clock, name: string, interval: number, failsAtLook = Number.POSITIVE_INFINITY) {
  const looks: number[] = [];
  const gate: Gate = {
    name,
    interval,
    saw: () => '',
    check: async () => {
      looks.push(clock.now());
      return looks.length >= failsAtLook ? `${name} is bad` : undefined;
    },
  };
  return { gate, looks };
}

describe('watching gates', () => {
  test('gates that hold are looked at, each at its own pace, for the whole time', async () => {
    const clock = createVirtualClock(0);
    const quick = createGate(clock, 'quick', 1_000);
    const slow = createGate(clock, 'slow', 4_000);
    const failure = await clock.run(watchGates([quick.gate, slow.gate], 10_000, { clock, signal: never }));
    expect(failure).toBeUndefined();
    expect(clock.now()).toBe(10_000);
    expect(quick.looks).toHaveLength(10);
    expect(slow.looks).toEqual([0, 4_000, 8_000]);
  });

  test('the first gate that fails ends the watch at that moment', async () => {
    const clock = createVirtualClock(0);
    const good = createGate(clock, 'good', 1_000);
    const bad = createGate(clock, 'bad', 700, 3);
    const failure = await clock.run(watchGates([good.gate, bad.gate], 60_000, { clock, signal: never }));
    expect(failure).toEqual({ gate: 'bad', cause: 'bad is bad', at: 1_400 });
    await clock.run(sleep(clock, 30_000));
    expect(good.looks).toEqual([0, 1_000]);
  });

  test('a look that breaks breaks the watch at once', async () => {
    const clock = createVirtualClock(0);
    const broken: Gate = {
      name: 'broken',
      interval: 500,
      saw: () => '',
      check: () => Promise.reject(new Error('denied')),
    };
    await expect(clock.run(watchGates([broken], 60_000, { clock, signal: never }))).rejects.toThrow('denied');
    expect(clock.now()).toBe(0);
  });

  test('a cancelled run ends the watch with the reason', async () => {
    const clock = createVirtualClock(0);
    const cancel = new AbortController();
    clock.after(2_500, () => cancel.abort(new Error('Cancelled')));
    const { gate } = createGate(clock, 'good', 1_000);
    await expect(clock.run(watchGates([gate], 60_000, { clock, signal: cancel.signal }))).rejects.toThrow(
      'Cancelled',
    );
    expect(clock.now()).toBe(2_500);
  });

  test('what is enough ends the watch with the look that showed it', async () => {
    const clock = createVirtualClock(0);
    const { gate, looks } = createGate(clock, 'good', 1_000);
    const isEnough = () => looks.length === 3;
    const options = { clock, signal: never, isEnough };
    expect(await clock.run(watchGates([gate], 60_000, options))).toBeUndefined();
    expect(clock.now()).toBe(2_000);
  });

  test('a failure counts also when it is enough', async () => {
    const clock = createVirtualClock(0);
    const { gate } = createGate(clock, 'bad', 1_000, 1);
    const options = { clock, signal: never, isEnough: () => true };
    expect(await clock.run(watchGates([gate], 60_000, options))).toMatchObject({ gate: 'bad' });
  });

  test('a look that leaves it open is followed by others, until it is decided', async () => {
    const clock = createVirtualClock(0);
    const answers = [undefined, 'bad once', 'bad twice'];
    let bad = 0;
    const gate: Gate = {
      ...{ name: 'probe', interval: 1_000, saw: () => '' },
      isUndecided: () => bad === 1,
      async check() {
        bad += answers.shift() === undefined ? 0 : 1;
        return bad === 2 ? 'bad twice' : undefined;
      },
    };
    const failure = await clock.run(watchGates([gate], 1_500, { clock, signal: never }));
    expect(failure).toEqual({ gate: 'probe', cause: 'bad twice', at: 2_000 });
  });

  test('while one is open the others are looked at too, and one of them may decide', async () => {
    const clock = createVirtualClock(0);
    const open: Gate = {
      ...{ name: 'open', interval: 5_000, saw: () => '' },
      isUndecided: () => true,
      check: async () => undefined,
    };
    const bad = createGate(clock, 'bad', 1_000, 13);
    const failure = await clock.run(watchGates([open, bad.gate], 10_000, { clock, signal: never }));
    expect(failure).toEqual({ gate: 'bad', cause: 'bad is bad', at: 12_000 });
  });

  test('it is over as soon as the last open one is decided, whatever the pace of the others', async () => {
    const clock = createVirtualClock(0);
    let looks = 0;
    const open: Gate = {
      ...{ name: 'open', interval: 2_000, saw: () => '' },
      isUndecided: () => looks < 7,
      async check() {
        looks += 1;
        return undefined;
      },
    };
    const slow = createGate(clock, 'slow', 60_000);
    expect(await clock.run(watchGates([open, slow.gate], 10_000, { clock, signal: never }))).toBeUndefined();
    expect([clock.now(), looks, slow.looks]).toEqual([12_000, 7, [0]]);
  });

  test('no time to watch means no look', async () => {
    const clock = createVirtualClock(0);
    const { gate, looks } = createGate(clock, 'bad', 1_000, 1);
    expect(await clock.run(watchGates([gate], 0, { clock, signal: never }))).toBeUndefined();
    expect(looks).toEqual([]);
  });
});
