import { pruneRecord } from '../../../../lib/aws/record/prune.ts';
import type { ReleaseRecord } from '../../../../lib/aws/record/release.ts';
import { recordRelease } from '../../../../lib/aws/record/releases.ts';
import type { Ports } from '../ports.ts';
import type { RecordedPlan } from './recorded-plan.ts';
import type { OpenRecord } from './under-lease.ts';

/** How a recorded plan has ended. */
export interface Ending extends Pick<ReleaseRecord, 'verdict' | 'liveSlot'> {
  readonly plan: RecordedPlan;
}

/** Records how a plan has ended, which is what a rollback goes by, and takes away what no run needs any more. */
export async function finishRecord(
  { target, lease, ports }: OpenRecord,
  { verdict, liveSlot, plan }: Ending,
  { owner, clock }: Pick<Ports, 'owner' | 'clock'>,
): Promise<void> {
  const { releaseId, mode, image, taskDefinition, baseTaskDefinition, live, startedAt } = plan;
  await recordRelease(
    ports,
    target,
    { lease, release: releaseId },
    {
      ...{ mode, verdict, owner, image, taskDefinition, startedAt },
      ...(liveSlot === undefined ? {} : { liveSlot }),
      previousSlot: live,
      previousTaskDefinition: baseTaskDefinition,
      finishedAt: new Date(clock.now()).toISOString(),
    },
  );
  await pruneRecord(ports, target, lease);
}
