import { toFailure } from '../../../lib/action/failure.ts';
import type { Outcome } from '../../../lib/action/outcome.ts';
import { renderFailure } from '../../../lib/action/summary.ts';
import { explainAwsError } from '../../../lib/aws/errors/explain.ts';
import { LeaseLost } from '../../../lib/aws/record/hold-lease.ts';
import { outputsOf } from './evidence/outputs-of-error.ts';
import type { Request } from './modes/request.ts';
import type { Ports } from './ports.ts';

/**
 * Gives a run that ends by an error the verdict that later steps ask for. Whatever throws has changed nothing: what goes
 * wrong after the first change is undone and reported by the mode itself.
 * @throws what `work` throws in mode `status`, which gives no verdict
 */
export async function endWithVerdict(
  { mode }: Pick<Request, 'mode'>,
  { signal }: Pick<Ports, 'signal'>,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (mode === 'status') throw error;
    const failure = await toFailure(error, explainAwsError, signal);
    const outputs = { verdict: verdictOf(error, signal), ...outputsOf(error) };
    return { outputs, summary: renderFailure('blue-green-switch', failure), failure };
  }
}

/** The verdict on a run that an error has ended before its first change. */
export function verdictOf(error: unknown, signal: AbortSignal): 'interrupted' | 'refused' {
  return signal.aborted || error instanceof LeaseLost ? 'interrupted' : 'refused';
}
