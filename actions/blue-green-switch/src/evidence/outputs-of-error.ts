import type { Outcome } from '../../../../lib/action/outcome.ts';

/** Outputs of runs that ended with an error which was thrown. */
const outputs = new WeakMap<object, Outcome['outputs']>();

/** Gives an error, which ends a run, outputs that are to be written all the same. */
export function markOutputs(error: unknown, given: Outcome['outputs']): void {
  if (typeof error === 'object' && error !== null) outputs.set(error, given);
}

/** Those that the error was given; none for any other. */
export function outputsOf(error: unknown): Outcome['outputs'] {
  return (typeof error === 'object' && error !== null && outputs.get(error)) || {};
}
