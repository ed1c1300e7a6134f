import { toFailure } from '../../../../lib/action/failure.ts';
import type { Failure } from '../../../../lib/action/outcome.ts';
import { explainAwsError } from '../../../../lib/aws/errors/explain.ts';
import { LeaseLost } from '../../../../lib/aws/record/hold-lease.ts';
import { GateFailed } from '../gates/gate-failed.ts';
import { Inconclusive } from '../gates/inconclusive.ts';
import type { Ports } from '../ports.ts';
import { RuleNotOurs } from '../traffic/rule-not-ours.ts';

/** A stage that did not come to its end. */
export interface Failed {
  readonly failure: Failure;
  /** Another run has taken over: nothing may be undone either. */
  readonly isLeaseLost: boolean;
  /** The version was not seen to be bad, nor to be good. */
  readonly isInconclusive: boolean;
  /** Requests have shown the version to be bad, healthy as its targets may be. */
  readonly isSeenBad: boolean;
  /** Somebody else has changed a production rule; test rules never decide anything. */
  readonly isContested: boolean;
  readonly value?: never;
}

/** How a stage of a release ended: with its value, or with why it did not. */
export type Attempt<Value> = Failed | { readonly value: Value; readonly failure?: never };

/** Runs a stage; whatever it throws becomes a failure, so that the release can undo what it has done. */
export async function attempt<Value>(ports: Ports, stage: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await stage() };
  } catch (error) {
    return {
      failure: await toFailure(error, explainAwsError, ports.signal),
      isLeaseLost: isOfKind(error, LeaseLost),
      isInconclusive: error instanceof Inconclusive,
      isSeenBad: error instanceof GateFailed && error.isInSpiteOfHealth,
      isContested: isContested(error),
    };
  }
}

function isContested(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isContested);
  return error instanceof RuleNotOurs && error.role === 'production';
}

/** One error of several is enough. */
function isOfKind(error: unknown, kind: abstract new (...given: never[]) => Error): boolean {
  if (error instanceof AggregateError) return error.errors.some((each) => isOfKind(each, kind));
  return error instanceof kind;
}

/** A failure with what else went wrong while undoing; the first cause stays the first line. */
export function joinFailures(failure: Failure, also: Failure | undefined): Failure {
  if (!also) return failure;
  const lines = [failure.detail, `Then: ${also.cause}`, also.advice, also.detail];
  return { ...failure, detail: lines.filter((line) => line !== undefined).join('\n') };
}
