import type { Service } from '@aws-sdk/client-ecs';
import type { Action, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import type { Target } from '../../../../lib/aws/target.ts';
import { runWithFakeAws } from '../../testing/run-with-fake-aws.ts';
import { explainMissing } from './explain-missing.ts';
import type { FoundRule, Parts } from './parts.ts';

const ELB = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012';
const BLUE = `${ELB}:targetgroup/web-blue/00000000000000b1`;
const GREEN = `${ELB}:targetgroup/web-green/00000000000000b2`;
const BALANCER = `${ELB}:loadbalancer/app/shop/00000000000000a1`;
const LISTENER = `${ELB}:listener/app/shop/00000000000000a1/00000000000000c1`;
const RULE = `${ELB}:listener-rule/app/shop/00000000000000a1/00000000000000c1/00000000000000d1`;
const OTHER_RULE = `${ELB}:listener-rule/app/shop/00000000000000a1/00000000000000c1/00000000000000d2`;

const target: Target = {
  cluster: 'production',
  slots: {
    blue: { service: 'web-blue', targetGroup: BLUE },
    green: { service: 'web-green', targetGroup: GREEN },
  },
  productionRules: [RULE],
  container: { name: 'web', port: 8080 },
};

const NETWORK = {
  awsvpcConfiguration: {
    subnets: ['subnet-1'],
    securityGroups: ['sg-1'],
    assignPublicIp: 'DISABLED' as const,
  },
};

function groupOf(arn: string, changes: Partial<TargetGroup> = {}): TargetGroup {
  return {
    ...{ TargetGroupArn: arn, TargetGroupName: arn.split('/')[1], Protocol: 'HTTP', Port: 8080 },
    ...{ VpcId: 'vpc-1', TargetType: 'ip', IpAddressType: 'ipv4', ProtocolVersion: 'HTTP1' },
    ...{
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: 'traffic-port',
      HealthCheckPath: '/readyz?deep=1&x=$y',
    },
    ...{ HealthCheckIntervalSeconds: 15, HealthCheckTimeoutSeconds: 5 },
    ...{ HealthyThresholdCount: 3, UnhealthyThresholdCount: 2, Matcher: { HttpCode: '200,204' } },
    ...{ LoadBalancerArns: [BALANCER], ...changes },
  };
}

function serviceOf(serviceName: string, changes: Partial<Service> = {}): Service {
  return {
    ...{ serviceName, taskDefinition: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7' },
    ...{ launchType: 'FARGATE', platformVersion: 'LATEST', networkConfiguration: NETWORK },
    ...{ healthCheckGracePeriodSeconds: 30, propagateTags: 'SERVICE', enableExecuteCommand: false },
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: true, rollback: false },
      ...{ maximumPercent: 200, minimumHealthyPercent: 100, strategy: 'ROLLING' },
    },
    tags: [
      { key: 'team', value: "web & shop's" },
      { key: 'aws:cloudformation:stack-name', value: 'web' },
    ],
    loadBalancers: [{ targetGroupArn: BLUE, containerName: 'web', containerPort: 8080 }],
    ...changes,
  };
}

const REST = { priority: '10', conditions: [], transforms: [] };

function ruleOf(actions: readonly Action[], isDefault = false): FoundRule {
  return { arn: RULE, rule: { arn: RULE, listenerArn: LISTENER, isDefault, actions, ...REST } };
}

const TO_BLUE = ruleOf([{ Type: 'forward', TargetGroupArn: BLUE }]);

const TO_BOTH = ruleOf([
  {
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: BLUE, Weight: 0 },
        { TargetGroupArn: GREEN, Weight: 100 },
      ],
    },
  },
]);

const NO_RULE: FoundRule = {
  arn: RULE,
  place: {
    ...{ listenerArn: LISTENER, hasListener: true, loadBalancerArn: BALANCER, hasLoadBalancer: true },
    nextPriority: 12,
  },
};

/** A platform in which all is there. */
function whole(changes: Partial<Parts> = {}): Parts {
  return {
    ...{ target, parameter: '/platform/shop/web', region: 'eu-west-1', hasCluster: true },
    services: { blue: { service: serviceOf('web-blue') }, green: { service: serviceOf('web-green') } },
    targetGroups: { blue: { group: groupOf(BLUE) }, green: { group: groupOf(GREEN) } },
    rules: [TO_BOTH],
    ...changes,
  };
}

const NO_SERVICE = { service: undefined };
const NO_GROUP = { group: undefined };

/** What is told of it, and what the commands do. */
function explain(changes: Partial<Parts>, variables: Readonly<Record<string, string>> = {}) {
  const failure = explainMissing(whole(changes))?.failure;
  if (!failure) throw new Error('Nothing is missing.');
  const { calls, printed } = runWithFakeAws(failure.detail ?? '', variables);
  return { ...failure, calls, printed, commands: calls.map(({ command }) => command) };
}

const register = (targetGroupArn: string) => [{ targetGroupArn, containerName: 'web', containerPort: 8080 }];

describe('of a platform', () => {
  test('that is whole nothing is told', () => {
    expect(explainMissing(whole())).toBeUndefined();
  });

  test('without a service, one like the other is made', () => {
    const { cause, advice, calls } = explain({
      services: { blue: { service: serviceOf('web-blue') }, green: NO_SERVICE },
    });
    expect(cause).toBe(
      'The target names what does not exist: service web-green (slots.green.service), like web-blue.',
    );
    expect(advice).toBe(
      'A bootstrap makes no such thing. Run these commands in one shell, then run it again.',
    );
    expect(calls).toEqual([
      {
        command: 'ecs create-service',
        options: {
          ...{
            cluster: 'production',
            'service-name': 'web-green',
            'desired-count': '0',
            region: 'eu-west-1',
          },
          'task-definition': 'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7',
          ...{ 'launch-type': 'FARGATE', 'platform-version': 'LATEST', 'network-configuration': NETWORK },
          'deployment-configuration': {
            deploymentCircuitBreaker: { enable: true, rollback: false },
            ...{ maximumPercent: 200, minimumHealthyPercent: 100 },
          },
          ...{ 'health-check-grace-period-seconds': '30', 'propagate-tags': 'SERVICE' },
          tags: [{ key: 'team', value: "web & shop's" }],
          ...{ 'load-balancers': register(GREEN), 'deployment-controller': 'type=ECS' },
        },
      },
    ]);
  });

  test('whose service takes its capacity from providers, the new one does too', () => {
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }];
    const blue = { service: serviceOf('web-blue', { capacityProviderStrategy }) };
    const [made] = explain({ services: { blue, green: NO_SERVICE } }).calls;
    expect(made?.options).toMatchObject({ 'capacity-provider-strategy': capacityProviderStrategy });
    expect(made?.options).not.toHaveProperty('launch-type');
  });

  test('whose other target group is in no rule, the rule comes first: ECS would refuse the service', () => {
    const { cause, calls } = explain({
      services: { blue: { service: serviceOf('web-blue') }, green: NO_SERVICE },
      targetGroups: {
        blue: { group: groupOf(BLUE) },
        green: { group: groupOf(GREEN, { LoadBalancerArns: [] }) },
      },
      rules: [TO_BLUE],
    });
    expect(cause).not.toContain('rule');
    expect(calls.map(({ command }) => command)).toEqual(['elbv2 modify-rule', 'ecs create-service']);
    expect(calls[0]?.options).toEqual({
      ...{ 'rule-arn': RULE, region: 'eu-west-1' },
      actions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: BLUE, Weight: 1 },
              { TargetGroupArn: GREEN, Weight: 0 },
            ],
          },
        },
      ],
    });
  });

  test('whose rule lacks a slot that is whole, the bootstrap itself puts it in', () => {
    expect(explainMissing(whole({ rules: [TO_BLUE] }))).toBeUndefined();
  });

  test('without a target group, one like the other is made, and everything that names it names the new one', () => {
    const { cause, calls } = explain({
      services: { blue: { service: serviceOf('web-blue') }, green: NO_SERVICE },
      targetGroups: { blue: { group: groupOf(BLUE) }, green: NO_GROUP },
      rules: [ruleOf([{ Type: 'forward', TargetGroupArn: BLUE }], true)],
    });
    expect(cause).toContain(`target group ${GREEN} (slots.green.targetGroup), like web-blue; service`);
    const [describeAttributes, ...others] = calls.filter(({ command }) => command.includes('attributes'));
    const made = 'made-by-create-target-group';
    expect(calls[0]).toEqual({
      command: 'elbv2 create-target-group',
      options: {
        ...{
          name: 'web-green',
          protocol: 'HTTP',
          'protocol-version': 'HTTP1',
          port: '8080',
          'vpc-id': 'vpc-1',
        },
        ...{ 'target-type': 'ip', 'ip-address-type': 'ipv4', region: 'eu-west-1', output: 'text' },
        ...{ 'health-check-protocol': 'HTTP', 'health-check-port': 'traffic-port' },
        ...{ 'health-check-path': '/readyz?deep=1&x=$y', matcher: { HttpCode: '200,204' } },
        ...{ 'health-check-interval-seconds': '15', 'health-check-timeout-seconds': '5' },
        ...{ 'healthy-threshold-count': '3', 'unhealthy-threshold-count': '2' },
        query: 'TargetGroups[0].TargetGroupArn',
      },
    });
    expect(describeAttributes?.options).toMatchObject({ 'target-group-arn': BLUE, query: 'Attributes' });
    expect(others[0]?.options).toMatchObject({
      ...{ 'target-group-arn': made, attributes: 'made-by-describe-target-group-attributes' },
    });
    const [rule, service, parameter] = calls.slice(-3);
    expect(rule).toMatchObject({ command: 'elbv2 modify-listener', options: { 'listener-arn': LISTENER } });
    expect(JSON.stringify(rule)).toContain(made);
    expect(service?.options['load-balancers']).toEqual(register(made));
    expect(parameter).toEqual({
      command: 'ssm put-parameter',
      options: {
        ...{ name: '/platform/shop/web', overwrite: true, region: 'eu-west-1' },
        value: {
          ...target,
          slots: { ...target.slots, green: { service: 'web-green', targetGroup: made } },
        },
      },
    });
  });

  test('whose service registers with a target group that is gone, it is told to use the new one', () => {
    const { cause, calls, commands } = explain({
      targetGroups: { blue: { group: groupOf(BLUE) }, green: NO_GROUP },
      rules: [TO_BLUE],
    });
    expect(cause).not.toContain('service');
    expect(commands).toContain('elbv2 modify-rule');
    expect(calls.find(({ command }) => command === 'ecs update-service')?.options).toEqual({
      ...{ cluster: 'production', service: 'web-green', region: 'eu-west-1' },
      'load-balancers': register('made-by-create-target-group'),
    });
  });

  test('whose target names an old ARN of a target group, only the target is corrected', () => {
    const now = `${ELB}:targetgroup/web-green/00000000000000ff`;
    const loadBalancers = [{ targetGroupArn: now, containerName: 'web', containerPort: 8080 }];
    const { cause, calls, commands } = explain({
      services: {
        blue: { service: serviceOf('web-blue') },
        green: { service: serviceOf('web-green', { loadBalancers }) },
      },
      targetGroups: { blue: { group: groupOf(BLUE) }, green: { ...NO_GROUP, namesake: now } },
      rules: [TO_BLUE],
    });
    expect(cause).toBe(
      `The target names what does not exist: target group ${GREEN} (slots.green.targetGroup), whose name ${now} has.`,
    );
    expect(commands).toEqual(['ssm put-parameter']);
    expect(calls[0]?.options.value).toMatchObject({ slots: { green: { targetGroup: now } } });
  });

  test('whose target is no parameter, the corrected one is printed', () => {
    const { printed, commands } = explain({
      parameter: undefined,
      targetGroups: { blue: { group: groupOf(BLUE) }, green: NO_GROUP },
      rules: [TO_BLUE],
    });
    expect(commands).not.toContain('ssm put-parameter');
    expect(JSON.parse(printed.trim().split('\n').at(-1) ?? '')).toMatchObject({
      slots: { green: { targetGroup: 'made-by-create-target-group' } },
    });
  });

  test('whose service has another name, the name is told', () => {
    const green = { ...NO_SERVICE, meant: 'web-grün' };
    const { cause } = explain({ services: { blue: { service: serviceOf('web-blue') }, green } });
    expect(cause).toContain('(slots.green.service), unless web-grün was meant, like web-blue.');
  });

  test('in which nothing is there, what nothing tells is asked for', () => {
    const parts = {
      hasCluster: false,
      services: { blue: NO_SERVICE, green: NO_SERVICE },
      targetGroups: { blue: NO_GROUP, green: NO_GROUP },
      rules: [
        { arn: RULE, place: { ...NO_RULE.place, hasListener: false, hasLoadBalancer: false } },
        { arn: OTHER_RULE, place: { ...NO_RULE.place, hasListener: false, hasLoadBalancer: false } },
      ] as FoundRule[],
    };
    const failure = explainMissing(whole(parts))?.failure;
    expect(failure?.advice).toBe(
      'A bootstrap makes no such thing. Run these commands in one shell, then run it again. Set before: VPC_ID (the VPC of the load balancer and the tasks), HEALTH_CHECK_PATH (the path that a healthy task answers with status 200), SUBNET_A (a subnet of the load balancer), SUBNET_B (another, in another zone), SECURITY_GROUP (the security group of the load balancer), CERTIFICATE_ARN (the certificate of the HTTPS listener), RULE_CONDITIONS (such as Field=host-header,Values=www.example.com), TASK_DEFINITION (family and revision that the services start from), TASK_SUBNET_A (a subnet of the tasks), TASK_SUBNET_B (another, in another zone), TASK_SECURITY_GROUP (the security group of the tasks).',
    );
    expect(() => runWithFakeAws(failure?.detail ?? '')).toThrow();
    const names = [...(failure?.advice ?? '').matchAll(/([A-Z_]+) \(/g)].map(([, name = '']) => name);
    const variables = Object.fromEntries(names.map((name) => [name, `my ${name}`]));
    const { commands, calls, cause } = explain(parts, variables);
    expect(commands).toEqual([
      ...['ecs create-cluster', 'elbv2 create-target-group', 'elbv2 create-target-group'],
      ...['elbv2 create-load-balancer', 'elbv2 create-listener', 'elbv2 create-rule'],
      ...['ecs create-service', 'ecs create-service', 'ssm put-parameter'],
    ]);
    expect(calls[1]?.options).toMatchObject({ 'vpc-id': 'my VPC_ID', port: '8080' });
    expect(calls[4]?.options).toMatchObject({
      'load-balancer-arn': 'made-by-create-load-balancer',
      certificates: [{ CertificateArn: 'my CERTIFICATE_ARN' }],
    });
    expect(calls[5]?.options).toMatchObject({
      'listener-arn': 'made-by-create-listener',
      conditions: 'my RULE_CONDITIONS',
    });
    expect(calls.at(-1)?.options.value).toMatchObject({
      productionRules: ['made-by-create-listener', 'made-by-create-rule'],
    });
    expect(cause).toContain(
      `listener ${LISTENER} of production rule ${RULE}; production rule ${OTHER_RULE};`,
    );
  });

  test('in which nothing is there, what the target tells is not asked for', () => {
    const failure = explainMissing(
      whole({
        target: { ...target, subnets: ['subnet-7'], securityGroups: ['sg-7'] },
        services: { blue: NO_SERVICE, green: NO_SERVICE },
      }),
    )?.failure;
    expect(failure?.advice).not.toContain('TASK_SUBNET');
    const { calls } = runWithFakeAws(failure?.detail ?? '', { TASK_DEFINITION: 'web:7' });
    expect(calls[0]?.options['network-configuration']).toEqual({
      awsvpcConfiguration: { subnets: ['subnet-7'], securityGroups: ['sg-7'] },
    });
  });

  test('without a rule, one is made behind the others, and sends users to the slot that serves', () => {
    const both = { ...TO_BOTH, arn: OTHER_RULE };
    const { cause, calls } = explain({ rules: [both, NO_RULE] }, { RULE_CONDITIONS: 'x' });
    expect(cause).toBe(`The target names what does not exist: production rule ${RULE}.`);
    expect(calls[0]).toMatchObject({
      command: 'elbv2 create-rule',
      options: {
        ...{ 'listener-arn': LISTENER, priority: '13', query: 'Rules[0].RuleArn' },
        actions: [
          {
            ForwardConfig: {
              TargetGroups: [
                { TargetGroupArn: BLUE, Weight: 0 },
                { TargetGroupArn: GREEN, Weight: 100 },
              ],
            },
          },
        ],
      },
    });
  });

  test('without a rule beside one that authenticates users, the new one does too', () => {
    const config = {
      ...{ Issuer: 'https://id.example.com', AuthorizationEndpoint: 'https://id.example.com/a' },
      ...{ TokenEndpoint: 'https://id.example.com/t', UserInfoEndpoint: 'https://id.example.com/u' },
      ClientId: 'shop',
    };
    const authenticating = ruleOf([
      { Type: 'authenticate-oidc', Order: 1, AuthenticateOidcConfig: config },
      { Type: 'forward', Order: 2, TargetGroupArn: BLUE },
    ]);
    const variables = { RULE_CONDITIONS: 'x', OIDC_CLIENT_SECRET: 's3cret"' };
    const failure = explainMissing(whole({ rules: [authenticating, NO_RULE] }))?.failure;
    expect(failure?.advice).toContain('OIDC_CLIENT_SECRET (what the identity provider has given)');
    const { calls } = runWithFakeAws(failure?.detail ?? '', { ...variables, OIDC_CLIENT_SECRET: 's3cret' });
    expect(calls[0]?.options.actions).toMatchObject([
      { Type: 'authenticate-oidc', AuthenticateOidcConfig: { ...config, ClientSecret: 's3cret' } },
      { Type: 'forward', Order: 2 },
    ]);
  });

  test('whose rule answers by itself, it is told to forward instead', () => {
    const { cause, calls } = explain({
      rules: [ruleOf([{ Type: 'fixed-response', Order: 4, FixedResponseConfig: { StatusCode: '503' } }])],
    });
    expect(cause).toBe(
      `The target names what does not exist: a forward to the slots in production rule ${RULE}, which answers by itself.`,
    );
    expect(calls).toEqual([
      {
        command: 'elbv2 modify-rule',
        options: {
          ...{ 'rule-arn': RULE, region: 'eu-west-1' },
          actions: [
            {
              ...{ Type: 'forward', Order: 4 },
              ForwardConfig: {
                TargetGroups: [
                  { TargetGroupArn: BLUE, Weight: 100 },
                  { TargetGroupArn: GREEN, Weight: 0 },
                ],
              },
            },
          ],
        },
      },
    ]);
  });

  test.each<[string, Action]>([
    ['redirects', { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } }],
    ['forwards to others', { Type: 'forward', TargetGroupArn: `${ELB}:targetgroup/api/00000000000000e1` }],
  ])('whose rule %s, that is not replaced: it may be in use', (_how, action) => {
    expect(explainMissing(whole({ rules: [ruleOf([action])] }))).toBeUndefined();
  });
});

test('what a name holds is never a command', () => {
  const nasty = "x\ntouch /tmp/broken; '$(id)' `id` \"& # web";
  const { calls, detail } = explain({
    target: {
      ...target,
      cluster: nasty,
      slots: { ...target.slots, green: { ...target.slots.green, service: nasty } },
    },
    services: { blue: { service: serviceOf('web-blue') }, green: { service: undefined, meant: nasty } },
  });
  expect(calls).toHaveLength(1);
  expect(calls[0]?.options).toMatchObject({ cluster: nasty, 'service-name': nasty });
  expect(detail?.split('\n')[0]).toMatch(/^# service x touch /);
});
