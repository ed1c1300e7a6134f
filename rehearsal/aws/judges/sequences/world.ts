import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { sleep } from '../../../../lib/action/clock.ts';
import { SUBNETS, VPC_ID } from '../../ec2/testing/networks.ts';
import { createMemoryBlobStore } from '../../ecr/blobs/memory-blob-store.ts';
import { FARGATE_SETTINGS } from '../../ecs/settings.ts';
import type { Exchange } from '../../elbv2/data-plane/data-plane.ts';
import { createVirtualDataPlane, type VirtualDataPlane } from '../../elbv2/data-plane/virtual.ts';
import { createEmbeddedAws } from '../../embedded-aws.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createScriptedRuntime } from '../../runtime/scripted.ts';
import { countAddresses, countContainers, countListeners, countTimers, createCounts } from './counted.ts';

/** Longest lags, in milliseconds: what the judges allow for. */
export const RULE_LAG = 6_000;
export const DRAIN_LAG = 8_000;
export const SCHEDULER_INTERVAL = 1_000;

/** What a release may be: the first two are good, the others never get healthy or never start. */
export const IMAGES = ['good:1', 'good:2', 'never-ready', 'no-such-image'] as const;

export const SLOTS = ['blue', 'green'] as const;
export const LOG_GROUP = '/sequences';

/** A whole embedded AWS on a virtual clock, with a load balancer, two target groups and nothing running. */
export async function createWorld(seed: number) {
  const counts = createCounts();
  const clock = countTimers(createVirtualClock(Date.UTC(2026, 0, 1)), counts);
  const exchanges: Exchange[] = [];
  let plane: VirtualDataPlane | undefined;
  const aws = await createEmbeddedAws({
    clock,
    seed,
    blobs: createMemoryBlobStore(),
    registryHost: () => '127.0.0.1:4510',
    createDataPlane(ports) {
      plane = countListeners(createVirtualDataPlane(ports), counts);
      return plane;
    },
    createRuntime: ({ images: _any, network, ...ports }) =>
      countContainers(
        createScriptedRuntime({
          ...ports,
          network: countAddresses(network, counts),
          behaviours: {
            'never-ready': { environment: { NEVER_READY: 'true' } },
            'no-such-image': { pullError: 'CannotPullContainerError: there is none' },
          },
        }),
        counts,
      ),
    settings: {
      ecs: {
        ...FARGATE_SETTINGS,
        schedulerInterval: SCHEDULER_INTERVAL,
        provisioning: 1_000,
        starting: 1_000,
        activating: 500,
        deprovisioning: 1_000,
        launchBackOff: { freeFailures: 2, first: 10_000, maximum: 60_000 },
      },
      elbv2: {
        ruleLag: { min: 0, max: RULE_LAG },
        drainLag: { min: 0, max: DRAIN_LAG },
        registrationLag: { min: 500, max: 1_000 },
      },
      // The judges look far more often than anybody may.
      limits: { enforced: false },
    },
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const config = inProcessClient(aws.dispatch);
  const clients = {
    ecs: new ECS(config),
    elbv2: new ElasticLoadBalancingV2(config),
    logs: new CloudWatchLogs(config),
  };
  // The first call of a process loads files, for which virtual time does not wait.
  await clients.ecs.listClusters({});
  const made = await clock.run(build(clients));
  return {
    aws,
    clock,
    counts,
    exchanges,
    ...clients,
    ...made,
    pass: (milliseconds: number) => clock.run(sleep(clock, milliseconds)),
    visit: (path: string) =>
      plane?.send(made.listener, { method: 'GET', url: path, headers: { host: 'example.com' } }),
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

async function build({
  ecs,
  elbv2,
  logs,
}: {
  ecs: ECS;
  elbv2: ElasticLoadBalancingV2;
  logs: CloudWatchLogs;
}) {
  await ecs.createCluster({ clusterName: 'web' });
  await logs.createLogGroup({ logGroupName: LOG_GROUP });
  const balancers = await elbv2.createLoadBalancer({ Name: 'web', Subnets: SUBNETS.slice(0, 2) });
  const balancer = balancers.LoadBalancers?.[0]?.LoadBalancerArn ?? '';
  const groups = { blue: await makeGroup(elbv2, 'blue'), green: await makeGroup(elbv2, 'green') };
  const listeners = await elbv2.createListener({
    LoadBalancerArn: balancer,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [forward({ [groups.blue]: 1, [groups.green]: 0 })],
  });
  for (const image of IMAGES) await register(ecs, image);
  return { balancer, groups, listener: listeners.Listeners?.[0]?.ListenerArn ?? '' };
}

async function makeGroup(elbv2: ElasticLoadBalancingV2, Name: string): Promise<string> {
  const { TargetGroups } = await elbv2.createTargetGroup({
    ...{ Name, Protocol: 'HTTP', Port: 8080, VpcId: VPC_ID, TargetType: 'ip', HealthCheckPath: '/readyz' },
    ...{ HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 2 },
    ...{ HealthyThresholdCount: 2, UnhealthyThresholdCount: 2 },
  });
  const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn ?? '';
  const delay = { Key: 'deregistration_delay.timeout_seconds', Value: '15' };
  await elbv2.modifyTargetGroupAttributes({ TargetGroupArn, Attributes: [delay] });
  return TargetGroupArn;
}

/** A forward with a weight for each group; a fixed answer where there is no group. */
export function forward(weights: Readonly<Record<string, number>>) {
  const TargetGroups = Object.entries(weights).map(([TargetGroupArn, Weight]) => ({
    TargetGroupArn,
    Weight,
  }));
  return TargetGroups.length > 0
    ? { Type: 'forward' as const, ForwardConfig: { TargetGroups } }
    : { Type: 'fixed-response' as const, FixedResponseConfig: { StatusCode: '503' } };
}

/** Each image is a family: `good:1` is `good-1`. */
export function familyOf(image: string): string {
  return image.replace(':', '-');
}

async function register(ecs: ECS, image: string): Promise<void> {
  const options = {
    'awslogs-group': LOG_GROUP,
    'awslogs-region': 'eu-west-1',
    'awslogs-stream-prefix': 'web',
  };
  await ecs.registerTaskDefinition({
    family: familyOf(image),
    ...{ requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256', memory: '512' },
    executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
    containerDefinitions: [
      {
        ...{ name: 'app', image, stopTimeout: 5, portMappings: [{ containerPort: 8080 }] },
        logConfiguration: { logDriver: 'awslogs', options },
      },
    ],
  });
}
