import { formatDuration } from '../../../../lib/action/duration.ts';
import type { Failure } from '../../../../lib/action/outcome.ts';
import type { SlotName } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import { type Plan, weightsFor } from '../plan/plan.ts';
import type { LeftOff } from '../plan/stickiness.ts';
import type { WritePorts } from '../record/journal.ts';
import { mayBeSticky, PREPARED_STAGE, parkStage, shiftedStage, shiftStage } from '../record/stages.ts';
import { describeKept } from '../report/kept-slot.ts';
import type { Timeline } from '../report/timeline.ts';
import { adoptStandby, requireHealthyStandby } from '../standby/adopt-standby.ts';
import { letBothScale, parkLive } from '../standby/park.ts';
import { type ProvenStandby, prepareStandby, proveHealthy } from '../standby/prepare.ts';
import { settleTestRules } from '../test-rules/move-test-rules.ts';
import { confirmUntouched, confirmWeights } from '../traffic/confirm-weights.ts';
import { moveTraffic } from '../traffic/move-traffic.ts';
import { type OwnWeights, startOwnWeights } from '../traffic/own-weights.ts';
import { attempt, joinFailures } from './attempt.ts';
import { awaitCookies, type KeptSlot, type MovedCourse } from './await-cookies.ts';
import { LEGS, type Leg } from './legs.ts';
import {
  joinStickiness,
  settleAfterUndo,
  settleStickiness,
  type ToldLeftOff,
  tellLeftOff,
} from './settle-stickiness.ts';
import { undo } from './undo.ts';
import type { Verdict } from './verdict.ts';

/** How a release ended. */
export interface Release {
  readonly verdict: Verdict;
  /** The slot that has all the traffic afterwards; absent when that is not known. */
  readonly liveSlot?: SlotName;
  /** Why it is red; a release can also be red because the old slot could not be parked. */
  readonly failure?: Failure;
  /** Whether something is left that a later run has to recover, or to go on with: a slot that is not parked, a split. */
  readonly isUnfinished: boolean;
  /** Group stickiness that is off; absent when the plan has nothing to do with it, or is unfinished. */
  readonly leftOff?: ToldLeftOff;
  /** The old slot, when cookies may still lead clients to it. */
  readonly kept?: KeptSlot;
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
  /** What is still to be done of it. */
  readonly legs: readonly Leg[];
  /** The last stage that another process of it has begun; 0 when this is the first. */
  readonly begun: number;
}

/** A course as it is given: by default whole, from the beginning. */
export type GivenCourse = Omit<Course, 'own' | 'legs' | 'begun'> &
  Partial<Pick<Course, 'own' | 'legs' | 'begun'>>;

/**
 * Releases, or rolls back, as planned. Whatever goes wrong on the way is undone as far as it can and may be, and told.
 * @param given with the weights that an earlier process may have written, when this one goes on with its plan
 */
export async function release(given: GivenCourse, ports: WritePorts): Promise<Release> {
  const course: Course = { own: startOwnWeights(given.plan), legs: LEGS, begun: 0, ...given };
  const gone = await goThrough(course, ports);
  const settled = gone.isUnfinished || gone.leftOff ? gone : await settleAfterUndo(course, gone, ports);
  const { leftOff, ...ended } = settled;
  if (ended.isUnfinished || !leftOff) return ended;
  return { ...ended, leftOff: await tellLeftOff(leftOff, course.plan.target, ports) };
}

/** An end, with what is off where that has been seen to. */
export type Ended = Omit<Release, 'leftOff'> & { readonly leftOff?: LeftOff };

async function goThrough(course: Course, ports: WritePorts): Promise<Ended> {
  const { legs } = course;
  let shiftedAt = ports.stopwatch.read();
  const proven = await attempt(ports, () => proveStandby(course, ports));
  if (proven.failure) return undo(course, proven, ports);
  if (legs.includes('shift')) {
    const moved = await attempt(ports, () => moveTraffic({ ...course, ...proven.value }, ports));
    if (moved.failure) return undo(course, moved, ports);
    ({ shiftedAt } = moved.value);
  }
  if (!legs.includes('finish')) return pause(course, ports);
  return finish({ ...course, ...proven.value, shiftedAt }, ports);
}

/** The traffic has moved, and whatever goes wrong now does not move it back. */
async function finish(course: MovedCourse, ports: WritePorts): Promise<Ended> {
  const waited = await attempt(ports, () => awaitCookies(course, ports));
  if (waited.failure) return undo(course, waited, ports);
  const kept = waited.value;
  const tested = await attempt(ports, () => settleTestRules(course, ports));
  const parked = await attempt(ports, () => (kept ? letBothScale(course, ports) : park(course, ports)));
  const failure = tested.failure ? joinFailures(tested.failure, parked.failure) : parked.failure;
  const slot = course.plan.standby;
  const released = { verdict: 'released', liveSlot: slot, ...(failure && { failure }) } as const;
  if (parked.failure) return { ...released, isUnfinished: true };
  if (kept) ports.log.warning(describeKept(kept));
  // Of a slot that is kept nobody waits for the end of its cookies again.
  const timeout = kept ? 0 : course.inputs.stickyTimeout;
  const settled = await settleStickiness(course, { slot, at: course.shiftedAt, timeout }, ports);
  return { ...joinStickiness({ ...released, isUnfinished: false }, settled), ...(kept && { kept }) };
}

/** Brings the standby up, or sees that what an earlier process has brought up and shifted to is as that one left it. */
async function proveStandby(course: Course, ports: WritePorts): Promise<ProvenStandby> {
  const { plan, taskDefinition, legs, begun } = course;
  const [first] = legs;
  if (first === 'prepare') return prepareStandby(course, ports);
  const standby = await adoptStandby(plan, taskDefinition, ports);
  if (first === 'finish') {
    await confirmWeights(plan, weightsFor(plan, 100), ports, { mayStick: mayBeSticky(course) });
    await requireHealthyStandby(standby, ports);
    return { standby };
  }
  if (begun < shiftStage(0)) await confirmUntouched(plan, ports);
  // Nobody has watched it between the two processes.
  return proveHealthy(course, { standby, from: ports.clock.now() }, ports);
}

/** Leaves the release to the next mode of its pipeline. */
async function pause(course: Course, ports: WritePorts): Promise<Release> {
  const { plan, legs, inputs, timeline } = course;
  const isShifted = legs.includes('shift');
  const noted = await attempt(ports, () =>
    ports.journal.begin(isShifted ? shiftedStage(plan) : PREPARED_STAGE),
  );
  if (noted.failure) return undo(course, noted, ports);
  timeline.note(
    `Waits for mode: ${isShifted ? 'finish' : 'shift'} of this workflow run, ${formatDuration(inputs.keepFor)} at most`,
  );
  return {
    verdict: isShifted ? 'shifted' : 'prepared',
    liveSlot: isShifted ? plan.standby : plan.live,
    isUnfinished: true,
  };
}

/** The hold and the bake are over, so no node sends requests to the old slot any more. */
function park(course: Course, ports: WritePorts): Promise<void> {
  const { plan, timeline } = course;
  return timeline.phase('park', `Park ${plan.live}`, async () => {
    await ports.journal.begin(parkStage(plan));
    await parkLive(course, ports);
  });
}
