import type { Act, Scenario, WorldEvent } from '../scenario.ts';
import type { Dice } from './dice.ts';
import { drawMoment } from './draw-events.ts';

/** Visitors in a second; one is what the tasks at the beginning are enough for. */
const CROWDS = [4, 4, 2, 1] as const;

/** Gives both slots scalable targets, and makes visitors come and go. */
export function addScaling(dice: Dice, scenario: Scenario): Scenario {
  const { platform, runs, events } = scenario;
  if (platform.isEmpty || !dice.chance(0.2)) return scenario;
  const { tasks } = platform;
  const maximum = tasks + dice.between(1, 2);
  const scaling = {
    ...{ minimum: dice.between(1, tasks), maximum },
    standbyMaximum: dice.pick([maximum, maximum, tasks, maximum + 1]),
  };
  const crowds = Array.from({ length: dice.between(1, 3) }, (_, index): WorldEvent => {
    const own = dice.fork(`crowd ${index}`);
    const act: Act = { kind: 'load', visitors: own.pick(CROWDS) };
    return { at: drawMoment(own.fork('when'), runs.length), act };
  });
  return { ...scenario, platform: { ...platform, scaling }, events: [...events, ...crowds] };
}
