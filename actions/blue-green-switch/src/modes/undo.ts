import { sleep } from '../../../../lib/action/clock.ts';
import type { Failure } from '../../../../lib/action/outcome.ts';
import { describeError } from '../../../../lib/aws/errors/sdk-error.ts';
import { uncancelled } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import { awaitScaling } from '../scaling/await-scaling.ts';
import { letBothScale, parkAgain } from '../standby/park.ts';
import { putTestRulesBack, settleTestRules } from '../test-rules/move-test-rules.ts';
import { confirmSlot } from '../traffic/confirm-weights.ts';
import { gatherTraffic } from '../traffic/gather-traffic.ts';
import { describeGathered, type Gathered, isFollowed, slotOfAll } from '../traffic/gathered.ts';
import { hasWritten } from '../traffic/own-weights.ts';
import { attempt, type Failed, joinFailures } from './attempt.ts';
import type { Course, Release } from './release.ts';

/**
 * Undoes a release that has failed, as far as it came. A run that has lost its lease leaves everything to its taker, a
 * rollback gives nothing back to the version that it leaves, and a first release has nothing to give it back to.
 */
export async function undo(course: Course, failed: Failed, ports: WritePorts): Promise<Release> {
  const { failure } = failed;
  if (failed.isLeaseLost) return { verdict: 'interrupted', failure, isUnfinished: true };
  const [undone] = await Promise.all([undoHeld(course, failed, ports), failed.isSeenBad && condemn(ports)]);
  return undone;
}

function undoHeld(course: Course, failed: Failed, ports: WritePorts): Promise<Release> {
  // Where somebody else has moved traffic, something is to be done even if this run has not.
  if (!isWritten(course) && !failed.isContested) return undoPrepare(course, failed, ports);
  const { mode, isFirst } = course.plan;
  return mode === 'rollback' || isFirst
    ? keep(course, failed.failure, ports)
    : rollBack(course, failed, ports);
}

function isWritten({ plan, own }: Course): boolean {
  return plan.rules.some(({ ruleArn }) => hasWritten(own, ruleArn));
}

/** No traffic has moved: the standby goes back to the size it had. */
async function undoPrepare(
  course: Course,
  { failure, isInconclusive }: Failed,
  ports: WritePorts,
): Promise<Release> {
  const { plan, timeline } = course;
  const free = uncancelled(ports);
  const tested = await attempt(free, () => putTestRulesBack(course, free));
  const undone = await attempt(ports, () =>
    timeline.phase('park', `Park ${plan.standby} again`, () => parkAgain(course, free)),
  );
  const unproven = isInconclusive ? 'inconclusive' : 'refused';
  return {
    verdict: ports.signal.aborted ? 'interrupted' : unproven,
    liveSlot: plan.live,
    failure: joinFailures(joinFailures(failure, tested.failure), undone.failure),
    isUnfinished: undone.failure !== undefined,
  };
}

/** Traffic may have moved: the weights go back first, everything else can wait. */
async function rollBack(course: Course, failed: Failed, ports: WritePorts): Promise<Release> {
  const { failure, isSeenBad } = failed;
  const { plan, timeline, own } = course;
  const hasMoved = isWritten(course);
  // A cancelled job is killed within seconds: no time is left to wait for anything.
  const isCancelled = ports.signal.aborted;
  const free = uncancelled(ports);
  const back = await attempt(free, () =>
    timeline.phase('roll back', `Roll back to ${plan.live}`, () =>
      gatherTraffic({ plan, own, timeline, isSeenBad, isPatient: !isCancelled }, free),
    ),
  );
  // What failed before was the other run's doing already.
  if (back.failure && back.isLeaseLost) {
    return { verdict: 'interrupted', failure: joinFailures(back.failure, failure), isUnfinished: true };
  }
  if (back.failure) {
    return { verdict: 'inconclusive', failure: joinFailures(failure, back.failure), isUnfinished: true };
  }
  const told = joinFailures(failure, describeGathered(plan, back.value, false));
  const ended = endOf(course, back.value, told);
  if (isCancelled) return { ...ended, verdict: 'interrupted', isUnfinished: true };
  if (ended.liveSlot !== plan.live) return ended.isUnfinished ? ended : scaleBoth(course, ended, ports);
  const verdict = failed.isInconclusive ? 'inconclusive' : hasMoved ? 'rolled-back' : 'refused';
  return { ...(await parkStandby(course, ended, ports)), verdict };
}

/** Beside all else, which does not wait for it: of a run that is lost before, the version is not known to be bad. */
async function condemn({ journal, log }: WritePorts): Promise<void> {
  try {
    await journal.condemn();
  } catch (error) {
    log.warning(`That the version is bad could not be recorded: ${describeError(error)}`);
  }
}

/** How a release ends whose traffic did not go back to the old version, or not all of it. */
function endOf(
  { plan }: Course,
  gathered: Gathered,
  failure: Failure,
): Release & { readonly failure: Failure } {
  const liveSlot = slotOfAll(gathered);
  if (liveSlot === undefined) return { verdict: 'inconclusive', failure, isUnfinished: true };
  // Where the old version has only gone missing, a later run brings it back; whom others have put there stays.
  const isUnfinished = liveSlot === plan.standby && !isFollowed(gathered);
  return { verdict: 'inconclusive', liveSlot, failure, isUnfinished };
}

/** The hold lets every node of the load balancer obey before the tasks go. */
async function parkStandby(
  course: Course,
  ended: Release & { readonly failure: Failure },
  ports: WritePorts,
): Promise<Release> {
  const { plan, inputs, timeline } = course;
  const tested = await attempt(ports, () => putTestRulesBack(course, ports));
  const parked = await attempt(ports, () =>
    timeline.phase('park', `Park ${plan.standby} again`, async () => {
      await sleep(ports.clock, inputs.hold, ports.signal);
      await parkAgain(course, ports);
      await awaitScaling(course, 'undone', ports);
    }),
  );
  const failure = joinFailures(ended.failure, tested.failure);
  return afterwards({ ...ended, failure }, parked.failure);
}

/**
 * Both slots keep their tasks, and scale again. The hold keeps whoever comes next from tasks that a slow node of the load
 * balancer still sends requests to.
 */
async function scaleBoth(course: Course, ended: Release, ports: WritePorts): Promise<Release> {
  const { failure } = await attempt(ports, async () => {
    await sleep(ports.clock, course.inputs.hold, ports.signal);
    await letBothScale(course, ports);
  });
  return afterwards(ended, failure);
}

function afterwards(ended: Release, failure: Failure | undefined): Release {
  if (!failure) return ended;
  return {
    ...ended,
    failure: ended.failure ? joinFailures(ended.failure, failure) : failure,
    isUnfinished: true,
  };
}

/** What a rollback or a first release has moved stays where it is, and so does a rule that somebody else has changed. */
async function keep(course: Course, failure: Failure, ports: WritePorts): Promise<Release> {
  const { plan } = course;
  if (ports.signal.aborted) return { verdict: 'interrupted', failure, isUnfinished: true };
  const moved = await attempt(ports, () => confirmSlot(plan, plan.standby, ports));
  if (moved.failure) {
    return { verdict: 'inconclusive', failure: joinFailures(failure, moved.failure), isUnfinished: true };
  }
  const tested = await attempt(ports, () => settleTestRules(course, ports));
  const stays = `All of the traffic goes to ${plan.standby} all the same, and ${plan.isFirst ? 'nothing served before that it could go back to' : `the tasks of ${plan.live} stay`}.`;
  const detail = [failure.detail, stays].filter((line) => line !== undefined).join('\n');
  const verdict = plan.isFirst ? 'inconclusive' : 'released';
  const told = joinFailures({ ...failure, detail }, tested.failure);
  const kept = { verdict, liveSlot: plan.standby, failure: told } as const;
  return scaleBoth(course, { ...kept, isUnfinished: false }, ports);
}
