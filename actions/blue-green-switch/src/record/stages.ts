/**
 * Stages of a recorded release, in the order in which they begin. A lease's cursor holds the number of the last one
 * that has begun; at 0 the plan has been written, and the standby may be on its way up.
 * @param index of the step, from 0 on
 */
export function shiftStage(index: number): number {
  return 1 + index;
}

/** The old slot is parked: from here on there is no way but to the end. */
export function parkStage(plan: { readonly steps: readonly unknown[] }): number {
  return shiftStage(plan.steps.length);
}
