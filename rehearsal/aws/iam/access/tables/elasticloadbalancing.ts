import {
  type AccessTable,
  anyResource,
  arnAt,
  type Need,
  type Row,
  readTags,
  requestTags,
  rowsFor,
  text,
  texts,
} from '../need.ts';

const SERVICE = 'elasticloadbalancing';

/** Tags given at creation need the right to tag, for this creation. */
function withTags(tags: unknown, creation: Need, tagged: string, createAction: string): Need[] {
  const context = requestTags(tags);
  const own = { ...creation, context: { ...creation.context, ...context } };
  if (readTags(tags).length === 0) return [own];
  return [
    own,
    {
      action: `${SERVICE}:AddTags`,
      resources: [tagged],
      context: { [`${SERVICE}:CreateAction`]: createAction, ...context },
    },
  ];
}

const on =
  (member: string): Row =>
  (input) => ({ resources: [text(input[member])] });

const onListener: Row = ({ ListenerArn, Protocol, SslPolicy }) => ({
  resources: [text(ListenerArn)],
  context: { [`${SERVICE}:ListenerProtocol`]: Protocol, [`${SERVICE}:SecurityPolicy`]: SslPolicy },
});

const onTagged: Row = ({ ResourceArns, Tags, TagKeys }) => ({
  resources: texts(ResourceArns),
  context: { ...requestTags(Tags), ...(TagKeys === undefined ? {} : { 'aws:TagKeys': texts(TagKeys) }) },
});

/** Elastic Load Balancing of the second version, as the Service Authorization Reference has it. */
export const ELBV2_TABLE: AccessTable = {
  prefix: SERVICE,
  namesAnyResource: false,
  rows: {
    ...rowsFor(
      anyResource,
      'DescribeLoadBalancers DescribeLoadBalancerAttributes DescribeListeners DescribeListenerAttributes',
    ),
    ...rowsFor(
      anyResource,
      'DescribeListenerCertificates DescribeRules DescribeTags DescribeTargetGroups DescribeTargetHealth',
    ),
    ...rowsFor(
      anyResource,
      'DescribeTargetGroupAttributes DescribeAccountLimits DescribeSSLPolicies DescribeTrustStores',
    ),
    ...rowsFor(anyResource, 'DescribeCapacityReservation'),
    ...rowsFor(on('LoadBalancerArn'), 'DeleteLoadBalancer ModifyLoadBalancerAttributes SetIpAddressType'),
    ...rowsFor(
      onListener,
      'ModifyListener DeleteListener ModifyListenerAttributes AddListenerCertificates RemoveListenerCertificates',
    ),
    ...rowsFor(on('RuleArn'), 'ModifyRule DeleteRule'),
    ...rowsFor(
      on('TargetGroupArn'),
      'ModifyTargetGroup ModifyTargetGroupAttributes DeleteTargetGroup RegisterTargets DeregisterTargets',
    ),
    ...rowsFor(onTagged, 'AddTags RemoveTags'),
    SetRulePriorities: ({ RulePriorities }) => ({
      resources: Array.isArray(RulePriorities) ? RulePriorities.map(({ RuleArn }) => text(RuleArn)) : [],
    }),
    SetSecurityGroups: ({ LoadBalancerArn, SecurityGroups }) => ({
      resources: [text(LoadBalancerArn)],
      context: { [`${SERVICE}:SecurityGroup`]: texts(SecurityGroups) },
    }),
    SetSubnets: ({ LoadBalancerArn, Subnets }) => ({
      resources: [text(LoadBalancerArn)],
      context: { [`${SERVICE}:Subnet`]: texts(Subnets) },
    }),
    CreateLoadBalancer: (input, place) => {
      const kind = { network: 'net', gateway: 'gwy' }[text(input.Type)] ?? 'app';
      const arn = arnAt(place, SERVICE, `loadbalancer/${kind}/${text(input.Name)}/*`);
      const context = {
        [`${SERVICE}:Scheme`]: input.Scheme ?? 'internet-facing',
        [`${SERVICE}:Subnet`]: input.Subnets,
        [`${SERVICE}:SecurityGroup`]: input.SecurityGroups,
      };
      return withTags(input.Tags, { resources: [arn], context }, arn, 'CreateLoadBalancer');
    },
    CreateTargetGroup: (input, place) => {
      const arn = arnAt(place, SERVICE, `targetgroup/${text(input.Name)}/*`);
      return withTags(input.Tags, { resources: [arn] }, arn, 'CreateTargetGroup');
    },
    CreateListener: (input) => {
      const arn = text(input.LoadBalancerArn);
      const context = {
        [`${SERVICE}:ListenerProtocol`]: input.Protocol,
        [`${SERVICE}:SecurityPolicy`]: input.SslPolicy,
      };
      const tagged = `${arn.replace(':loadbalancer/', ':listener/')}/*`;
      return withTags(input.Tags, { resources: [arn], context }, tagged, 'CreateListener');
    },
    CreateRule: (input) => {
      const arn = text(input.ListenerArn);
      const tagged = `${arn.replace(':listener/', ':listener-rule/')}/*`;
      return withTags(input.Tags, { resources: [arn] }, tagged, 'CreateRule');
    },
  },
};
