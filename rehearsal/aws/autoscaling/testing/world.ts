import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  type PutScheduledActionCommandInput,
  RegisterScalableTargetCommand,
  type RegisterScalableTargetCommandInput,
  type TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { sleep } from '../../../../lib/action/clock.ts';
import { SECURITY_GROUPS, SUBNETS } from '../../ec2/testing/networks.ts';
import { createMemoryBlobStore } from '../../ecr/blobs/memory-blob-store.ts';
import { type EcsSettings, QUICK_SETTINGS } from '../../ecs/settings.ts';
import { createWebGroup } from '../../ecs/testing/target-group.ts';
import { createVirtualDataPlane, type VirtualDataPlane } from '../../elbv2/data-plane/virtual.ts';
import { createEmbeddedAws } from '../../embedded-aws.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import type { Behaviours } from '../../runtime/scripted/behaviour.ts';
import { createScriptedRuntime } from '../../runtime/scripted.ts';
import type { AutoScalingSettings } from '../settings.ts';

export const START = Date.UTC(2026, 0, 1);

/** The service that is scaled. */
export const SUBJECT = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/shop/web',
  ScalableDimension: 'ecs:service:DesiredCount',
} as const;

const NO_TIME = { min: 0, max: 0 };
const NETWORK = { awsvpcConfiguration: { subnets: SUBNETS.slice(0, 1), securityGroups: SECURITY_GROUPS } };

export type World = Awaited<ReturnType<typeof createWorld>>;

/** An ECS service of scripted tasks on a virtual clock, with all of the embedded AWS around it. */
export async function createWorld({
  settings = {},
  ecsSettings = {},
  behaviours = {},
  desired = 2,
  balanced = false,
}: {
  readonly settings?: Partial<AutoScalingSettings>;
  readonly ecsSettings?: Partial<EcsSettings>;
  readonly behaviours?: Behaviours;
  readonly desired?: number;
  /** Whether a load balancer stands before the service. */
  readonly balanced?: boolean;
} = {}) {
  const clock = createVirtualClock(START);
  let plane: VirtualDataPlane | undefined;
  const aws = await createEmbeddedAws({
    ...{ clock, seed: 1, blobs: createMemoryBlobStore(), registryHost: () => '127.0.0.1:4510' },
    createDataPlane(ports) {
      plane = createVirtualDataPlane(ports);
      return plane;
    },
    createRuntime: ({ images: _none, ...ports }) => createScriptedRuntime({ ...ports, behaviours }),
    settings: {
      ecs: { ...QUICK_SETTINGS, ...ecsSettings },
      cloudwatch: { customMetricDelay: NO_TIME, ecsDelay: NO_TIME, loadBalancerDelay: NO_TIME },
      autoscaling: settings,
    },
  });
  const scaling = new ApplicationAutoScalingClient(inProcessClient(aws.dispatch));
  const cloudwatch = new CloudWatchClient(inProcessClient(aws.dispatch));
  const ecs = new ECSClient(inProcessClient(aws.dispatch));
  const balancing = new ElasticLoadBalancingV2Client(inProcessClient(aws.dispatch));
  let targetGroupArn = '';

  async function describeService() {
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'shop', services: ['web'] }));
    if (!services?.[0]) throw new Error('no service');
    return services[0];
  }

  const register = (input: Partial<RegisterScalableTargetCommandInput> = {}) =>
    scaling.send(new RegisterScalableTargetCommand({ ...SUBJECT, ...input }));

  return {
    clock,
    aws,
    scaling,
    cloudwatch,
    ecs,
    register,
    describeService,
    desired: async () => (await describeService()).desiredCount,
    wait: (seconds: number) => sleep(clock, seconds * 1000),
    update: (input: Partial<UpdateServiceCommandInput>) =>
      ecs.send(new UpdateServiceCommand({ cluster: 'shop', service: 'web', ...input })),
    async target() {
      const { ScalableTargets } = await scaling.send(
        new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
      );
      return ScalableTargets?.[0];
    },
    /** Holds the metric `Shop/<name>` at a value by policy. */
    track: (tracking: Partial<TargetTrackingScalingPolicyConfiguration> = {}, PolicyName = 'Load') =>
      scaling.send(
        new PutScalingPolicyCommand({
          ...{ ...SUBJECT, PolicyName, PolicyType: 'TargetTrackingScaling' },
          TargetTrackingScalingPolicyConfiguration: {
            TargetValue: 50,
            CustomizedMetricSpecification: {
              Namespace: 'Shop',
              MetricName: PolicyName,
              Statistic: 'Average',
            },
            ...tracking,
          },
        }),
      ),
    schedule: (input: Partial<PutScheduledActionCommandInput>) =>
      scaling.send(new PutScheduledActionCommand({ ...SUBJECT, ScheduledActionName: 'night', ...input })),
    /** The metric has the value for so many minutes. */
    async load(value: number, minutes: number, MetricName = 'Load'): Promise<void> {
      for (let minute = 0; minute < minutes; minute += 1) {
        await cloudwatch.send(
          new PutMetricDataCommand({ Namespace: 'Shop', MetricData: [{ MetricName, Value: value }] }),
        );
        await sleep(clock, 60_000);
      }
    },
    /** The target group of the service that is made by `run`, as ALBRequestCountPerTarget names it. */
    async label(): Promise<string> {
      const { LoadBalancers } = await balancing.send(new DescribeLoadBalancersCommand({}));
      const [, loadBalancer = ''] = LoadBalancers?.[0]?.LoadBalancerArn?.split(':loadbalancer/') ?? [];
      return `${loadBalancer}/${targetGroupArn.split(':').at(-1)}`;
    },
    /** So many requests a second for so long. */
    async visit(perSecond: number, seconds: number): Promise<void> {
      const [url = ''] = Object.values(aws.endpoints());
      for (let visit = 0; visit < perSecond * seconds; visit += 1) {
        await plane?.send(url, { method: 'GET', url: '/', headers: { host: 'shop' } });
        await sleep(clock, 1000 / perSecond);
      }
    },
    /** Newest first. */
    async activities(IncludeNotScaledActivities = false) {
      const { ScalingActivities = [] } = await scaling.send(
        new DescribeScalingActivitiesCommand({ ...SUBJECT, IncludeNotScaledActivities }),
      );
      return ScalingActivities;
    },
    async alarms() {
      const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({}));
      return MetricAlarms;
    },
    /** Lives through a story in virtual time, with the service up and running; nothing is left afterwards. */
    async run(story: () => Promise<void>): Promise<void> {
      // A client's first call loads modules, for which virtual time does not wait.
      await ecs.send(new CreateClusterCommand({ clusterName: 'shop' }));
      await scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }));
      await cloudwatch.send(new DescribeAlarmsCommand({}));
      for (const image of ['shop:1', 'shop:2']) {
        await ecs.send(
          new RegisterTaskDefinitionCommand({
            ...{ family: 'web', networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'] },
            ...{
              cpu: '256',
              memory: '512',
              containerDefinitions: [{ name: 'app', image, portMappings: [{ containerPort: 8080 }] }],
            },
          }),
        );
      }
      targetGroupArn = await createWebGroup(balancing, { name: 'shop', weight: 999 });
      await ecs.send(
        new CreateServiceCommand({
          ...{ cluster: 'shop', serviceName: 'web', taskDefinition: 'web:1', desiredCount: desired },
          ...{ launchType: 'FARGATE', networkConfiguration: NETWORK },
          ...(balanced
            ? { loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 8080 }] }
            : {}),
        }),
      );
      await clock.run(
        (async () => {
          await sleep(clock, 60_000);
          await story();
          await aws.close();
        })(),
      );
    },
  };
}
