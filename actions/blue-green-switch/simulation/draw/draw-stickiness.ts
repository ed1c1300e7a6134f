import type { Scenario } from '../scenario.ts';
import type { Dice } from './dice.ts';
import type { Inputs } from './draw-inputs.ts';
import { tellRuns } from './tell-runs.ts';

const DETACH = ['release', 'prepare', 'bootstrap', 'rollback'];
const TIMED = ['release', 'finish', 'bootstrap', 'rollback', 'recover'];

/** Gives production rules group stickiness, which most runs are told to detach. */
export function addStickiness(dice: Dice, scenario: Scenario): Scenario {
  if (!dice.chance(0.1)) return scenario;
  const runs = tellRuns(dice.fork('runs'), scenario, 0.9, (mode, _run, own): Inputs => {
    const isHasty = own.chance(0.4);
    return {
      ...(DETACH.includes(mode) && { sticky: 'detach' }),
      ...(isHasty && TIMED.includes(mode) && { 'sticky-timeout': '10s' }),
    };
  });
  const sticky = {
    seconds: dice.pick([15, 30, 60]),
    stickToZeroWeight: dice.chance(0.7),
    renewStickiness: dice.chance(0.5),
    stickinessLasts: dice.pick(['as-the-cookie-says', 'as-the-rule-says']),
  };
  return { ...scenario, platform: { ...scenario.platform, sticky }, runs };
}
