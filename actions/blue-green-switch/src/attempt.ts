import { toFailure } from '../../../lib/action/failure.ts';
import type { Failure } from '../../../lib/action/outcome.ts';
import { explainAwsError } from '../../../lib/aws/errors/explain.ts';
import type { Ports } from './ports.ts';

/** How a stage of a release ended: with its value, or with why it did not. */
export type Attempt<Value> =
  | { readonly value: Value; readonly failure?: never }
  | { readonly failure: Failure; readonly value?: never };

/** Runs a stage; whatever it throws becomes a failure, so that the release can undo what it has done. */
export async function attempt<Value>(ports: Ports, stage: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await stage() };
  } catch (error) {
    return { failure: await toFailure(error, explainAwsError, ports.signal) };
  }
}

/** A failure with what else went wrong while undoing; the first cause stays the first line. */
export function joinFailures(failure: Failure, also: Failure | undefined): Failure {
  if (!also) return failure;
  const lines = [failure.detail, `Then: ${also.cause}`, also.advice, also.detail];
  return { ...failure, detail: lines.filter((line) => line !== undefined).join('\n') };
}
