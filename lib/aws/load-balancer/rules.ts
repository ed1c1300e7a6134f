import type {
  Action,
  ElasticLoadBalancingV2,
  Listener,
  RuleCondition,
  RuleTransform,
  Rule as SdkRule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ActionFailure } from '../../action/errors.ts';
import { collect } from '../pagination.ts';
import type { PerSlot } from '../target.ts';
import { isListener, placeOf } from './arns.ts';
import { type Forwarding, type ForwardingChange, forwardingOf, withForwarding } from './weights.ts';

export interface LoadBalancerPorts {
  readonly elbv2: ElasticLoadBalancingV2;
  readonly signal: AbortSignal;
}

/** A rule of a listener, its default rule included. */
export interface Rule {
  /** As it was asked for: a default rule may go by the ARN of its listener. */
  readonly arn: string;
  readonly listenerArn: string;
  readonly isDefault: boolean;
  /** `default` for a default rule. */
  readonly priority: string;
  readonly conditions: readonly RuleCondition[];
  readonly transforms: readonly RuleTransform[];
  readonly actions: readonly Action[];
}

/**
 * Reads the rules that a target names, in its order, fresh from AWS. A listener stands for its default rule.
 * @throws AWS's RuleNotFound or ListenerNotFound when one does not exist
 */
export async function readRules(
  { elbv2, signal }: LoadBalancerPorts,
  arns: readonly string[],
): Promise<Rule[]> {
  const ListenerArns = arns.filter(isListener);
  const RuleArns = arns.filter((arn) => !isListener(arn));
  const listeners =
    ListenerArns.length === 0
      ? []
      : await collect(elbv2.paginateDescribeListeners({ ListenerArns }), (page) => page.Listeners, {
          signal,
        });
  const rules =
    RuleArns.length === 0
      ? []
      : await collect(elbv2.paginateDescribeRules({ RuleArns }), (page) => page.Rules, { signal });
  const found = [
    ...listeners.map(toDefaultRule),
    ...rules.map((rule) => toRule(rule, placeOf(rule.RuleArn ?? '').listenerArn)),
  ];
  return arns.map((arn) => {
    const rule = found.find((candidate) => candidate.arn === arn);
    if (rule) return rule;
    throw new ActionFailure({ cause: `AWS did not answer for rule ${arn}, and did not say why.` });
  });
}

/**
 * Rules that send requests to either slot and that a target does not name, on any listener of the pair's load
 * balancers: they would keep sending users to the old version.
 * @param named production and test rules of the target
 */
export async function findUnnamedRules(
  ports: LoadBalancerPorts,
  pair: PerSlot<string>,
  named: readonly string[],
): Promise<Rule[]> {
  const { elbv2, signal } = ports;
  const { TargetGroups = [] } = await elbv2.describeTargetGroups(
    { TargetGroupArns: [pair.blue, pair.green] },
    { abortSignal: signal },
  );
  const loadBalancers = new Set(TargetGroups.flatMap(({ LoadBalancerArns = [] }) => LoadBalancerArns));
  const rules: Rule[] = [];
  for (const LoadBalancerArn of loadBalancers) {
    const listeners = await collect(
      elbv2.paginateDescribeListeners({ LoadBalancerArn }),
      (page) => page.Listeners,
      { signal },
    );
    for (const { ListenerArn = '' } of listeners)
      rules.push(...(await readListenerRules(ports, ListenerArn)));
  }
  const isNamed = (rule: Rule) =>
    named.includes(rule.arn) || (rule.isDefault && named.includes(rule.listenerArn));
  return rules.filter((rule) => forwardingOf(rule.actions, pair) !== undefined && !isNamed(rule));
}

async function readListenerRules({ elbv2, signal }: LoadBalancerPorts, ListenerArn: string): Promise<Rule[]> {
  const rules = await collect(elbv2.paginateDescribeRules({ ListenerArn }), (page) => page.Rules, { signal });
  return rules.map((rule) => toRule(rule, ListenerArn));
}

/** What one write to a rule was about. */
export interface WeightWrite {
  readonly before: Forwarding;
  readonly weights: PerSlot<number>;
}

/**
 * Sets the pair's weights in one rule, and its group stickiness when that is to change. It reads the rule again first
 * and changes nothing else in it; `mayWrite` sees what was read, be it a rule that no longer forwards to the pair, and
 * refuses by throwing. It sends also what the rule shows already: a reading may be from before a write that is still on
 * its way, and repeating one is harmless.
 * @throws ActionFailure when the rule forwards to neither slot; AWS's error when it is gone
 */
export async function writeWeights(
  ports: LoadBalancerPorts,
  ruleArn: string,
  pair: PerSlot<string>,
  change: ForwardingChange,
  mayWrite: (rule: Rule) => void = () => {},
): Promise<WeightWrite> {
  const [rule] = await readRules(ports, [ruleArn]);
  if (rule) mayWrite(rule);
  const before = rule && forwardingOf(rule.actions, pair);
  if (!before) {
    throw new ActionFailure({
      cause: `Rule ${ruleArn} forwards to neither slot (${pair.blue}, ${pair.green}), so it has no weights to set.`,
      advice: 'Somebody has changed the rule, or the target names the wrong one.',
    });
  }
  await sendActions(ports, rule, withForwarding(rule.actions, pair, change));
  return { before, weights: change.weights ?? before.weights };
}

/** Replaces a rule's actions: those of a default rule belong to its listener. */
async function sendActions(
  { elbv2, signal }: LoadBalancerPorts,
  rule: Rule,
  actions: Action[],
): Promise<void> {
  const options = { abortSignal: signal };
  if (rule.isDefault) {
    await elbv2.modifyListener({ ListenerArn: rule.listenerArn, DefaultActions: actions }, options);
  } else {
    await elbv2.modifyRule({ RuleArn: rule.arn, Actions: actions }, options);
  }
}

function toRule(rule: SdkRule, listenerArn: string): Rule {
  return {
    arn: rule.RuleArn ?? '',
    listenerArn,
    isDefault: rule.IsDefault ?? false,
    priority: rule.Priority ?? '',
    conditions: rule.Conditions ?? [],
    transforms: rule.Transforms ?? [],
    actions: inOrder(rule.Actions),
  };
}

function toDefaultRule({ ListenerArn = '', DefaultActions }: Listener): Rule {
  return {
    arn: ListenerArn,
    listenerArn: ListenerArn,
    isDefault: true,
    ...{ priority: 'default', conditions: [], transforms: [] },
    actions: inOrder(DefaultActions),
  };
}

function inOrder(actions: readonly Action[] = []): Action[] {
  return [...actions].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
}
