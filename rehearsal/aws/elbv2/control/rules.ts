import type {
  Action,
  CreateRuleInput,
  CreateRuleOutput,
  DeleteRuleInput,
  DescribeRulesInput,
  DescribeRulesOutput,
  ModifyRuleInput,
  ModifyRuleOutput,
  Rule,
  SetRulePrioritiesInput,
  SetRulePrioritiesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, notImplemented } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { byPriority } from '../routing/table.ts';
import type { Elbv2Settings } from '../settings.ts';
import type { ListenerRecord, Region, RuleRecord } from '../state.ts';
import { publishRules } from '../traffic/publish.ts';
import { readActions } from './actions.ts';
import { ruleArn } from './arns.ts';
import { checkAssociations } from './associations.ts';
import { describeActions } from './authenticate.ts';
import { readConditions } from './conditions.ts';
import type { Control } from './control.ts';
import { findListener, findLoadBalancer, findRule, listenersOf, rulesOf } from './find.ts';
import { takePage } from './page.ts';
import { changedPriorities, refuseTakenPriority } from './priorities.ts';
import { checkQuota, type Quotas } from './quotas.ts';
import { refuseBoth, selectRecords } from './select.ts';
import { readTags } from './tags.ts';
import { invalid } from './validate.ts';

export function ruleOperations({ state, settings, random }: Control): Operations {
  const describe = (rule: RuleRecord) => describeRule(rule, settings);

  /** @param before the actions that the rule had */
  function readRuleActions(
    region: Region,
    listener: ListenerRecord,
    sent: readonly Action[],
    before: readonly Action[] = [],
  ): RuleRecord['actions'] {
    const actions = readActions(sent, listener, before);
    const loadBalancer = findLoadBalancer(region, listener.loadBalancerArn);
    checkAssociations(region, loadBalancer, actions, settings.quotas);
    return actions;
  }

  return {
    CreateRule(input: CreateRuleInput, call): CreateRuleOutput {
      const region = state.regionOf(call);
      const listener = findListener(region, input.ListenerArn ?? '');
      if (input.Transforms?.length) throw notImplemented('rule transforms');
      const priority = input.Priority ?? 0;
      const conditions = readConditions(input.Conditions ?? []);
      const actions = readRuleActions(region, listener, input.Actions ?? []);
      const tags = readTags(input.Tags);
      refuseTakenPriority(rulesOf(region, listener.arn), priority);
      checkRuleQuota(region, listener, settings.quotas);
      const arn = ruleArn(listener.arn, random.hex(16));
      const rule = { arn, listenerArn: listener.arn, priority, conditions, actions };
      region.rules.set(arn, rule);
      region.tags.set(arn, tags);
      publishRules(region, listener);
      return { Rules: [describe(rule)] };
    },
    ModifyRule(input: ModifyRuleInput, call): ModifyRuleOutput {
      const region = state.regionOf(call);
      const rule = findRule(region, input.RuleArn ?? '');
      if (input.Transforms?.length) throw notImplemented('rule transforms');
      refuseDefault(rule, 'modified');
      if (!input.Actions?.length && !input.Conditions?.length) {
        throw invalid('Either actions or conditions must be specified');
      }
      const listener = findListener(region, rule.listenerArn);
      const conditions = input.Conditions?.length ? readConditions(input.Conditions) : rule.conditions;
      const actions = input.Actions?.length
        ? readRuleActions(region, listener, input.Actions, rule.actions)
        : rule.actions;
      Object.assign(rule, { conditions, actions });
      publishRules(region, listener);
      return { Rules: [describe(rule)] };
    },
    DescribeRules(input: DescribeRulesInput, call): DescribeRulesOutput {
      refuseBoth(input, 'ListenerArn', 'RuleArns');
      const selected = selectRules(state.regionOf(call), input);
      const { items, ...next } = takePage(selected, ({ arn }) => arn, input, settings.pageSize);
      return { Rules: items.map(describe), ...next };
    },
    DeleteRule(input: DeleteRuleInput, call): object {
      const region = state.regionOf(call);
      const rule = findRule(region, input.RuleArn ?? '');
      refuseDefault(rule, 'deleted');
      region.rules.delete(rule.arn);
      region.tags.delete(rule.arn);
      publishRules(region, findListener(region, rule.listenerArn));
      return {};
    },
    SetRulePriorities(input: SetRulePrioritiesInput, call): SetRulePrioritiesOutput {
      const region = state.regionOf(call);
      const changes = changedPriorities(region, input.RulePriorities ?? []);
      for (const [rule, priority] of changes) rule.priority = priority;
      for (const listenerArn of new Set([...changes.keys()].map((rule) => rule.listenerArn))) {
        publishRules(region, findListener(region, listenerArn));
      }
      return { Rules: [...changes.keys()].map(describe) };
    },
  };
}

function refuseDefault({ arn, priority }: RuleRecord, done: 'modified' | 'deleted'): void {
  if (priority !== 'default') return;
  throw new AwsError('OperationNotPermitted', `Default rule '${arn}' cannot be ${done}`);
}

function checkRuleQuota(region: Region, { loadBalancerArn }: ListenerRecord, quotas: Quotas): void {
  const rules = listenersOf(region, loadBalancerArn).flatMap(({ arn }) => rulesOf(region, arn));
  checkQuota(rules.filter(({ priority }) => priority !== 'default').length + 1, {
    ...{ code: 'TooManyRules', of: 'rules per load balancer', most: quotas.rulesPerLoadBalancer },
    on: `load balancer '${loadBalancerArn}'`,
  });
}

/** Of a listener in order of priority, the default rule last; or those that are named. */
function selectRules(region: Region, { ListenerArn, RuleArns }: DescribeRulesInput): readonly RuleRecord[] {
  if (ListenerArn !== undefined) {
    return rulesOf(region, findListener(region, ListenerArn).arn).sort(byPriority);
  }
  if (!RuleArns?.length) throw invalid('You must specify either listener rule ARNs or a listener ARN');
  return selectRecords(region.rules, { arns: RuleArns, code: 'RuleNotFound', noun: 'rules' });
}

function describeRule(
  { arn, priority, conditions, actions }: RuleRecord,
  settings: Pick<Elbv2Settings, 'showClientSecret'>,
): Rule {
  return {
    RuleArn: arn,
    Priority: String(priority),
    Conditions: [...conditions],
    Actions: describeActions(actions, settings),
    IsDefault: priority === 'default',
  };
}
