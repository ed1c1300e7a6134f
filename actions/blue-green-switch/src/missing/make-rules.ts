import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { assign, shellVariable } from '../../../../lib/action/shell.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import {
  forwardingOf,
  weightsWith,
  withForward,
  withForwarding,
} from '../../../../lib/aws/load-balancer/weights.ts';
import type { PerSlot } from '../../../../lib/aws/target.ts';
import { changeRule } from './change-rule.ts';
import { makeListener } from './make-listener.ts';
import type { Parts, RulePlace } from './parts.ts';
import type { Step } from './step.ts';

/** Production rules as they are made, and where each is found afterwards. */
export interface MadeRules {
  readonly steps: readonly Step[];
  /** ARNs for productionRules, in the order of the target. */
  readonly arns: readonly string[];
}

/** @param groups ARNs of the target groups as they are once all is made */
export function makeRules(parts: Parts, groups: PerSlot<string>): MadeRules {
  const { rules, region } = parts;
  const weights = weightsOf(parts, groups);
  const actions = newActions(parts, groups, weights);
  const made = rules.map(({ arn, rule, place }, index): MadeRules => {
    if (rule) return { steps: changeRule(rule, { parts, groups, weights }), arns: [arn] };
    const listener = place.hasListener ? undefined : indexOfPlace(parts, 'listenerArn', place);
    // A new listener has its default rule, which the first of its rules may be.
    if (listener === index) {
      const balancer = place.hasLoadBalancer ? undefined : indexOfPlace(parts, 'loadBalancerArn', place);
      const steps = makeListener({ arn, place, index, balancer, actions, region });
      return { steps, arns: [shellVariable(`LISTENER_${index + 1}`)] };
    }
    const listenerArn =
      listener === undefined ? place.listenerArn : shellVariable(`LISTENER_${listener + 1}`);
    const command = awsCommand('elbv2 create-rule', region, {
      'listener-arn': listenerArn,
      priority: place.nextPriority + index,
      conditions: shellVariable('RULE_CONDITIONS'),
      actions,
      query: 'Rules[0].RuleArn',
      output: 'text',
    });
    const variable = `RULE_${index + 1}`;
    const what = `production rule ${arn}`;
    const steps = [{ what, isMissing: true, commands: [assign(variable, command)] }];
    return { steps, arns: [shellVariable(variable)] };
  });
  return { steps: made.flatMap(({ steps }) => steps), arns: made.flatMap(({ arns }) => arns) };
}

/** The first rule of the target that would be at the same place. */
function indexOfPlace(
  { rules }: Parts,
  key: 'listenerArn' | 'loadBalancerArn',
  { [key]: arn }: RulePlace,
): number {
  return rules.findIndex(({ place }) => place?.[key] === arn);
}

/** The slot that serves by the rules that there are gets the users, and blue where there are none. */
function weightsOf({ rules }: Parts, groups: PerSlot<string>): PerSlot<number> {
  const known = rules.flatMap(({ rule }) => (rule && forwardingOf(rule.actions, groups)) ?? []);
  const isGreen = known.some(({ weights }) => weights.green > weights.blue);
  return weightsWith(isGreen ? 'green' : 'blue');
}

/** What a new rule does, like another production rule: it may authenticate users first. */
function newActions({ rules }: Parts, groups: PerSlot<string>, weights: PerSlot<number>): Action[] {
  const twin = rules.find(({ rule }) => rule && forwardingOf(rule.actions, groups))?.rule;
  return twin
    ? withForwarding(twin.actions, groups, { weights }).map(withSecret)
    : withForward([], groups, weights);
}

/** A new rule has no client secret yet that it could keep. */
function withSecret(action: Action): Action {
  if (!action.AuthenticateOidcConfig) return action;
  const { UseExistingClientSecret: _kept, ...config } = action.AuthenticateOidcConfig;
  return {
    ...action,
    AuthenticateOidcConfig: { ...config, ClientSecret: shellVariable('OIDC_CLIENT_SECRET') },
  };
}
