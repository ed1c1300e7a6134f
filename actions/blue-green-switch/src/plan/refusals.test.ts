import type { Service } from '@aws-sdk/client-ecs';
import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { seen } from '../../testing/observation.ts';
import { planRelease, planRollback } from './plan.ts';

const inputs = {
  image: `web@sha256:${'1'.repeat(64)}`,
  desiredCount: undefined,
  required: undefined,
  standbyCount: 0,
  expectVersion: undefined,
  steps: [{ percent: 100, holdMilliseconds: 0 }],
};

/** The platform with a change in green's target group or service. */
function withGroup(change: Partial<TargetGroup>) {
  const { targetGroups } = seen();
  return seen({ targetGroups: { ...targetGroups, green: { ...targetGroups.green, ...change } } });
}

function withService(change: Partial<Service>) {
  const { services } = seen();
  return seen({ services: { ...services, green: { ...services.green, ...change } } });
}

describe('a switch is refused at the start', () => {
  test.each([
    [
      'when a group is on no load balancer',
      withGroup({ LoadBalancerArns: [] }),
      'The target group of slot green, arn:green, is on no load balancer.',
    ],
    [
      'when the groups are on two load balancers',
      withGroup({ LoadBalancerArns: ['arn:other'] }),
      'blue on arn:balancer and green on arn:other, so no rule can forward to both',
    ],
    [
      'when the groups are in two VPCs',
      withGroup({ VpcId: 'vpc-2' }),
      'The target groups of the slots are in two VPCs, blue in vpc-1 and green in vpc-2',
    ],
    [
      'when CodeDeploy deploys a service',
      withService({ deploymentController: { type: 'CODE_DEPLOY' } }),
      'Service web-green is deployed by CODE_DEPLOY',
    ],
    [
      'when something else deploys a service',
      withService({ deploymentController: { type: 'EXTERNAL' } }),
      'Service web-green is deployed by EXTERNAL',
    ],
    [
      'when a service does not register with its group',
      withService({ loadBalancers: [{ targetGroupArn: 'arn:blue', containerPort: 8080 }] }),
      'Service web-green does not register its tasks with arn:green',
    ],
    [
      'when a service registers another port',
      withService({ loadBalancers: [{ targetGroupArn: 'arn:green', containerPort: 80 }] }),
      'registers port 80 of its tasks with arn:green, and the target says 8080',
    ],
    [
      'when a group takes instances and the tasks have addresses',
      withGroup({ TargetType: 'instance' }),
      'takes targets of type instance, and the tasks of service web-green are of type ip',
    ],
    [
      'when a group takes addresses and the tasks have ports of instances',
      withService({ networkConfiguration: {} }),
      'takes targets of type ip, and the tasks of service web-green are of type instance',
    ],
  ])('%s', (_when, platform, cause) => {
    expect(() => planRelease(inputs, platform)).toThrow(cause);
    expect(() => planRollback(inputs, platform)).toThrow(cause);
  });

  test('not when everything fits', () => {
    expect(planRelease(inputs, seen())).toMatchObject({ live: 'blue', standby: 'green' });
    const settled = { deploymentController: { type: 'ECS' as const } };
    expect(planRelease(inputs, withService(settled))).toMatchObject({ standby: 'green' });
  });

  test('two load balancers are told before that a rule lacks a group, which nobody could put into it', () => {
    const { rules } = seen();
    const lacking = rules.map(({ forwarding, ...rule }) => ({
      ...rule,
      forwarding: forwarding && { ...forwarding, absent: ['green' as const] },
    }));
    const platform = { ...withGroup({ LoadBalancerArns: ['arn:other'] }), rules: lacking };
    expect(() => planRelease(inputs, platform)).toThrow('on two load balancers');
  });
});

describe('twins', () => {
  test.each<[string, Partial<TargetGroup>, string]>([
    ['protocol', { HealthCheckProtocol: 'HTTPS' }, 'protocol HTTP and HTTPS.'],
    ['port', { HealthCheckPort: '9000' }, 'port traffic-port and 9000.'],
    ['path', { HealthCheckPath: '/' }, 'path /readyz and /.'],
    ['interval', { HealthCheckIntervalSeconds: 30 }, 'interval in seconds 15 and 30.'],
    ['timeout', { HealthCheckTimeoutSeconds: 6 }, 'timeout in seconds 5 and 6.'],
    ['healthy threshold', { HealthyThresholdCount: 5 }, ': healthy threshold 3 and 5.'],
    ['unhealthy threshold', { UnhealthyThresholdCount: 3 }, 'unhealthy threshold 2 and 3.'],
    ['matcher', { Matcher: { HttpCode: '200-299' } }, 'matcher 200 and 200-299.'],
    [
      'two of them',
      { HealthCheckPath: '/', HealthCheckPort: '1' },
      'port traffic-port and 1, path /readyz and /.',
    ],
  ])('that differ in their health checks are refused, by name: %s', (_what, change, told) => {
    expect(() => planRelease(inputs, withGroup(change))).toThrow(told);
  });

  test('that differ do not keep a rollback from the way out', () => {
    expect(planRollback(inputs, withGroup({ HealthCheckPath: '/' }))).toMatchObject({ standby: 'green' });
  });
});
