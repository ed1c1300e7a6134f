import type { Scenario, WorldEvent } from '../scenario.ts';
import type { Dice } from './dice.ts';
import type { Inputs } from './draw-inputs.ts';
import { tellRuns } from './tell-runs.ts';

const GATED = ['release', 'shift', 'bootstrap'];

/** The shortest bake that the action allows with the alarm. */
const SMALLEST_BAKE = '2m10s';

/** Lets an alarm gate runs, and orders fail meanwhile. */
export function addAlarms(dice: Dice, scenario: Scenario): Scenario {
  if (!dice.chance(0.08)) return scenario;
  const { platform, events } = scenario;
  const runs = tellRuns(dice.fork('runs'), scenario, 0.8, (mode, _run, own): Inputs => {
    if (!GATED.includes(mode)) return {};
    return { alarms: 'orders', bake: SMALLEST_BAKE, 'on-no-data': own.pick(['hold', 'pass', 'fail']) };
  });
  const ringing = dice.pick([0, 1, 1, 2]);
  const failing = Array.from({ length: ringing }, (_, index): WorldEvent => {
    const own = dice.fork(`orders ${index}`);
    const run = own.between(0, runs.length - 1);
    const at = own.chance(0.5)
      ? { run, milliseconds: own.between(0, 150_000) }
      : { run, weight: own.between(1, 3) };
    return { at, act: { kind: 'failing-orders', milliseconds: own.pick([10_000, 60_000, 200_000]) } };
  });
  return { ...scenario, platform: { ...platform, isAlarmed: true }, runs, events: [...events, ...failing] };
}
