import type { Target } from '../../../lib/aws/target.ts';
import type { Observation } from '../src/plan/plan.ts';

/** A target of which no AWS knows. */
export const target: Target = {
  cluster: 'production',
  slots: {
    blue: { service: 'web-blue', targetGroup: 'arn:blue' },
    green: { service: 'web-green', targetGroup: 'arn:green' },
  },
  productionRules: ['arn:rule'],
  container: { name: 'web', port: 8080 },
};

function serviceOf(slot: 'blue' | 'green', count: number) {
  return {
    serviceName: `web-${slot}`,
    taskDefinition: 'web:1',
    desiredCount: count,
    runningCount: count,
    deployments: [{ status: 'PRIMARY', taskDefinition: 'web:1', rolloutState: 'COMPLETED' as const }],
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    loadBalancers: [{ targetGroupArn: `arn:${slot}`, containerName: 'web', containerPort: 8080 }],
  };
}

function groupOf(slot: 'blue' | 'green') {
  return {
    TargetGroupArn: `arn:${slot}`,
    LoadBalancerArns: ['arn:balancer'],
    VpcId: 'vpc-1',
    TargetType: 'ip' as const,
    HealthCheckProtocol: 'HTTP' as const,
    HealthCheckPort: 'traffic-port',
    HealthCheckPath: '/readyz',
    HealthCheckIntervalSeconds: 15,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 3,
    UnhealthyThresholdCount: 2,
    Matcher: { HttpCode: '200' },
  };
}

/** A platform as AWS describes it, in which blue serves with two tasks and green has none. */
export function seen(changes: Partial<Observation> = {}): Observation {
  return {
    target,
    rules: [
      {
        ...{ ruleArn: 'arn:rule', rest: 'rest' },
        forwarding: { weights: { blue: 100, green: 0 }, absent: [], others: [] },
      },
    ],
    testRules: [],
    targetGroups: { blue: groupOf('blue'), green: groupOf('green') },
    services: { blue: serviceOf('blue', 2), green: serviceOf('green', 0) },
    scaling: {},
    ...changes,
  };
}
