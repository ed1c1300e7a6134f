import type { Plan } from './plan.ts';

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

/** A request may wait so long for the answer that brings its cookie, in milliseconds: a load balancer's idle timeout. */
const LAST_ANSWER = 60_000;

/**
 * How long after its last request a client may still have a valid cookie, in milliseconds. The cookie is one for all
 * rules of an address, so the longest of their durations counts.
 */
export function cookieSpan(rules: readonly Pick<StickyState, 'seconds'>[]): number {
  return LAST_ANSWER + 1_000 * Math.max(0, ...rules.map(({ seconds }) => seconds));
}

export function listSticky(rules: Plan['rules']): (StickyRule & StickyState)[] {
  return rules.flatMap(({ ruleArn, sticky }) => (sticky ? [{ ruleArn, ...sticky }] : []));
}

/**
 * Whether clients keep their cookies while the traffic moves, and may be led to the slot that has lost its weight. What
 * serves first has no slot before it.
 */
export function keepsCookies({
  stickiness,
  isFirst,
  rules,
}: Pick<Plan, 'stickiness' | 'isFirst' | 'rules'>): boolean {
  return stickiness?.mode === 'wait' && !isFirst && rules.some(({ sticky }) => sticky?.isOn);
}
