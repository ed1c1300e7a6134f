import { sleep } from '../../../../lib/action/clock.ts';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Failure } from '../../../../lib/action/outcome.ts';
import { readTargetHealth } from '../../../../lib/aws/load-balancer/target-health.ts';
import { otherSlot, type PerSlot, type SlotName, type Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import { type Plan, weightsFor } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import { type RecordedPlan, toPlan, weightsOfRun } from '../record/recorded-plan.ts';
import { PREPARED_STAGE } from '../record/stages.ts';
import type { Timeline } from '../report/timeline.ts';
import { scaleSlot } from '../standby/scale.ts';
import { gatherTraffic } from '../traffic/gather-traffic.ts';
import { confirmWeights } from '../traffic/move-weights.ts';
import { decideRecovery } from './decide-recovery.ts';

/** What taking a release back needs. */
export interface TakeBack {
  readonly inputs: Pick<Inputs, 'hold' | 'mode'>;
  readonly target: Target;
  readonly recorded: RecordedPlan;
  readonly timeline: Timeline;
}

/** Where the traffic went. */
export interface TakenBack {
  /** `inconclusive`: nowhere, and nothing serves. */
  readonly verdict: 'released' | 'rolled-back' | 'refused' | 'inconclusive';
  readonly liveSlot?: SlotName;
  /** Set when nothing serves, or a slot that nothing has proven. */
  readonly failure?: Failure;
}

/**
 * Takes an interrupted release back, or finishes it when it was through.
 * @throws ActionFailure when not all the traffic could be brought to one slot
 */
export async function takeBack(given: TakeBack, ports: WritePorts): Promise<TakenBack> {
  const { inputs, target, recorded, timeline } = given;
  const plan = toPlan(recorded, target);
  const { live, standby, standbyCountBefore } = plan;
  const recovery = decideRecovery(recorded, recorded.begun, await countHealthy(target, ports));
  switch (recovery.kind) {
    case 'park-standby':
      await scaleSlot(plan, standby, standbyCountBefore, timeline, ports);
      noteJoined(plan, timeline);
      // What waited for its next mode was not on its way to anybody: a rollback that finds it has more to do.
      return { verdict: recorded.begun < PREPARED_STAGE ? 'rolled-back' : 'refused', liveSlot: live };
    case 'finish':
      await confirmWeights(plan, weightsFor(plan, 100), ports);
      await scaleSlot(plan, live, plan.parkedCount, timeline, ports);
      return { verdict: 'released', liveSlot: standby };
    case 'gather':
      await gatherTraffic(plan, recovery.slot, weightsOfRun(recorded), timeline, ports);
      await sleep(ports.clock, inputs.hold, ports.signal);
      if (recovery.slot === standby) {
        return { verdict: 'released', liveSlot: standby, failure: unproven(plan) };
      }
      await scaleSlot(plan, standby, standbyCountBefore, timeline, ports);
      noteJoined(plan, timeline);
      return { verdict: 'rolled-back', liveSlot: live };
    case 'stuck':
      // A bootstrap needs nothing to go back to: neither the one that was lost, nor the one that comes after it.
      if (plan.isFirst || inputs.mode === 'bootstrap') {
        return { verdict: 'inconclusive', failure: nothingServes(plan) };
      }
      throw nobodyHealthy(plan);
  }
}

/** Nobody minds a group without weight, and the next bootstrap needs it. */
function noteJoined({ rules }: Plan, timeline: Timeline): void {
  const slots = new Set(rules.flatMap(({ lacks = [] }) => lacks));
  for (const slot of slots) {
    timeline.note(`Where ${slot} has been put into a production rule, it stays there with weight 0`);
  }
}

/** Healthy targets of each slot, of whatever version. */
export async function countHealthy({ slots }: Target, ports: Ports): Promise<PerSlot<number>> {
  const count = async (slot: SlotName) => {
    const targets = await readTargetHealth(ports, slots[slot].targetGroup);
    return targets.filter(({ state }) => state === 'healthy').length;
  };
  const [blue, green] = await Promise.all([count('blue'), count('green')]);
  return { blue, green };
}

/** The better of two slots may be the one whose version was still being watched. */
function unproven({ live, standby, image, isFirst }: Plan): Failure {
  return {
    cause: `${live} had too few healthy targets to go back to, so all the traffic went to ${standby} and ${image}, which nothing has proven.`,
    advice: isFirst
      ? 'Run mode: bootstrap again: it proves a version before that gets the traffic.'
      : `See whether it serves well. If it does not, bring ${live} up and run mode: rollback.`,
  };
}

function nothingServes({ live }: Plan): Failure {
  return {
    cause: `Neither ${live} nor ${otherSlot(live)} has a healthy target to give the traffic to, so nothing serves, and the weights stay as they are.`,
    advice: 'Put a version that stays healthy into service with mode: bootstrap.',
  };
}

function nobodyHealthy({ live, target, desiredCount }: Plan): ActionFailure {
  const { service } = target.slots[live];
  return new ActionFailure({
    cause: `Neither ${live} nor ${otherSlot(live)} has a healthy target to give the traffic to, so the weights stay as they are.`,
    advice: `Bring the old version up by hand, then run mode: recover: aws ecs update-service --cluster ${target.cluster} --service ${service} --desired-count ${desiredCount}`,
  });
}
