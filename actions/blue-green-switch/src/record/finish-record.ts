import { pruneRecord } from '../../../../lib/aws/record/prune.ts';
import type { ReleaseRecord } from '../../../../lib/aws/record/release.ts';
import { recordRelease } from '../../../../lib/aws/record/releases.ts';
import type { KeptSlot } from '../modes/await-cookies.ts';
import type { LeftOff } from '../plan/stickiness.ts';
import type { Ports } from '../ports.ts';
import { toRecordedStickiness } from './left-off.ts';
import type { RecordedPlan } from './recorded-plan.ts';
import type { OpenRecord } from './under-lease.ts';

/** How a recorded plan has ended. */
export interface Ending extends Pick<ReleaseRecord, 'verdict' | 'liveSlot'> {
  readonly plan: RecordedPlan;
  /** Absent when the plan has nothing to do with group stickiness. */
  readonly leftOff?: LeftOff;
  /** The old slot, when it keeps its tasks for clients whose cookies lead to it. */
  readonly kept?: KeptSlot;
}

/** Records how a plan has ended, which is what a rollback goes by, and takes away what no run needs any more. */
export async function finishRecord(
  { target, lease, ports }: OpenRecord,
  { verdict, liveSlot, plan, leftOff, kept }: Ending,
  { owner, clock, stopwatch, timeline }: Pick<Ports, 'owner' | 'clock' | 'stopwatch' | 'timeline'>,
): Promise<void> {
  const { releaseId, mode, image, taskDefinition, baseTaskDefinition, live, startedAt } = plan;
  const keeps = kept && { kept: { slot: kept.slot, plan: lease.number } };
  const release = {
    ...{ mode, verdict, owner, image, taskDefinition, startedAt },
    ...(liveSlot === undefined ? {} : { liveSlot }),
    ...(leftOff && { stickiness: { ...toRecordedStickiness(leftOff, stopwatch), ...keeps } }),
    previousSlot: live,
    previousTaskDefinition: baseTaskDefinition,
    finishedAt: new Date(clock.now()).toISOString(),
  };
  await recordRelease(ports, target, { lease, release: releaseId }, release);
  timeline.releases.push({ ...release, number: releaseId });
  await pruneRecord(ports, target, lease);
}
