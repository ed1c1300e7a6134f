import { sleep } from '../../../../lib/action/clock.ts';
import type { PerSlot, SlotName } from '../../../../lib/aws/target.ts';
import type { Plan } from '../plan/plan.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';
import { bringRules } from './bring-rules.ts';
import { chooseSlot } from './choose-slot.ts';
import { type Gathered, NobodyHealthy } from './gathered.ts';
import { look } from './look.ts';
import type { OwnWeights } from './own-weights.ts';
import { tryPatiently } from './raise-weights.ts';
import { awaitBetterSlot, LOOK_AGAIN_AFTER } from './slot-watch.ts';

/** What is brought to one slot, and what speaks for which. */
export interface Gathering {
  readonly plan: Plan;
  readonly own: OwnWeights;
  readonly timeline: Timeline;
  /** Slot to prefer when no rule speaks for another: the live one by default. */
  readonly base?: SlotName;
  /** Whether requests have shown the new version to be bad. */
  readonly isSeenBad: boolean;
  /** Whether there is time to wait for a slot to become healthy. */
  readonly isPatient: boolean;
}

/** AWS may be out of reach for a while just when a version is bad: giving up would leave the traffic there. */
const PATIENCE_MILLISECONDS = 120_000;

/**
 * Gives the better of the two slots all the traffic of the rules that are this run's, as a rollback does. Which one that
 * is, is decided anew before every write and, while there is patience, as long as it is not the preferred one: that may
 * come back within seconds. To a rule that somebody else has changed nothing is written.
 * @throws NobodyHealthy when neither slot has a healthy target (then the weights stay, for nothing better is there),
 *   with the command to run; AggregateError when a rule could not be written
 */
export async function gatherTraffic(gathering: Gathering, ports: WritePorts): Promise<Gathered> {
  const { plan, own, timeline, base, isSeenBad, isPatient } = gathering;
  const { clock, journal, signal } = ports;
  const end = clock.now() + PATIENCE_MILLISECONDS;
  for (let isFirst = true; ; isFirst = false) {
    await journal.ensureHeld();
    const patience = end - clock.now();
    const seen = await tryPatiently(ports, 'Looking at the rules', patience, () => look(plan, own, ports));
    const states = seen.rules.map(({ state }) => state);
    const choose = (healthy: PerSlot<number>) =>
      chooseSlot(plan, { healthy, states, isSeenBad }, base ?? plan.live);
    const { slot, preferred } = choose(seen.healthy);
    const gathered = { slot: slot ?? preferred, rules: seen.rules };
    if (states.every(({ kind }) => kind === 'foreign')) return gathered;
    const mayWait = isPatient && clock.now() < end;
    if (slot === undefined) {
      if (!mayWait) throw new NobodyHealthy(plan);
      if (isFirst) timeline.note('Neither slot has a healthy target: the weights stay, and both are watched');
      await sleep(clock, LOOK_AGAIN_AFTER, signal);
      continue;
    }
    const standing = { plan, slot, choose: (healthy: PerSlot<number>) => choose(healthy).slot };
    if (!(await bringRules({ ...standing, own, timeline, seen, end }, ports))) continue;
    if (slot === preferred || !mayWait) return gathered;
    timeline.note(`${preferred} has ${seen.healthy[preferred]} healthy targets, and is watched for better`);
    if (!(await awaitBetterSlot(standing, end, ports))) return gathered;
  }
}
