import { sleep } from '../../../../lib/action/clock.ts';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Failure } from '../../../../lib/action/outcome.ts';
import { readTargetHealth } from '../../../../lib/aws/load-balancer/target-health.ts';
import { describeOwner } from '../../../../lib/aws/record/lease-entry.ts';
import { leaseName } from '../../../../lib/aws/record/names.ts';
import { otherSlot, type PerSlot, type SlotName, type Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import { type Plan, weightsFor } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { finishRecord } from '../record/finish-record.ts';
import type { WritePorts } from '../record/journal.ts';
import { type RecordedPlan, readRecordedPlan, toPlan, weightsOfRun } from '../record/recorded-plan.ts';
import type { OpenRecord } from '../record/under-lease.ts';
import type { Timeline } from '../report/timeline.ts';
import { scaleSlot } from '../standby/scale.ts';
import { gatherTraffic } from '../traffic/gather-traffic.ts';
import { confirmWeights } from '../traffic/move-weights.ts';
import { attempt } from './attempt.ts';
import { decideRecovery } from './decide-recovery.ts';

/** What a recovery works with. */
export interface RecoveryRun {
  readonly inputs: Pick<Inputs, 'hold'>;
  readonly target: Target;
  readonly open: OpenRecord;
  readonly timeline: Timeline;
}

/** How it ended. */
export interface Recovered {
  /** The run that was interrupted, in words. */
  readonly whose: string;
  /** What it was about to do. */
  readonly plan: Plan;
  readonly verdict: 'released' | 'rolled-back' | 'inconclusive';
  /** The slot that has all traffic now. */
  readonly liveSlot?: SlotName;
  readonly failure?: Failure;
}

/**
 * Finishes what a lost run has left, or takes it back: all traffic on one slot, the other one as it was, the record
 * closed. Nothing else is written before the plan is this lease's own too, so a recovery that is lost is recovered.
 * @returns undefined when nothing is left
 */
export async function recoverUnfinished(run: RecoveryRun, ports: WritePorts): Promise<Recovered | undefined> {
  const { open, target, timeline } = run;
  if (!open.unfinished) return undefined;
  const { lease, plan: document } = open.unfinished;
  const written = readRecordedPlan(document, leaseName(open.target, lease.number));
  const recorded = { ...written, begun: Math.max(written.begun, lease.entry.cursor) };
  const whose = describeOwner(lease.entry.owner);
  await open.plan(recorded);
  const plan = toPlan(recorded, target);
  const done = await attempt(ports, () =>
    timeline.phase('recover', `Recover what ${whose} has left`, async () => {
      const ended = await settle(run, recorded, ports);
      await finishRecord(open, { mode: 'recover', ...ended, plan: recorded }, ports);
      return ended;
    }),
  );
  return { whose, plan, ...(done.failure ? { verdict: 'inconclusive', failure: done.failure } : done.value) };
}

/** @throws ActionFailure when not all the traffic could be brought to one slot */
async function settle(
  { inputs, target, timeline }: RecoveryRun,
  recorded: RecordedPlan,
  ports: WritePorts,
): Promise<Required<Pick<Recovered, 'liveSlot'>> & Pick<Recovered, 'verdict'>> {
  const plan = toPlan(recorded, target);
  const { live, standby, standbyCountBefore } = plan;
  const recovery = decideRecovery(recorded, recorded.begun, await countHealthy(target, ports));
  const reverted = { verdict: 'rolled-back', liveSlot: live } as const;
  switch (recovery.kind) {
    case 'park-standby':
      await scaleSlot(plan, standby, standbyCountBefore, timeline, ports);
      return reverted;
    case 'finish':
      await confirmWeights(plan, weightsFor(plan, 100), ports);
      await scaleSlot(plan, live, 0, timeline, ports);
      return { verdict: 'released', liveSlot: standby };
    case 'gather':
      await gatherTraffic(plan, recovery.slot, weightsOfRun(recorded), timeline, ports);
      await sleep(ports.clock, inputs.hold, ports.signal);
      if (recovery.slot === standby) return { verdict: 'released', liveSlot: standby };
      await scaleSlot(plan, standby, standbyCountBefore, timeline, ports);
      return reverted;
    case 'stuck':
      throw nobodyHealthy(plan);
  }
}

async function countHealthy({ slots }: Target, ports: Ports): Promise<PerSlot<number>> {
  const count = async (slot: SlotName) => {
    const targets = await readTargetHealth(ports, slots[slot].targetGroup);
    return targets.filter(({ state }) => state === 'healthy').length;
  };
  const [blue, green] = await Promise.all([count('blue'), count('green')]);
  return { blue, green };
}

function nobodyHealthy({ live, target, desiredCount }: Plan): ActionFailure {
  const { service } = target.slots[live];
  return new ActionFailure({
    cause: `Neither ${live} nor ${otherSlot(live)} has a healthy target to give the traffic to, so the weights stay as they are.`,
    advice: `Bring the old version up by hand, then run mode: recover: aws ecs update-service --cluster ${target.cluster} --service ${service} --desired-count ${desiredCount}`,
  });
}
