import type { Tally } from '../test/tally.ts';
import type { ProofRun } from './run-proof.ts';

/** Why a proof proves nothing; undefined when it passes on the source as it is. */
export type Baseline = (proof: ProofRun) => Promise<string | undefined>;

/**
 * Runs proofs against the source as it is, each once however many mutants it has to find: tests that fail anyway have
 * found nothing.
 */
export function createBaselines(run: (proof: ProofRun) => Promise<Tally | undefined>): Baseline {
  const known = new Map<string, Promise<string | undefined>>();
  return (proof) => {
    const key = JSON.stringify(proof);
    const problem = known.get(key) ?? run(proof).then(complainAbout);
    known.set(key, problem);
    return problem;
  };
}

function complainAbout(tally: Tally | undefined): string | undefined {
  if (!tally) return 'its proof does not end in time without it';
  const { passed, failed } = tally;
  if (failed.length > 0) return `its proof fails without it: ${failed.join('; ')}`;
  return passed === 0 ? 'its proof runs no test' : undefined;
}
