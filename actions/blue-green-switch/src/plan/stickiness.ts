import { ActionFailure } from '../../../../lib/action/errors.ts';
import { regionOf } from '../../../../lib/aws/arn.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import type { ForwardingChange } from '../../../../lib/aws/load-balancer/weights.ts';
import type { SlotName } from '../../../../lib/aws/target.ts';
import type { RuleShare } from '../observe/live-slot.ts';
import type { Plan, PlannedRule } from './plan.ts';

/** What becomes of the group stickiness of production rules. */
export const STICKY = ['refuse', 'detach'] as const;

type Sticky = (typeof STICKY)[number];

/** Group stickiness of a production rule. */
export interface StickyRule {
  readonly ruleArn: string;
  /** How long a client stays with the target group it got first. */
  readonly seconds: number;
}

/** What a plan finds of it in a rule, which has it in the end as it had it. */
export interface StickyState {
  readonly seconds: number;
  /** Whether it is on when the release begins, and not off since an earlier run. */
  readonly isOn: boolean;
}

/** What a release does about group stickiness, fixed with its plan. */
export interface Stickiness {
  readonly mode: Exclude<Sticky, 'refuse'>;
  /**
   * When cookies from before an earlier run turned it off have expired, by the stopwatch; absent when it was on, and in
   * a plan that was taken over.
   */
  readonly carriedUntil?: number;
}

/** As far as a plan is concerned with it. */
type StickyPlan = Pick<Plan, 'live' | 'rules' | 'stickiness'>;

/** Rules whose group stickiness is off for now. */
export interface LeftOff {
  readonly rules: readonly StickyRule[];
  /** When the last cookie has expired that would lead its client to the other slot, by the stopwatch. */
  readonly until: number;
}

/** What a plan of stickiness is made from. */
export interface SeenStickiness {
  readonly rules: readonly RuleShare[];
  /** What the record says that an earlier run has turned off and not put back. */
  readonly leftOff: LeftOff | undefined;
  /** Slots whose target group keeps clients with single targets. */
  readonly stickyGroups: readonly SlotName[];
}

/**
 * Fixes what becomes of group stickiness in a plan.
 * @throws ActionFailure when it is to be refused, or could not be turned off
 */
export function planStickiness<Planned extends Pick<Plan, 'rules' | 'target'>>(
  plan: Planned,
  sticky: Sticky,
  { rules: shares, leftOff, stickyGroups }: SeenStickiness,
): Planned & { readonly stickiness?: Stickiness } {
  const rules = plan.rules.map((rule) => withStickyState(rule, shares, leftOff));
  const [first] = listSticky(rules);
  if (!first) return plan;
  if (sticky === 'refuse') throw refused(first);
  const [slot] = stickyGroups;
  if (slot) throw heldByTargetGroup(first, slot, plan.target.slots[slot].targetGroup);
  const isCarried = leftOff && rules.some((rule) => rule.sticky?.isOn === false);
  return { ...plan, rules, stickiness: { mode: sticky, ...(isCarried && { carriedUntil: leftOff.until }) } };
}

function withStickyState(
  rule: PlannedRule,
  shares: readonly RuleShare[],
  leftOff: LeftOff | undefined,
): PlannedRule {
  const { ruleArn } = rule;
  const { stickySeconds } = shares.find((share) => share.ruleArn === ruleArn)?.forwarding ?? {};
  if (stickySeconds !== undefined) return { ...rule, sticky: { seconds: stickySeconds, isOn: true } };
  const left = leftOff?.rules.find((candidate) => candidate.ruleArn === ruleArn);
  return left ? { ...rule, sticky: { seconds: left.seconds, isOn: false } } : rule;
}

function listSticky(rules: readonly PlannedRule[]): (StickyRule & StickyState)[] {
  return rules.flatMap(({ ruleArn, sticky }) => (sticky ? [{ ruleArn, ...sticky }] : []));
}

function refused({ ruleArn, seconds }: StickyRule): ActionFailure {
  return new ActionFailure({
    cause: `Production rule ${ruleArn} keeps clients with the target group they got first (group stickiness, ${seconds} s): weights would not move them.`,
    advice:
      'Set "sticky" to detach, which turns it off for the release, or turn it off yourself: that of both target groups first, if it is on (AWS does not allow it without the other one), then the group stickiness of the forward action.',
  });
}

function heldByTargetGroup({ ruleArn }: StickyRule, slot: SlotName, targetGroup: string): ActionFailure {
  return new ActionFailure({
    cause: `The target group of slot ${slot}, ${targetGroup}, keeps clients with single targets (stickiness.enabled), and while it does AWS does not let production rule ${ruleArn} be without group stickiness.`,
    advice: `Turn it off for both target groups, if the application can do without: ${awsCommand('elbv2 modify-target-group-attributes', regionOf(targetGroup), { 'target-group-arn': targetGroup, attributes: [{ Key: 'stickiness.enabled', Value: 'false' }] })}`,
  });
}

/** What a write that gives the standby more traffic does to a rule's stickiness: with it, weights would not move clients. */
export function stickinessOnTheWay({ sticky }: Pick<PlannedRule, 'sticky'>): ForwardingChange['stickiness'] {
  return sticky ? 'off' : undefined;
}

/**
 * What a write that gives one slot all the traffic does to it. Back on the slot that was live it can be turned on at
 * once: while the other one had traffic no cookie was given. Anywhere else old cookies would lead clients away.
 */
export function stickinessIn(
  slot: SlotName,
  { live }: Pick<Plan, 'live'>,
  { sticky }: Pick<PlannedRule, 'sticky'>,
): ForwardingChange['stickiness'] {
  if (!sticky) return undefined;
  return slot === live && sticky.isOn ? sticky.seconds : 'off';
}

/** The same plan where it may have been on while the standby had all the traffic: then it is nowhere to be on at once. */
export function asLeftOff<Planned extends Pick<Plan, 'rules'>>(plan: Planned): Planned {
  const rules = plan.rules.map(({ sticky, ...rule }) => ({
    ...rule,
    ...(sticky && { sticky: { ...sticky, isOn: false } }),
  }));
  return { ...plan, rules };
}

/** When writes were read back that turned it off, and how nodes take to that. Times by the stopwatch, in milliseconds. */
interface Unstuck {
  readonly at: number;
  /** How long every node takes to obey a write. */
  readonly hold: number;
}

/**
 * What is without it when one slot has been given all the traffic, by writes that are now behind.
 * @returns undefined when the plan has nothing to do with it
 */
export function leaveOff(
  slot: SlotName,
  { stickiness, live, rules: all }: StickyPlan,
  { at, hold }: Unstuck,
): LeftOff | undefined {
  if (!stickiness) return undefined;
  const rules = listSticky(all);
  const { carriedUntil } = stickiness;
  const fresh = at + cookiesLast(rules, hold);
  const carried = carriedUntil ?? fresh;
  if (slot === live) return { rules: rules.filter(({ isOn }) => !isOn), until: carried };
  return { rules, until: rules.some(({ isOn }) => isOn) ? Math.max(fresh, carried) : carried };
}

/**
 * Whether a rule's stickiness is none that somebody else has given it.
 * @param mayBeOn whether the plan's own may be on
 */
export function isOwnStickiness(
  { sticky }: Pick<PlannedRule, 'sticky'>,
  seconds: number | undefined,
  mayBeOn = true,
): boolean {
  if (seconds === undefined) return true;
  return mayBeOn && seconds === sticky?.seconds;
}

/** A request may wait so long for the answer that brings its cookie, in milliseconds: a load balancer's idle timeout. */
const LAST_ANSWER = 60_000;

/**
 * How long after the last write that turned stickiness off a cookie may still be valid, in milliseconds. The cookie is
 * one for all rules of an address, so the longest of their durations counts.
 * @param hold how long every node takes to obey a write
 */
function cookiesLast(rules: readonly StickyRule[], hold: number): number {
  return hold + LAST_ANSWER + 1_000 * Math.max(0, ...rules.map(({ seconds }) => seconds));
}
