import type { RunShape, Scenario } from '../scenario.ts';
import type { Dice } from './dice.ts';

/** Lets jobs end with the step after them, where they outlive the process that was killed. */
export function addPosts(dice: Dice, scenario: Scenario): Scenario {
  if (!dice.chance(0.25)) return scenario;
  const runs = scenario.runs.map((run): RunShape => {
    const isDrawn = dice.chance(0.7);
    return isDrawn && run.inputs.mode !== 'status' ? { ...run, post: true } : run;
  });
  return { ...scenario, runs };
}
