import type { RecordedPlan } from '../record/recorded-plan.ts';
import { PREPARED_STAGE, parkStage, shiftedStage, waitStage } from '../record/stages.ts';

/** What mode `shift` or `finish` finds of the release that it is to go on with. */
export type Continuation =
  /** What is to be gone on with. */
  | { readonly kind: 'go-on' }
  /** The mode has done its work in an earlier attempt of this run. */
  | { readonly kind: 'done' }
  /** A process of this run was lost: what it left has to be put right first. */
  | { readonly kind: 'interrupted' }
  /** The mode before has to run first. */
  | { readonly kind: 'too-early'; readonly missing: 'prepare' | 'shift' };

/** What is known of the newest unfinished plan. */
export interface Found {
  readonly plan: Pick<RecordedPlan, 'mode' | 'steps' | 'begun' | 'isSeenBad'>;
  /** Whether this very run has made it. */
  readonly isOwn: boolean;
}

/**
 * Decides by how far the release has come.
 * @param found undefined when nothing is unfinished
 * @param resumes whether a shift that was lost half way is gone on with
 */
export function decideContinuation(
  mode: 'shift' | 'finish',
  found: Found | undefined,
  resumes: boolean,
): Continuation {
  if (!found?.isOwn || found.plan.mode !== 'release') return { kind: 'too-early', missing: 'prepare' };
  const { plan } = found;
  if (plan.begun === PREPARED_STAGE) {
    return mode === 'shift' ? { kind: 'go-on' } : { kind: 'too-early', missing: 'shift' };
  }
  const isShifted = plan.begun === shiftedStage(plan) || plan.begun === waitStage(plan);
  if (isShifted && !plan.isSeenBad) return { kind: mode === 'shift' ? 'done' : 'go-on' };
  const isShifting = plan.begun > PREPARED_STAGE && plan.begun < parkStage(plan);
  return mode === 'shift' && resumes && isShifting && !plan.isSeenBad
    ? { kind: 'go-on' }
    : { kind: 'interrupted' };
}
