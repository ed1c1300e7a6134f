import { defineBehaviours } from '../../conformance/behaviour.ts';

/** How rules decide where a request goes. */
export const ROUTING = defineBehaviours({
  'weights-are-relative': {
    does: "a group's share of the requests is its weight over the sum of all, so 1/0 and 100/0 are the same",
    basis: 'documentation',
    source: 'Listener rules for Application Load Balancers: forward actions',
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: 'left -= weight;',
      to: 'left -= total / groups.length;',
    },
  },
  'weight-zero': {
    does: 'a group with weight 0 gets no request',
    basis: 'model',
    source: 'TargetGroupTuple: the weight is 0 to 999',
    mutant: { file: 'elbv2/routing/table.ts', from: 'weight: Weight ?? 1', to: 'weight: Weight || 1' },
  },
  'all-weights-zero': {
    does: 'when every group of a rule has weight 0 its requests are answered 503',
    basis: 'hypothesis',
    source: 'setting zeroWeights',
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: "settings.zeroWeights === 'unavailable'",
      to: 'settings === undefined',
    },
  },
  'no-failover-between-groups': {
    does: 'a group without targets answers 503 for its share and hands none of it on to the other groups',
    basis: 'report',
    source: 're:Post, accepted answer on weighted target groups with stickiness',
    mutant: {
      file: 'elbv2/routing/forward.ts',
      from: 'undefined : view.groupOf(targetGroupArn);',
      to: "undefined : (view.groupOf(targetGroupArn) ?? view.groupOf(action.groups[0]?.targetGroupArn ?? ''));",
    },
  },
  'rule-lag': {
    does: 'each node obeys changed rules after a lag of its own, while Describe shows them at once',
    basis: 'report',
    source: 'argo-rollouts #4595; settings ruleLag',
    mutant: { file: 'elbv2/traffic/node.ts', from: 'if (lag === 0) adopt();', to: 'if (lag >= 0) adopt();' },
  },
  'omitted-fields-stay': {
    does: 'ModifyRule leaves what it is not given',
    basis: 'model',
    source: 'ModifyRule: any existing properties that you do not modify retain their current values',
    mutant: {
      file: 'elbv2/control/rules.ts',
      from: 'readConditions(input.Conditions) : rule.conditions;',
      to: 'readConditions(input.Conditions) : [];',
    },
  },
  'lists-are-replaced-whole': {
    does: 'ModifyRule replaces the whole list of actions by the one it is given, and the last of two writers wins',
    basis: 'model',
    source: 'ModifyRule: no version token; to add an item to a list, provide the whole list',
    mutant: {
      file: 'elbv2/control/rules.ts',
      from: 'Object.assign(rule, { conditions, actions });',
      to: 'Object.assign(rule, { conditions });',
    },
  },
  'one-group-shown-twice': {
    does: 'a forward to one group is shown both as TargetGroupArn and as ForwardConfig, however it came',
    basis: 'documentation',
    source: 'API reference, Action: TargetGroupArn and ForwardConfig may both be returned',
    mutant: { file: 'elbv2/control/actions.ts', from: 'groups.length === 1 ?', to: 'groups.length === 0 ?' },
  },
  'default-rule': {
    does: 'a listener has a default rule with an ARN, which only ModifyListener changes',
    basis: 'model',
    source: 'ModifyRule: OperationNotPermitted; to modify the default action use ModifyListener',
    mutant: {
      file: 'elbv2/control/rules.ts',
      from: "refuseDefault(rule, 'modified');",
      to: '',
    },
  },
  'conditions-and-case': {
    does: 'paths are compared with case, header and query values without',
    basis: 'model',
    source: 'PathPatternConditionConfig, HttpHeaderConditionConfig, QueryStringConditionConfig',
    mutant: {
      file: 'elbv2/routing/conditions.ts',
      from: 'WITH_CASE: WildcardStyle = { caseSensitive: true',
      to: 'WITH_CASE: WildcardStyle = { caseSensitive: false',
    },
  },
  'redirect-must-change-something': {
    does: 'a redirect that changes nothing but the query is refused as a loop',
    basis: 'model',
    source: 'RedirectActionConfig: at least one of protocol, port, hostname or path must be modified',
    mutant: {
      file: 'elbv2/routing/redirect.ts',
      from: 'Host === UNCHANGED.Host &&',
      to: 'Host !== UNCHANGED.Host &&',
    },
  },
  'redirect-to-https': {
    does: 'an HTTP listener that redirects sends clients to the same address under https',
    basis: 'documentation',
    source: 'Listener rules for Application Load Balancers: redirect actions',
    mutant: {
      file: 'elbv2/routing/redirect.ts',
      from: 'fill(Protocol).toLowerCase()',
      to: 'origin.protocol.toLowerCase()',
    },
  },
  'rules-come-in-pages': {
    does: 'Describe calls give a marker while there is more',
    basis: 'model',
    source: 'DescribeRules: Marker, PageSize 1 to 400',
    mutant: {
      file: 'elbv2/control/page.ts',
      from: 'start + size < items.length;',
      to: 'start + size < 0;',
    },
  },
  'order-of-priority': {
    does: 'rules are tried and shown by priority, and a priority can be taken once',
    basis: 'model',
    source: 'CreateRule: rules are evaluated from the lowest value to the highest; PriorityInUse',
    mutant: {
      file: 'elbv2/routing/table.ts',
      from: 'return rank(a) - rank(b);',
      to: 'return rank(b) - rank(a);',
    },
  },
});
