import type { Failure } from '../../../../lib/action/outcome.ts';
import type { SlotName } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import type { Plan } from '../plan/plan.ts';
import type { WritePorts } from '../record/journal.ts';
import { parkStage } from '../record/stages.ts';
import type { Timeline } from '../report/timeline.ts';
import { prepareStandby } from '../standby/prepare.ts';
import { scaleSlot } from '../standby/scale.ts';
import { moveTraffic } from '../traffic/move-traffic.ts';
import { type OwnWeights, startOwnWeights } from '../traffic/move-weights.ts';
import { attempt } from './attempt.ts';
import { undo } from './undo.ts';

/**
 * `inconclusive`: nothing has proven the version, and the traffic is back; or, when no slot is known to have all the
 * traffic, it is neither where it was nor where it should be, and a person has to look.
 */
export type Verdict = 'released' | 'rolled-back' | 'refused' | 'interrupted' | 'inconclusive';

/** How a release ended. */
export interface Release {
  readonly verdict: Verdict;
  /** The slot that has all the traffic afterwards; absent when that is not known. */
  readonly liveSlot?: SlotName;
  /** Why it is red; a release can also be red because the old slot could not be parked. */
  readonly failure?: Failure;
  /** Whether something is left that a later run has to recover: a slot that is not parked, a split. */
  readonly isUnfinished: boolean;
}

/** What all stages of one release share. */
export interface Course {
  readonly plan: Plan;
  /** ARN of the revision that carries the new image. */
  readonly taskDefinition: string;
  readonly inputs: Inputs;
  /** Names of the alarms that it is gated on. */
  readonly alarms: readonly string[];
  readonly timeline: Timeline;
  readonly own: OwnWeights;
}

/**
 * Releases, or rolls back, as planned. Whatever goes wrong on the way is undone as far as it can and may be, and told.
 * @param given with the weights that a lost run may have written, when this one goes on with its plan
 */
export async function release(
  given: Omit<Course, 'own'> & Partial<Pick<Course, 'own'>>,
  ports: WritePorts,
): Promise<Release> {
  const course: Course = { own: startOwnWeights(given.plan), ...given };
  const prepared = await attempt(ports, () => prepareStandby(course, ports));
  if (prepared.failure) return undo(course, prepared, ports);
  const moved = await attempt(ports, () => moveTraffic({ ...course, standby: prepared.value }, ports));
  if (moved.failure) return undo(course, moved, ports);
  const parked = await attempt(ports, () => park(course, ports));
  const released = { verdict: 'released', liveSlot: course.plan.standby } as const;
  return parked.failure
    ? { ...released, failure: parked.failure, isUnfinished: true }
    : { ...released, isUnfinished: false };
}

/** The hold and the bake are over, so no node sends requests to the old slot any more. */
function park({ plan, timeline }: Course, ports: WritePorts): Promise<void> {
  return timeline.phase('park', `Park ${plan.live}`, async () => {
    await ports.journal.begin(parkStage(plan));
    await scaleSlot(plan, plan.live, plan.parkedCount, timeline, ports);
  });
}
