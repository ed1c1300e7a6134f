import { ActionFailure } from '../../../../lib/action/errors.ts';
import { isNotFound } from '../../../../lib/aws/errors/kinds.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import { observe } from '../observe/observe.ts';
import type { Observation } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { explainMissing } from './explain-missing.ts';
import { findParts } from './find-parts.ts';

/**
 * Reads what a plan is made from.
 * @param parameter name of the parameter that holds the target; undefined for a document
 * @throws ActionFailure with every part of the target that does not exist, and the commands that make them
 */
export async function observeWhole(
  target: Target,
  parameter: string | undefined,
  ports: Ports,
): Promise<Observation> {
  const explain = async () => explainMissing(await findParts(target, parameter, ports));
  const seen = await observe(target, ports).catch(async (error: unknown) => {
    if (!isNotFound(error) && !(error instanceof ActionFailure)) throw error;
    throw (await explain()) ?? error;
  });
  const missing = seen.rules.every(({ forwarding }) => forwarding) ? undefined : await explain();
  if (missing) throw missing;
  return seen;
}
