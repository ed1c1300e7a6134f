import { hashRest } from '../../../../lib/aws/load-balancer/rest.ts';
import type { Rule } from '../../../../lib/aws/load-balancer/rules.ts';
import { forwardingOf } from '../../../../lib/aws/load-balancer/weights.ts';
import type { PerSlot } from '../../../../lib/aws/target.ts';
import type { RuleShare } from './live-slot.ts';

/** What a rule means to the pair. */
export function shareOf(rule: Rule, pair: PerSlot<string>): RuleShare {
  return { ruleArn: rule.arn, forwarding: forwardingOf(rule.actions, pair), rest: hashRest(rule, pair) };
}

/** How it shares its requests, in words. */
export function describeShare({ forwarding }: Pick<RuleShare, 'forwarding'>): string {
  if (!forwarding) return 'no weight for either slot';
  const { weights, others, stickySeconds } = forwarding;
  const more = others.map(({ targetGroup, weight }) => `${targetGroup} ${weight}`);
  const sticky = stickySeconds === undefined ? [] : [`group stickiness ${stickySeconds} s`];
  return [`blue ${weights.blue}`, `green ${weights.green}`, ...more, ...sticky].join(', ');
}
