import { sleep } from '../../../../lib/action/clock.ts';
import type { Failure } from '../../../../lib/action/outcome.ts';
import { weightsFor } from '../plan/plan.ts';
import { uncancelled } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import { scaleSlot } from '../standby/scale.ts';
import { gatherTraffic } from '../traffic/gather-traffic.ts';
import { confirmWeights, hasWritten } from '../traffic/move-weights.ts';
import { attempt, type Failed, joinFailures } from './attempt.ts';
import type { Course, Release } from './release.ts';

/**
 * Undoes a release that has failed, as far as it came. A run that has lost its lease leaves everything to its taker, a
 * rollback gives nothing back to the version that it leaves, and a first release has nothing to give it back to.
 */
export async function undo(course: Course, failed: Failed, ports: WritePorts): Promise<Release> {
  const { failure } = failed;
  if (failed.isLeaseLost) return { verdict: 'interrupted', failure, isUnfinished: true };
  const { plan, own } = course;
  const isWritten = plan.rules.some(({ ruleArn }) => hasWritten(own, ruleArn));
  if (!isWritten) return undoPrepare(course, failure, ports);
  return plan.mode === 'rollback' || plan.isFirst
    ? keep(course, failure, ports)
    : rollBack(course, failed, ports);
}

/** No traffic has moved: the standby goes back to the size it had. */
async function undoPrepare(
  { plan, timeline }: Course,
  failure: Failure,
  ports: WritePorts,
): Promise<Release> {
  const undone = await attempt(ports, () =>
    timeline.phase('park', `Park ${plan.standby} again`, () =>
      scaleSlot(plan, plan.standby, plan.standbyCountBefore, timeline, uncancelled(ports)),
    ),
  );
  return {
    verdict: ports.signal.aborted ? 'interrupted' : 'refused',
    liveSlot: plan.live,
    failure: joinFailures(failure, undone.failure),
    isUnfinished: undone.failure !== undefined,
  };
}

/** Traffic may have moved: the weights go back first, everything else can wait. */
async function rollBack(course: Course, failed: Failed, ports: WritePorts): Promise<Release> {
  const { failure } = failed;
  const { plan, inputs, timeline, own } = course;
  const cancelled = ports.signal.aborted;
  const free = uncancelled(ports);
  const back = await attempt(free, () =>
    timeline.phase('roll back', `Roll back to ${plan.live}`, () =>
      gatherTraffic(plan, plan.live, own, timeline, free),
    ),
  );
  // What failed before was the other run's doing already.
  if (back.failure && back.isLeaseLost) {
    return { verdict: 'interrupted', failure: joinFailures(back.failure, failure), isUnfinished: true };
  }
  if (back.failure) {
    return { verdict: 'inconclusive', failure: joinFailures(failure, back.failure), isUnfinished: true };
  }
  // A cancelled job is killed within seconds: no time is left to wait until the standby may be parked.
  if (cancelled) return { verdict: 'interrupted', liveSlot: plan.live, failure, isUnfinished: true };
  const parked = await attempt(ports, () =>
    timeline.phase('park', `Park ${plan.standby} again`, async () => {
      await sleep(ports.clock, inputs.hold, ports.signal);
      await scaleSlot(plan, plan.standby, plan.standbyCountBefore, timeline, ports);
    }),
  );
  return {
    verdict: failed.isInconclusive ? 'inconclusive' : 'rolled-back',
    liveSlot: plan.live,
    failure: joinFailures(failure, parked.failure),
    isUnfinished: parked.failure !== undefined,
  };
}

/** What a rollback or a first release has moved stays where it is. */
async function keep({ plan }: Course, failure: Failure, ports: WritePorts): Promise<Release> {
  if (ports.signal.aborted) return { verdict: 'interrupted', failure, isUnfinished: true };
  const moved = await attempt(ports, () => confirmWeights(plan, weightsFor(plan, 100), ports));
  if (moved.failure) {
    return { verdict: 'inconclusive', failure: joinFailures(failure, moved.failure), isUnfinished: true };
  }
  const stays = `All of the traffic goes to ${plan.standby} all the same, and ${plan.isFirst ? 'nothing served before that it could go back to' : `the tasks of ${plan.live} stay`}.`;
  const detail = [failure.detail, stays].filter((line) => line !== undefined).join('\n');
  return {
    verdict: plan.isFirst ? 'inconclusive' : 'released',
    liveSlot: plan.standby,
    failure: { ...failure, detail },
    isUnfinished: false,
  };
}
