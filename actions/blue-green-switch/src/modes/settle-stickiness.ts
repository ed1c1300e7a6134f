import type { Failure } from '../../../../lib/action/outcome.ts';
import { regionOf } from '../../../../lib/aws/arn.ts';
import { modifyRule } from '../../../../lib/aws/load-balancer/modify-rule.ts';
import { readRules } from '../../../../lib/aws/load-balancer/rules.ts';
import { forwardingOf, withForwarding } from '../../../../lib/aws/load-balancer/weights.ts';
import { type SlotName, type Target, targetGroupsOf } from '../../../../lib/aws/target.ts';
import { type LeftOff, leaveOff } from '../plan/stickiness.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import { mayBeSticky } from '../record/stages.ts';
import { describeLeftOff } from '../report/stickiness.ts';
import { confirmSlot } from '../traffic/confirm-weights.ts';
import { putStickinessBack } from '../traffic/put-stickiness-back.ts';
import { attempt, joinFailures } from './attempt.ts';
import type { Course, Ended } from './release.ts';

/** How it ended with group stickiness. */
export interface SettledStickiness {
  /** Absent when the release has nothing to do with it. */
  readonly leftOff?: LeftOff;
  readonly failure?: Failure;
  /** Whether a later run has to see to it before anything else. */
  readonly isUnfinished: boolean;
  /** Somebody else has given a rule other weights meanwhile, as far as is known. */
  readonly isMovedAway?: boolean;
}

/** What has all the traffic, and since when. */
interface Settling {
  readonly slot: SlotName;
  /** When the last write was read back that turned it off, by the stopwatch. */
  readonly at: number;
  /** How long old cookies may be waited for, in milliseconds. */
  readonly timeout: number;
}

/** Puts group stickiness back once the other slot is parked, or leaves that to a later run when cookies last too long. */
export async function settleStickiness(
  course: Course,
  { slot, at, timeout }: Settling,
  ports: WritePorts,
): Promise<SettledStickiness> {
  const { plan, inputs, timeline } = course;
  const planned = leaveOff(slot, plan, { at, hold: inputs.hold });
  if (!planned) return { isUnfinished: false };
  const found = mayBeSticky(course)
    ? await attempt(ports, () => keepOff(planned, plan.target, ports))
    : undefined;
  const leftOff = found?.value ?? planned;
  const task = { target: plan.target, leftOff, slot, timeout, timeline };
  const put = await attempt(ports, () => putStickinessBack(task, ports));
  if (!put.failure) return { leftOff: put.value, isUnfinished: false };
  const { failure, isLeaseLost } = put;
  if (isLeaseLost || ports.signal.aborted) return { leftOff, failure, isUnfinished: true };
  const seen = await attempt(ports, () => confirmSlot(plan, slot, ports));
  return { leftOff, failure, isUnfinished: false, isMovedAway: seen.failure !== undefined };
}

/** How a release ended, with how it ended with group stickiness: by then somebody else may have moved the traffic. */
export function joinStickiness(
  { liveSlot, failure, ...ended }: Ended,
  { isMovedAway, failure: also, ...settled }: SettledStickiness,
): Ended {
  const told = failure ? joinFailures(failure, also) : also;
  const isServing = liveSlot !== undefined && !isMovedAway;
  return { ...ended, ...settled, ...(isServing && { liveSlot }), ...(told && { failure: told }) };
}

/**
 * The same for a release that was undone: one that had kept cookies has turned group stickiness off to go back. Others
 * have put it back with the weights.
 */
export async function settleAfterUndo(course: Course, ended: Ended, ports: WritePorts): Promise<Ended> {
  const { plan, inputs, legs } = course;
  const { liveSlot: slot = plan.standby } = ended;
  const at = ports.stopwatch.read();
  if (plan.stickiness?.mode !== 'wait') {
    const leftOff = leaveOff(slot, plan, { at, hold: inputs.hold });
    return leftOff ? { ...ended, leftOff } : ended;
  }
  // A cancelled job is killed within seconds, and has moved nothing where nothing is left unfinished.
  if (ports.signal.aborted) return ended;
  const timeout = legs.includes('finish') ? inputs.stickyTimeout : 0;
  return joinStickiness(ended, await settleStickiness(course, { slot, at, timeout }, ports));
}

/** Only what is still off: a lost run may have put some of it back. */
export async function keepOff(leftOff: LeftOff, target: Target, ports: Ports): Promise<LeftOff> {
  const pair = targetGroupsOf(target);
  const arns = leftOff.rules.map(({ ruleArn }) => ruleArn);
  const rules = await readRules(ports, arns);
  const isOff = (_rule: unknown, index: number) =>
    forwardingOf(rules[index]?.actions ?? [], pair)?.stickySeconds === undefined;
  return { ...leftOff, rules: leftOff.rules.filter(isOff) };
}

/** Stickiness that is off, as people are told of it. */
export interface ToldLeftOff extends LeftOff {
  /** When it may be on again, milliseconds since the epoch. */
  readonly endsAt: number;
  /** The commands that put it back by hand, one for each rule; none when AWS could not be asked. */
  readonly byHand: readonly string[];
}

/** Adds what people need to know of stickiness that stays off, and warns of it in the log. */
export async function tellLeftOff(leftOff: LeftOff, target: Target, ports: Ports): Promise<ToldLeftOff> {
  const { rules, until } = leftOff;
  const endsAt = ports.clock.now() + Math.max(0, until - ports.stopwatch.read());
  if (rules.length === 0) return { ...leftOff, endsAt, byHand: [] };
  ports.log.warning(describeLeftOff({ rules, endsAt }));
  const { value: byHand = [] } = await attempt(ports, () => listPutBacks(rules, target, ports));
  return { ...leftOff, endsAt, byHand };
}

async function listPutBacks(
  rules: LeftOff['rules'],
  target: Target,
  ports: Ports,
): Promise<readonly string[]> {
  const pair = targetGroupsOf(target);
  const arns = rules.map(({ ruleArn }) => ruleArn);
  const found = await readRules(ports, arns);
  return found.map((rule, index) =>
    modifyRule(
      rule,
      withForwarding(rule.actions, pair, { stickiness: rules[index]?.seconds }),
      regionOf(rule.listenerArn),
    ),
  );
}
