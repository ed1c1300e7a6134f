import { PERFECT_MACHINE, type RunShape, type Scenario } from '../scenario.ts';
import type { Dice } from './dice.ts';
import { drawInputs, drawPipeline } from './draw-inputs.ts';

/** Adds a run, beside the others or after one of them, that only shows what it would do. */
export function addDryRun(dice: Dice, scenario: Scenario): Scenario {
  if (!dice.chance(0.1)) return scenario;
  const { runs, versions } = scenario;
  const run = dice.between(0, runs.length - 1);
  const version = dice.between(1, versions.length);
  const mode = dice.pick(['release', 'rollback', 'recover', 'bootstrap', 'pipeline'] as const);
  const own = dice.fork('inputs');
  const inputs = mode === 'pipeline' ? dice.pick(drawPipeline(own, version)) : drawInputs(own, mode, version);
  const dry: RunShape = {
    runId: 'DRY',
    start: { kind: dice.pick(['beside', 'beside', 'after']), run, milliseconds: dice.between(0, 60_000) },
    inputs: { ...inputs, 'dry-run': 'true' },
    ...{ machine: PERFECT_MACHINE, faults: [] },
  };
  return { ...scenario, runs: [...runs, dry] };
}
