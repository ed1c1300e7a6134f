import type { RunShape, Scenario } from '../scenario.ts';
import type { Dice } from './dice.ts';
import { drawInputs } from './draw-inputs.ts';

/** How far the dates of three machines are ahead of AWS's, in milliseconds. */
const OFFSETS = [-60_000, 45_000, 7_200_000] as const;

/** Lets three deployers, whose clocks differ, be at work at once. */
export function addCrowd(dice: Dice, scenario: Scenario): Scenario {
  const [first, ...others] = scenario.runs;
  if (!first || !dice.chance(0.04)) return scenario;
  const { end: _end, ...alone } = first;
  const crowd = OFFSETS.map((offset, index): RunShape => {
    const machine = { ...first.machine, offset };
    if (index === 0) return { ...alone, machine };
    const mode = dice.pick(['release', 'rollback', 'recover']);
    return {
      ...{ runId: `CROWD${index}`, machine, faults: [] },
      start: { kind: 'beside', run: 0, milliseconds: dice.between(0, 40_000) },
      inputs: drawInputs(dice.fork(`inputs ${index}`), mode, dice.between(1, scenario.versions.length)),
    };
  });
  return { ...scenario, runs: [...crowd, ...others.slice(2)] };
}
