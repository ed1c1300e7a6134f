import { sleep } from '../../../lib/action/clock.ts';
import type { Failure } from '../../../lib/action/outcome.ts';
import { ensureTaskDefinition } from '../../../lib/aws/task-definitions/ensure.ts';
import type { Registrable } from '../../../lib/aws/task-definitions/registrable.ts';
import { attempt, joinFailures } from './attempt.ts';
import type { ProbeCounts } from './gates/probe-gate.ts';
import type { Inputs } from './inputs.ts';
import type { Plan } from './plan/plan.ts';
import { type Ports, uncancelled } from './ports.ts';
import type { Timeline } from './report/timeline.ts';
import { awaitHealthy, type StartedStandby, startStandby } from './standby/prepare.ts';
import { scaleSlot } from './standby/scale.ts';
import { moveTraffic } from './traffic/move-traffic.ts';
import { hasWritten, type OwnWeights, startOwnWeights } from './traffic/move-weights.ts';
import { rollBackTraffic } from './traffic/roll-back.ts';

/** `inconclusive`: the traffic is neither where it was nor where it should be, and a person has to look. */
export type Verdict = 'released' | 'rolled-back' | 'refused' | 'interrupted' | 'inconclusive';

/** How a release ended. */
export interface Release {
  readonly verdict: Verdict;
  /** Why it is red; a release can also be red because the old slot could not be parked. */
  readonly failure?: Failure;
  /** ARN of the new revision, once there is one. */
  readonly taskDefinition?: string;
  readonly probeCounts: ProbeCounts;
}

/** What all stages of one release share. */
interface Course {
  readonly plan: Plan;
  /** The live slot's definition with the new image. */
  readonly definition: Registrable;
  readonly inputs: Inputs;
  readonly timeline: Timeline;
  readonly own: OwnWeights;
  readonly probeCounts: ProbeCounts;
}

/** Releases as planned; whatever goes wrong on the way is undone as far as it can be, and told. */
export async function release(
  given: Pick<Course, 'plan' | 'definition' | 'inputs' | 'timeline'>,
  ports: Ports,
): Promise<Release> {
  const probeCounts: ProbeCounts = { sent: 0, failed: 0 };
  const course: Course = { ...given, own: startOwnWeights(given.plan), probeCounts };
  const registered = await attempt(ports, () => registerTaskDefinition(course, ports));
  if (registered.failure) return { verdict: beforeTraffic(ports), failure: registered.failure, probeCounts };
  const { value: taskDefinition } = registered;

  const prepared = await attempt(ports, () => prepare(course, taskDefinition, ports));
  if (prepared.failure) {
    const undone = await undoPrepare(course, prepared.failure, ports);
    return { ...undone, taskDefinition, probeCounts };
  }
  const move = { ...course, standby: prepared.value };
  const moved = await attempt(ports, () => moveTraffic(move, ports));
  if (moved.failure) {
    const isWritten = course.plan.rules.some(({ ruleArn }) => hasWritten(course.own, ruleArn));
    const undo = isWritten ? rollBack : undoPrepare;
    const undone = await undo(course, moved.failure, ports);
    return { ...undone, taskDefinition, probeCounts };
  }
  const parked = await attempt(ports, () => park(course, ports));
  return { verdict: 'released', taskDefinition, probeCounts, ...parked };
}

function registerTaskDefinition({ definition, timeline }: Course, ports: Ports): Promise<string> {
  return timeline.phase('register', 'Register the new revision', async () => {
    const { arn, isNew } = await ensureTaskDefinition(ports, definition);
    timeline.note(`${isNew ? 'Registered' : 'Reuses the identical'} ${arn}`);
    return arn;
  });
}

function prepare(course: Course, taskDefinition: string, ports: Ports): Promise<StartedStandby> {
  const { plan, inputs, timeline } = course;
  return timeline.phase('prepare', `Bring up ${plan.standby}`, async () => {
    const standby = await startStandby(plan, taskDefinition, timeline, ports);
    await awaitHealthy(standby, inputs.healthyTimeout, ports);
    timeline.note(`${plan.standby} is ready: ${standby.wanted.required} targets healthy`);
    return standby;
  });
}

/** No traffic has moved: the standby goes back to the size it had. */
async function undoPrepare(
  { plan, timeline }: Course,
  failure: Failure,
  ports: Ports,
): Promise<Pick<Release, 'verdict' | 'failure'>> {
  const undone = await attempt(ports, () =>
    timeline.phase('park', `Park ${plan.standby} again`, () =>
      scaleSlot(plan, plan.standby, plan.standbyCountBefore, timeline, uncancelled(ports)),
    ),
  );
  return { verdict: beforeTraffic(ports), failure: joinFailures(failure, undone.failure) };
}

function beforeTraffic({ signal }: Ports): Verdict {
  return signal.aborted ? 'interrupted' : 'refused';
}

/** Traffic may have moved: the weights go back first, everything else can wait. */
async function rollBack(
  course: Course,
  failure: Failure,
  ports: Ports,
): Promise<Pick<Release, 'verdict' | 'failure'>> {
  const { plan, inputs, timeline, own } = course;
  const cancelled = ports.signal.aborted;
  const free = uncancelled(ports);
  const back = await attempt(free, () =>
    timeline.phase('roll back', `Roll back to ${plan.live}`, () =>
      rollBackTraffic(plan, own, timeline, free),
    ),
  );
  if (back.failure) return { verdict: 'inconclusive', failure: joinFailures(failure, back.failure) };
  // A cancelled job is killed within seconds: no time is left to wait until the standby may be parked.
  if (cancelled) return { verdict: 'interrupted', failure };
  const parked = await attempt(ports, () =>
    timeline.phase('park', `Park ${plan.standby} again`, async () => {
      await sleep(ports.clock, inputs.hold, ports.signal);
      await scaleSlot(plan, plan.standby, plan.standbyCountBefore, timeline, ports);
    }),
  );
  return { verdict: 'rolled-back', failure: joinFailures(failure, parked.failure) };
}

/** The hold and the bake are over, so no node sends requests to the old slot any more. */
function park({ plan, timeline }: Course, ports: Ports): Promise<void> {
  return timeline.phase('park', `Park ${plan.live}`, () => scaleSlot(plan, plan.live, 0, timeline, ports));
}
