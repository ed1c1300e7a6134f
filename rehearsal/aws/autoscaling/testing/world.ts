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
import { sleep } from '../../../../lib/action/clock.ts';
import { createMemoryBlobStore } from '../../ecr/blobs/memory-blob-store.ts';
import { type EcsSettings, QUICK_SETTINGS } from '../../ecs/settings.ts';
import { createVirtualDataPlane } from '../../elbv2/data-plane/virtual.ts';
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

const NETWORK = { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } };

export type World = Awaited<ReturnType<typeof createWorld>>;

/** An ECS service of scripted tasks on a virtual clock, with all of the embedded AWS around it. */
export async function createWorld({
  settings = {},
  ecsSettings = {},
  behaviours = {},
  desired = 2,
}: {
  readonly settings?: Partial<AutoScalingSettings>;
  readonly ecsSettings?: Partial<EcsSettings>;
  readonly behaviours?: Behaviours;
  readonly desired?: number;
} = {}) {
  const clock = createVirtualClock(START);
  const aws = await createEmbeddedAws({
    ...{ clock, seed: 1, blobs: createMemoryBlobStore(), registryHost: () => '127.0.0.1:4510' },
    createDataPlane: createVirtualDataPlane,
    createRuntime: ({ images: _none, ...ports }) => createScriptedRuntime({ ...ports, behaviours }),
    settings: {
      ecs: { ...QUICK_SETTINGS, ...ecsSettings },
      cloudwatch: { customMetricDelay: { min: 0, max: 0 }, ecsDelay: { min: 0, max: 0 } },
      autoscaling: settings,
    },
  });
  const scaling = new ApplicationAutoScalingClient(inProcessClient(aws.dispatch));
  const cloudwatch = new CloudWatchClient(inProcessClient(aws.dispatch));
  const ecs = new ECSClient(inProcessClient(aws.dispatch));

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
            ...{ cpu: '256', memory: '512', containerDefinitions: [{ name: 'app', image }] },
          }),
        );
      }
      await ecs.send(
        new CreateServiceCommand({
          ...{ cluster: 'shop', serviceName: 'web', taskDefinition: 'web:1', desiredCount: desired },
          ...{ launchType: 'FARGATE', networkConfiguration: NETWORK },
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
