import type { Scenario } from '../scenario.ts';
import type { Dice } from './dice.ts';
import type { Inputs } from './draw-inputs.ts';
import { tellRuns } from './tell-runs.ts';

const PLANNING = ['release', 'prepare', 'bootstrap'];
const WAITING = ['release', 'finish', 'recover'];

/** Where clients are kept with the group they got first, tells most runs to wait until they have left. */
export function addStickyWait(dice: Dice, scenario: Scenario): Scenario {
  if (!scenario.platform.sticky || !dice.chance(0.5)) return scenario;
  const runs = tellRuns(
    dice.fork('runs'),
    scenario,
    0.8,
    (mode, _run, own): Inputs => ({
      ...(PLANNING.includes(mode) && { sticky: 'wait' }),
      ...(WAITING.includes(mode) && { 'sticky-timeout': own.pick(['10s', '8m', '8m', '12m']) }),
    }),
  );
  return { ...scenario, runs, keepsClients: true };
}
