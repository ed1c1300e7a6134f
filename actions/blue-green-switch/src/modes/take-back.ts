import { sleep } from '../../../../lib/action/clock.ts';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Failure } from '../../../../lib/action/outcome.ts';
import type { SlotName, Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import { type Plan, weightsFor } from '../plan/plan.ts';
import { asLeftOff, leaveOff } from '../plan/stickiness.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import { type RecordedPlan, toPlan, weightsOfRun } from '../record/recorded-plan.ts';
import { isPuttingBack, mayBeSticky, PREPARED_STAGE } from '../record/stages.ts';
import type { Timeline } from '../report/timeline.ts';
import { awaitScaling } from '../scaling/await-scaling.ts';
import { letBothScale, parkAgain, parkLive, restoreScaling } from '../standby/park.ts';
import { putTestRulesBack } from '../test-rules/move-test-rules.ts';
import { confirmWeights, RuleDiffers } from '../traffic/confirm-weights.ts';
import { gatherTraffic } from '../traffic/gather-traffic.ts';
import { describeGathered, type Gathered, NobodyHealthy, slotOfAll } from '../traffic/gathered.ts';
import { look } from '../traffic/look.ts';
import type { OwnWeights } from '../traffic/own-weights.ts';
import { attempt, joinFailures } from './attempt.ts';
import { decideWayOut } from './decide-recovery.ts';
import { keepOff, type ToldLeftOff, tellLeftOff } from './settle-stickiness.ts';

/** What taking a release back needs. */
export interface TakeBack {
  readonly inputs: Pick<Inputs, 'hold' | 'mode'>;
  readonly target: Target;
  readonly recorded: RecordedPlan;
  readonly timeline: Timeline;
}

/** Where the traffic went. */
export interface TakenBack {
  readonly verdict: 'released' | 'rolled-back' | 'refused' | 'inconclusive';
  /** Absent when nothing serves. */
  readonly liveSlot?: SlotName;
  /** Set when nothing serves, or a slot that nothing has proven, or somebody else has changed a rule. */
  readonly failure?: Failure;
  /** Group stickiness that is off; absent when the plan has nothing to do with it. */
  readonly leftOff?: ToldLeftOff;
}

/**
 * Takes an interrupted release back, or finishes it when it was through.
 * @throws ActionFailure when not all the traffic could be brought to one slot
 */
export async function takeBack(given: TakeBack, ports: WritePorts): Promise<TakenBack> {
  const { target, recorded, inputs } = given;
  const known = toPlan(recorded, target);
  const { begun } = recorded;
  const isBack = isPuttingBack({ plan: known, begun });
  const plan = isBack ? asLeftOff(known) : known;
  const taken = await bringToOneSlot(plan, given, ports);
  const now = { at: ports.stopwatch.read(), hold: inputs.hold };
  const planned = leaveOff(taken.liveSlot ?? plan.standby, plan, now);
  if (!planned) return taken;
  const leftOff = mayBeSticky({ plan, begun }) ? await keepOff(planned, target, ports) : planned;
  return { ...taken, leftOff: await tellLeftOff(leftOff, target, ports) };
}

async function bringToOneSlot(plan: Plan, given: TakeBack, ports: WritePorts): Promise<TakenBack> {
  const { recorded, timeline } = given;
  switch (decideWayOut(recorded, recorded.begun)) {
    case 'park-standby': {
      const own = weightsOfRun(recorded);
      if (await isContested(plan, own, ports)) return gather(given, { plan, own }, ports);
      const tested = await attempt(ports, () => putTestRulesBack({ plan, own, timeline }, ports));
      await parkAgain({ plan, timeline }, ports);
      await awaitScaling({ plan, timeline }, 'undone', ports);
      noteJoined(plan, timeline);
      // What waited for its next mode was not on its way to anybody, and where nothing served there is nothing to go back
      // to: a rollback that finds it has more to do.
      const isBack = recorded.begun < PREPARED_STAGE && !plan.isFirst;
      const verdict = isBack ? 'rolled-back' : 'refused';
      return { verdict, liveSlot: plan.live, ...(tested.failure && { failure: tested.failure }) };
    }
    case 'finish': {
      const differs = await whatDiffers(plan, ports);
      const own = weightsOfRun(recorded, { isMoved: true });
      if (differs) return gather(given, { plan, own, differs }, ports);
      await parkLive({ plan, timeline }, ports);
      return { verdict: 'released', liveSlot: plan.standby };
    }
    case 'gather':
      return gather(given, { plan, own: weightsOfRun(recorded) }, ports);
  }
}

/** Nobody minds a group without weight, and the next bootstrap needs it. */
function noteJoined({ rules }: Plan, timeline: Timeline): void {
  const slots = new Set(rules.flatMap(({ lacks = [] }) => lacks));
  for (const slot of slots) {
    timeline.note(`Where ${slot} has been put into a production rule, it stays there with weight 0`);
  }
}

/** Whether somebody else has moved traffic that the lost run had not moved yet. */
async function isContested(plan: Plan, own: OwnWeights, ports: Ports): Promise<boolean> {
  const { rules } = await look(plan, own, ports);
  return rules.some(({ state }) => state.kind === 'foreign');
}

/** Why the rules do not show what the release had left them with when it was through. */
async function whatDiffers(plan: Plan, ports: Ports): Promise<Failure | undefined> {
  try {
    // Once the old slot was being parked, group stickiness was being put back.
    await confirmWeights(plan, weightsFor(plan, 100), ports, { mayStick: true });
    return undefined;
  } catch (error) {
    if (error instanceof RuleDiffers) return error.failure;
    throw error;
  }
}

/** What is gathered to one slot. */
interface Scattered {
  readonly plan: Plan;
  readonly own: OwnWeights;
  /** What somebody else has done to a release that was through: its version is a good one. */
  readonly differs?: Failure;
}

async function gather(
  { inputs, recorded, timeline }: TakeBack,
  { plan, own, differs }: Scattered,
  ports: WritePorts,
): Promise<TakenBack> {
  const { live, standby } = plan;
  const scaled = { plan, timeline };
  const isProven = differs !== undefined;
  const base = isProven ? standby : live;
  // A bootstrap needs nothing to go back to: neither the one that was lost, nor the one that comes after it.
  const mayServeNobody = plan.isFirst || inputs.mode === 'bootstrap';
  const isSeenBad = recorded.isSeenBad ?? false;
  const given = { plan, own, timeline, base, isSeenBad, isPatient: !mayServeNobody };
  const [phase, title] = isProven ? (['shift', 'Bring'] as const) : (['roll back', 'Bring back'] as const);
  const gathered = await timeline.phase(phase, `${title} all of the traffic to one slot`, () =>
    orNobody(gatherTraffic(given, ports), mayServeNobody),
  );
  if (!gathered) {
    await restoreScaling(scaled, ports);
    return { verdict: 'inconclusive', failure: nothingServes(plan) };
  }
  const told = describeGathered(plan, gathered, isProven);
  const failure = differs ? joinFailures(differs, told) : told;
  const liveSlot = slotOfAll(gathered);
  if (failure && liveSlot === undefined) throw new ActionFailure(failure);
  await sleep(ports.clock, inputs.hold, ports.signal);
  // Somebody else may have given all of it to the other slot than the one that was chosen.
  const ended = { liveSlot: liveSlot ?? gathered.slot, ...(failure && { failure }) };
  if (liveSlot === live) {
    const tested = await attempt(ports, () => putTestRulesBack({ plan, own, timeline }, ports));
    await parkAgain(scaled, ports);
    await awaitScaling(scaled, 'undone', ports);
    noteJoined(plan, timeline);
    const also = failure ? joinFailures(failure, tested.failure) : tested.failure;
    return { verdict: 'rolled-back', ...ended, ...(also && { failure: also }) };
  }
  if (!isProven) {
    await letBothScale(scaled, ports);
    return { verdict: 'inconclusive', ...ended };
  }
  await parkLive(scaled, ports);
  return { verdict: 'released', ...ended };
}

/** Gives nothing where nobody is healthy, if that may be. */
async function orNobody(
  gathering: Promise<Gathered>,
  mayServeNobody: boolean,
): Promise<Gathered | undefined> {
  try {
    return await gathering;
  } catch (error) {
    if (mayServeNobody && error instanceof NobodyHealthy) return undefined;
    throw error;
  }
}

function nothingServes({ live, standby }: Plan): Failure {
  return {
    cause: `Neither ${live} nor ${standby} has a healthy target to give the traffic to, so nothing serves, and the weights stay as they are.`,
    advice: 'Put a version that stays healthy into service with mode: bootstrap.',
  };
}
