import type { RunShape, Scenario } from '../scenario.ts';
import type { Dice } from './dice.ts';
import type { Inputs } from './draw-inputs.ts';

/** Gives runs more inputs, those that act in their mode; each run is told or not with this probability. */
export function tellRuns(
  dice: Dice,
  { runs }: Scenario,
  probability: number,
  inputsFor: (mode: string, run: RunShape, own: Dice) => Inputs,
): readonly RunShape[] {
  return runs.map((run, index) => {
    const own = dice.fork(`run ${index}`);
    if (!own.chance(probability)) return run;
    return { ...run, inputs: { ...run.inputs, ...inputsFor(run.inputs.mode ?? 'release', run, own) } };
  });
}
