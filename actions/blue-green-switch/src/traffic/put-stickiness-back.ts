import { formatDuration } from '../../../../lib/action/duration.ts';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import { readSettledRules } from '../../../../lib/aws/load-balancer/read-settled-rules.ts';
import { writeWeights } from '../../../../lib/aws/load-balancer/rules.ts';
import { type Forwarding, forwardingOf } from '../../../../lib/aws/load-balancer/weights.ts';
import { otherSlot, type SlotName, type Target, targetGroupsOf } from '../../../../lib/aws/target.ts';
import { watchGates } from '../gates/gates.ts';
import { createLeaseGate } from '../gates/lease-gate.ts';
import { describeShare, shareOf } from '../observe/rule-share.ts';
import type { StickyRule } from '../plan/cookies.ts';
import type { LeftOff } from '../plan/stickiness.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';

/** Group stickiness that is to be on again. */
export interface PutBack {
  readonly target: Target;
  readonly leftOff: LeftOff;
  /** Where all the traffic goes, and stays. */
  readonly slot: SlotName;
  /** How long old cookies may be waited for, in milliseconds. */
  readonly timeout: number;
  readonly timeline: Timeline;
}

/**
 * Turns group stickiness on again as it was, once no cookie leads to the other slot: the load balancer would heed one
 * from before, though that slot is parked. When cookies last longer than may be waited for, it stays off.
 * @returns what is still off
 * @throws ActionFailure when somebody else has changed a rule
 */
export async function putStickinessBack(
  { target, leftOff, slot, timeout, timeline }: PutBack,
  ports: WritePorts,
): Promise<LeftOff> {
  const { rules, until } = leftOff;
  if (rules.length === 0) return leftOff;
  const wait = until - ports.stopwatch.read();
  if (wait > timeout) {
    timeline.note(
      `Old cookies lead to ${otherSlot(slot)} for another ${formatDuration(wait)}, so group stickiness stays off`,
    );
    return leftOff;
  }
  return timeline.phase('put stickiness back', 'Put group stickiness back', async () => {
    if (wait > 0) {
      timeline.note(`Waits ${formatDuration(wait)} until no old cookie leads to ${otherSlot(slot)}`);
      await watchGates([createLeaseGate(ports.journal)], wait, ports);
    }
    for (const rule of rules) await putBack(target, rule, slot, ports);
    await confirmPutBack(target, rules, ports);
    timeline.note('Group stickiness is on again, as it was');
    return { rules: [], until };
  });
}

async function putBack(
  target: Target,
  { ruleArn, seconds }: StickyRule,
  slot: SlotName,
  { elbv2, signal, journal }: WritePorts,
): Promise<void> {
  await journal.ensureHeld();
  const pair = targetGroupsOf(target);
  await writeWeights({ elbv2, signal }, ruleArn, pair, { stickiness: seconds }, (current) => {
    const share = shareOf(current, pair);
    if (share.forwarding && mayPutBack(share.forwarding, slot, seconds)) return;
    throw new ActionFailure({
      cause: `Group stickiness of production rule ${ruleArn} was not put back: somebody else has changed the rule (${describeShare(share)}).`,
      advice: 'Find out who deploys to this target beside this run.',
    });
  });
}

/** A write whose answer was lost has turned it on already. */
function mayPutBack({ weights, stickySeconds }: Forwarding, slot: SlotName, seconds: number): boolean {
  const isServing = weights[slot] > 0 && weights[otherSlot(slot)] === 0;
  return isServing && (stickySeconds === undefined || stickySeconds === seconds);
}

async function confirmPutBack(
  target: Target,
  rules: readonly StickyRule[],
  ports: WritePorts,
): Promise<void> {
  const pair = targetGroupsOf(target);
  const wanted = new Map(rules.map(({ ruleArn, seconds }) => [ruleArn, seconds]));
  const isOn = ({ arn, actions }: { arn: string; actions: Parameters<typeof forwardingOf>[0] }) =>
    forwardingOf(actions, pair)?.stickySeconds === wanted.get(arn);
  const settled = await readSettledRules(ports, [...wanted.keys()], isOn);
  const odd = settled.find((rule) => !isOn(rule));
  if (!odd) return;
  throw new ActionFailure({
    cause: `Production rule ${odd.arn} reads back without its group stickiness of ${wanted.get(odd.arn)} s.`,
    advice: 'Find out who deploys to this target beside this run.',
  });
}
