/**
 * Stages of a recorded release, in the order in which they begin. A lease's cursor holds the number of the last one
 * that has begun; 0 before the first.
 */
export const BRING_UP = 1;

/** @param index of the step, from 0 on */
export function shiftStage(index: number): number {
  return BRING_UP + 1 + index;
}

/** The old slot is parked: from here on there is no way but to the end. */
export function parkStage(plan: { readonly steps: readonly unknown[] }): number {
  return shiftStage(plan.steps.length);
}
