import type { Plan } from '../plan/plan.ts';

/**
 * Stages of a recorded release, in the order in which they begin. A lease's cursor holds the number of the last one
 * that has begun; at 0 the plan has been written, and the standby may be on its way up.
 */

/** The standby is proven, and nothing has moved: mode `prepare` ends here. */
export const PREPARED_STAGE = 1;

/** @param index of the step, from 0 on */
export function shiftStage(index: number): number {
  return PREPARED_STAGE + 1 + index;
}

/** All the traffic has moved, and the new version has been watched with it: mode `shift` ends here. */
export function shiftedStage(plan: { readonly steps: readonly unknown[] }): number {
  return shiftStage(plan.steps.length);
}

/**
 * The old slot is kept until no cookie leads a client to it, and the gates still watch: a plan that does not wait for
 * that leaves this stage out.
 */
export function waitStage(plan: { readonly steps: readonly unknown[] }): number {
  return shiftedStage(plan) + 1;
}

/** The old slot is parked: from here on there is no way but to the end. */
export function parkStage(plan: { readonly steps: readonly unknown[] }): number {
  return waitStage(plan) + 1;
}

/** Group stickiness may be on: its plan never turns it off on the way, or has begun to put it back. */
export function mayBeSticky(course: {
  readonly plan: Pick<Plan, 'steps' | 'stickiness'>;
  readonly begun: number;
}): boolean {
  return course.plan.stickiness?.mode === 'wait' || isPuttingBack(course);
}

/** Group stickiness may be on again: it is put back when the old slot is parked, which a lost run had begun to do. */
export function isPuttingBack({
  plan,
  begun,
}: {
  readonly plan: { readonly steps: readonly unknown[] };
  readonly begun: number;
}): boolean {
  return begun >= parkStage(plan);
}
