import type { PlatformShape } from '../scenario.ts';
import type { Dice } from './dice.ts';

/** Draws a platform: usually one as AWS documents it, now and then slower, staler or busier. */
export function drawPlatform(dice: Dice): PlatformShape {
  return {
    isEmpty: dice.chance(0.08),
    rules: dice.pick([1, 1, 2, 2, 3]),
    tasks: dice.pick([1, 2, 2, 3]),
    // Runs hold for 5 or 10 s: some nodes are later than that.
    ruleLag: dice.pick([500, 3_000, 3_000, 4_500, 8_000]),
    drainLag: dice.pick([500, 2_000, 4_500]),
    nodes: dice.pick([2, 2, 3]),
    healthyWhen: dice.pick(['every-node', 'every-node', 'any-node']),
    staleParameters: dice.pick([0, 0.01, 0.1, 0.5]),
    staleFor: dice.pick([1_000, 3_000]),
    staleServices: dice.pick([0, 0, 3_000]),
    jitter: dice.pick([0, 0.25, 1]),
    isBusy: dice.chance(0.1),
  };
}
