import { ActionFailure } from '../../../../lib/action/errors.ts';
import { regionOf } from '../../../../lib/aws/arn.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import type { ForwardingChange } from '../../../../lib/aws/load-balancer/weights.ts';
import type { SlotName } from '../../../../lib/aws/target.ts';
import type { RuleShare } from '../observe/live-slot.ts';
import { cookieSpan, keepsCookies, listSticky, type StickyRule } from './cookies.ts';
import type { Plan, PlannedRule } from './plan.ts';

/** What becomes of the group stickiness of production rules. */
export const STICKY = ['refuse', 'detach', 'wait'] as const;

type Sticky = (typeof STICKY)[number];

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
type StickyPlan = Pick<Plan, 'live' | 'rules' | 'stickiness' | 'isFirst'>;

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
  if (slot) throw heldByTargetGroup(first, sticky, { slot, ...plan.target.slots[slot] });
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

function refused({ ruleArn, seconds }: StickyRule): ActionFailure {
  return new ActionFailure({
    cause: `Production rule ${ruleArn} keeps clients with the target group they got first (group stickiness, ${seconds} s): weights would not move them.`,
    advice:
      'Set "sticky" to detach, which turns it off for the release, or to wait, which moves new clients alone (a rollback knows only detach), or turn it off yourself: that of both target groups first, if it is on (AWS does not allow it without the other one), then the group stickiness of the forward action.',
  });
}

function heldByTargetGroup(
  { ruleArn }: StickyRule,
  mode: Stickiness['mode'],
  { slot, targetGroup }: { readonly slot: SlotName; readonly targetGroup: string },
): ActionFailure {
  return new ActionFailure({
    cause: `The target group of slot ${slot}, ${targetGroup}, keeps clients with single targets (stickiness.enabled), and while it does AWS does not let production rule ${ruleArn} be without group stickiness${mode === 'wait' ? ', and a release that goes back has to turn it off' : ''}.`,
    advice: `Turn it off for both target groups, if the application can do without: ${awsCommand('elbv2 modify-target-group-attributes', regionOf(targetGroup), { 'target-group-arn': targetGroup, attributes: [{ Key: 'stickiness.enabled', Value: 'false' }] })}`,
  });
}

/**
 * What a write that gives the standby more traffic does to a rule's stickiness: with it, weights would move only clients
 * without a cookie.
 */
export function stickinessOnTheWay(
  { stickiness }: Pick<Plan, 'stickiness'>,
  { sticky }: Pick<PlannedRule, 'sticky'>,
): ForwardingChange['stickiness'] {
  return sticky && stickiness?.mode !== 'wait' ? 'off' : undefined;
}

/**
 * What a write that gives one slot all the traffic does to it. Back on the slot that was live it can be turned on at
 * once: while the other one had traffic no cookie was given. Anywhere else old cookies would lead clients away, and so
 * they would everywhere when it was on all the time.
 */
export function stickinessIn(
  slot: SlotName,
  { live, stickiness }: Pick<Plan, 'live' | 'stickiness'>,
  { sticky }: Pick<PlannedRule, 'sticky'>,
): ForwardingChange['stickiness'] {
  if (!sticky) return undefined;
  return slot === live && sticky.isOn && stickiness?.mode !== 'wait' ? sticky.seconds : 'off';
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
 * What is without it when one slot has been given all the traffic, by writes that are now behind. Where cookies were kept
 * it is what may be without it: only going back takes it away.
 * @returns undefined when the plan has nothing to do with it
 */
export function leaveOff(slot: SlotName, plan: StickyPlan, { at, hold }: Unstuck): LeftOff | undefined {
  const { stickiness, live, rules: all } = plan;
  if (!stickiness) return undefined;
  const rules = listSticky(all);
  const { carriedUntil } = stickiness;
  const fresh = at + hold + cookieSpan(rules);
  const carried = carriedUntil ?? fresh;
  if (slot === live && !keepsCookies(plan))
    return { rules: rules.filter(({ isOn }) => !isOn), until: carried };
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
