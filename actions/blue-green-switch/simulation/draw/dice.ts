import { createRandom } from '../../../../rehearsal/aws/kernel/random.ts';

/** Chance as a scenario needs it, fixed by a seed. */
export interface Dice {
  /** True with this probability. */
  chance(probability: number): boolean;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  /** One of these; what stands twice comes twice as often. */
  pick<const Value>(values: readonly Value[]): Value;
  /** A source of its own: what is drawn there never shifts what is drawn here. */
  fork(name: string): Dice;
}

export function createDice(seed: number): Dice {
  return roll(createRandom(seed));
}

function roll(random: ReturnType<typeof createRandom>): Dice {
  return {
    chance: (probability) => random.next() < probability,
    between: (min, max) => min + random.below(max - min + 1),
    pick(values) {
      const value = values[random.below(values.length)];
      if (value === undefined) throw new Error('There is nothing to pick from.');
      return value;
    },
    fork: (name) => roll(random.fork(name)),
  };
}
