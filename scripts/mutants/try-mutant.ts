import { join } from 'node:path';
import type { Behaviour } from '../../rehearsal/aws/conformance/behaviour.ts';
import type { Baseline } from './baselines.ts';
import { runProof } from './run-proof.ts';

export interface Case {
  /** Folder below `rehearsal/aws`. */
  readonly part: string;
  readonly name: string;
  readonly behaviour: Behaviour;
}

export interface Trial {
  readonly verdict: 'noticed' | 'survived' | 'undecided';
  /** What the test did instead of failing. */
  readonly detail: string;
}

/** In milliseconds. */
const LIMIT = 120_000;

/** Runs one behaviour's conformance test against the changed source. */
export async function tryMutant({ part, name, behaviour }: Case, baseline: Baseline): Promise<Trial> {
  const { file, from, to } = behaviour.mutant;
  const proof = join('rehearsal/aws', part, 'conformance.test.ts');
  const tests = ['--testNamePattern', `^${literally(name)}: `, proof];
  // All of them at once: that each of them ran shows when the mutant makes it fail.
  const problem = await baseline({ tests: [proof], limit: LIMIT });
  if (problem !== undefined) return { verdict: 'undecided', detail: problem };
  const tally = await runProof({ tests, limit: LIMIT }, { file: join('rehearsal/aws', file), from, to });
  if (!tally) return { verdict: 'noticed', detail: '' };
  const { passed, failed } = tally;
  // A mutant that does not compile proves nothing.
  if (failed.length === 1 && passed === 0 && !failed[0]?.endsWith('could not run'))
    return { verdict: 'noticed', detail: '' };
  return { verdict: 'survived', detail: `${passed} passed, failed: ${failed.join('; ') || 'none'}` };
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
