import type { PlantedMutant, Proof } from '../../actions/blue-green-switch/mutants/planted.ts';
import type { Baseline } from './baselines.ts';
import { type ProofRun, runProof } from './run-proof.ts';
import type { Trial } from './try-mutant.ts';

/** In milliseconds. */
const LIMIT = 600_000;

const WORLDS = 'actions/blue-green-switch/simulation/simulation.test.ts';

/** Runs the proof of a planted mutant of an action against the changed source. */
export async function tryPlanted(
  { file, from, to, proof }: PlantedMutant,
  baseline: Baseline,
): Promise<Trial> {
  const run = asRun(proof);
  const problem = await baseline(run);
  if (problem !== undefined) return { verdict: 'undecided', detail: problem };
  const tally = await runProof(run, { file, from, to });
  if (!tally) return { verdict: 'noticed', detail: '' };
  const { passed, failed } = tally;
  // A mutant that does not compile proves nothing.
  if (failed.some((title) => title.endsWith('could not run'))) {
    return { verdict: 'undecided', detail: 'it does not compile' };
  }
  if (failed.length > 0) return { verdict: 'noticed', detail: '' };
  return { verdict: 'survived', detail: `${passed} passed` };
}

function asRun(proof: Proof): ProofRun {
  if (proof.kind === 'test') {
    const { path, named } = proof;
    return { tests: named === undefined ? [path] : ['--testNamePattern', named, path], limit: LIMIT };
  }
  const { from, count } = proof;
  const env = { SIMULATED_FROM: String(from), SIMULATED_WORLDS: String(count) };
  return { tests: ['--testNamePattern', 'random worlds', WORLDS], env, limit: LIMIT };
}
