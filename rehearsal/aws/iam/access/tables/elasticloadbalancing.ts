import type { AccessTable, Need, Row } from '../need.ts';
import { anyResource, arnAt, byArn, rowsFor, text, texts } from '../rows.ts';
import { withTags } from '../tags.ts';

const SERVICE = 'elasticloadbalancing';

/** The right to tag may be given for one kind of creation. */
function creating(input: object, creation: Need, tagged: string, createAction: string): readonly Need[] {
  const context = { [`${SERVICE}:CreateAction`]: createAction };
  return withTags(input, creation, { action: `${SERVICE}:AddTags`, resources: [tagged], context });
}

const onListener: Row = ({ ListenerArn, Protocol, SslPolicy }) => ({
  resources: [text(ListenerArn)],
  context: { [`${SERVICE}:ListenerProtocol`]: Protocol, [`${SERVICE}:SecurityPolicy`]: SslPolicy },
});

/** Elastic Load Balancing of the second version, as the Service Authorization Reference has it. */
export const ELBV2_TABLE: AccessTable = {
  prefix: SERVICE,
  namesAnyResource: false,
  rows: {
    ...rowsFor(
      anyResource,
      'DescribeLoadBalancers DescribeLoadBalancerAttributes DescribeListeners DescribeListenerAttributes',
      'DescribeListenerCertificates DescribeRules DescribeTags DescribeTargetGroups DescribeTargetHealth',
      'DescribeTargetGroupAttributes DescribeAccountLimits DescribeSSLPolicies DescribeTrustStores',
      'DescribeCapacityReservation',
    ),
    ...rowsFor(byArn('LoadBalancerArn'), 'DeleteLoadBalancer ModifyLoadBalancerAttributes SetIpAddressType'),
    ...rowsFor(
      onListener,
      'ModifyListener DeleteListener ModifyListenerAttributes AddListenerCertificates RemoveListenerCertificates',
    ),
    ...rowsFor(byArn('RuleArn'), 'ModifyRule DeleteRule'),
    ...rowsFor(
      byArn('TargetGroupArn'),
      'ModifyTargetGroup ModifyTargetGroupAttributes DeleteTargetGroup RegisterTargets DeregisterTargets',
    ),
    ...rowsFor(byArn('ResourceArns'), 'AddTags RemoveTags'),
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
      return creating(input, { resources: [arn], context }, arn, 'CreateLoadBalancer');
    },
    CreateTargetGroup: (input, place) => {
      const arn = arnAt(place, SERVICE, `targetgroup/${text(input.Name)}/*`);
      return creating(input, { resources: [arn] }, arn, 'CreateTargetGroup');
    },
    CreateListener: (input) => {
      const arn = text(input.LoadBalancerArn);
      const context = {
        [`${SERVICE}:ListenerProtocol`]: input.Protocol,
        [`${SERVICE}:SecurityPolicy`]: input.SslPolicy,
      };
      const tagged = `${arn.replace(':loadbalancer/', ':listener/')}/*`;
      return creating(input, { resources: [arn], context }, tagged, 'CreateListener');
    },
    CreateRule: (input) => {
      const arn = text(input.ListenerArn);
      const tagged = `${arn.replace(':listener/', ':listener-rule/')}/*`;
      return creating(input, { resources: [arn] }, tagged, 'CreateRule');
    },
  },
};
