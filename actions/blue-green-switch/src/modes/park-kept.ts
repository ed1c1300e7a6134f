import { ActionFailure } from '../../../../lib/action/errors.ts';
import { regionOf } from '../../../../lib/aws/arn.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import { leaseName } from '../../../../lib/aws/record/names.ts';
import { readPlan } from '../../../../lib/aws/record/plan.ts';
import { recordRelease } from '../../../../lib/aws/record/releases.ts';
import type { SlotName, Target } from '../../../../lib/aws/target.ts';
import { createLeaseGate } from '../gates/lease-gate.ts';
import type { Inputs } from '../inputs.ts';
import type { Plan } from '../plan/plan.ts';
import type { WritePorts } from '../record/journal.ts';
import type { RecordedKept } from '../record/left-off.ts';
import { readRecordedPlan, toPlan } from '../record/recorded-plan.ts';
import type { OpenRecord } from '../record/under-lease.ts';
import { describeKept } from '../report/kept-slot.ts';
import type { Timeline } from '../report/timeline.ts';
import { scaleSlot } from '../standby/scale.ts';
import { awaitQuiet } from '../traffic/await-quiet.ts';
import type { Deserted } from '../traffic/quiet-gate.ts';
import type { KeptSlot } from './await-cookies.ts';

/** A slot that an earlier run has kept, as it was found. */
export interface FoundKept {
  readonly recorded: RecordedKept;
  readonly deserted: Deserted;
}

/** What is needed to park it. */
interface KeptRun {
  readonly inputs: Pick<Inputs, 'stickyTimeout'>;
  readonly target: Target;
  readonly open: OpenRecord;
  readonly timeline: Timeline;
}

/** What became of it. */
export interface ParkedKept {
  readonly parked?: SlotName;
  readonly kept?: KeptSlot;
}

/**
 * Parks a slot that an earlier run has kept for clients with cookies, as that run would have, once none leads there.
 * @throws ActionFailure when it has got traffic meanwhile, or its plan is gone
 */
export async function parkKept(
  { inputs, target, open, timeline }: KeptRun,
  { recorded, deserted }: FoundKept,
  ports: WritePorts,
): Promise<ParkedKept> {
  const { slot } = deserted;
  const plan = await readPlanOf(recorded, target, open);
  const awaited = {
    deserted,
    timeout: inputs.stickyTimeout,
    gates: [createLeaseGate(ports.journal)],
    timeline,
  };
  const waited = await timeline.phase('wait for cookies', `Wait until no cookie leads to ${slot}`, () =>
    awaitQuiet(awaited, ports),
  );
  if (waited.kind !== 'quiet') {
    const kept = { slot, why: waited.kind === 'kept' ? waited.why : waited.failure.cause };
    ports.log.warning(describeKept(kept));
    return { kept };
  }
  // The other slot has its scaling since, and somebody may have changed it.
  await timeline.phase('park', `Park ${slot}`, () =>
    scaleSlot(plan, slot, plan.parkedCount, timeline, ports),
  );
  const { number, stickiness, ...release } = recorded.release;
  const { kept: _parked, ...rest } = stickiness ?? { off: [], cookiesLast: 0 };
  const { ports: free, target: record, lease } = open;
  await recordRelease(free, record, { lease, release: number }, { ...release, stickiness: rest });
  return { parked: slot };
}

async function readPlanOf(
  { plan: number, slot }: RecordedKept,
  target: Target,
  { ports, target: record }: OpenRecord,
): Promise<Plan> {
  const found = await readPlan(ports, record, number);
  if (found !== undefined) return toPlan(readRecordedPlan(found, leaseName(record, number)), target);
  const { service, targetGroup } = target.slots[slot];
  const options = { cluster: target.cluster, service, 'desired-count': 0 };
  throw new ActionFailure({
    cause: `The plan by which ${slot} is to be parked is not in the record any more (${leaseName(record, number)}).`,
    advice: `When no cookie leads there any more, park it by hand: ${awsCommand('ecs update-service', regionOf(targetGroup), options)}`,
  });
}
