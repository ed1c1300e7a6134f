import { POINTS } from '../../testing/machine.ts';
import type { RunEnd, RunMoment } from '../scenario.ts';
import type { Dice } from './dice.ts';

/** Draws how a run is ended from outside: more often at one of its calls than between two of them. */
export function drawEnd(dice: Dice): RunEnd {
  const kind = dice.pick(['kill', 'kill', 'cancel']);
  return { kind, moment: drawMoment(dice) };
}

function drawMoment(dice: Dice): RunMoment {
  if (dice.chance(0.35)) return { milliseconds: dice.between(0, 75_000) };
  return { call: dice.between(1, 18), when: dice.pick(POINTS) };
}
