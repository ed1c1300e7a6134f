import type { ECS } from '@aws-sdk/client-ecs';
import { sleep } from '../../lib/action/clock.ts';
import type { ReleaseWorld } from './release-under-traffic.ts';

/** What scripts do: start the new version, wait for running tasks, flip the listener, stop the old version at once. */
export async function switchNaively({ stage, target, image, clock }: ReleaseWorld): Promise<void> {
  const { ecs, elbv2 } = stage.clients;
  const { blue, green } = target.slots;
  const { cluster } = target;
  const taskDefinition = await registerWith(ecs, image);
  await ecs.updateService({ cluster, service: blue.service, taskDefinition, desiredCount: 2 });
  for (;;) {
    await sleep(clock, 1_000);
    const { services } = await ecs.describeServices({ cluster, services: [blue.service] });
    if (services?.[0]?.runningCount === 2) break;
  }
  const [rule] = target.productionRules;
  const { Rules = [] } = await elbv2.describeRules({ RuleArns: [rule ?? ''] });
  const groups = Rules[0]?.Actions?.[0]?.ForwardConfig?.TargetGroups ?? [];
  await elbv2.modifyListener({
    ListenerArn: rule?.replace(/:listener-rule\/(.+)\/[^/]+$/, ':listener/$1') ?? '',
    DefaultActions: [
      {
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: groups.map(({ TargetGroupArn }) => ({
            TargetGroupArn,
            Weight: TargetGroupArn === blue.targetGroup ? 100 : 0,
          })),
        },
      },
    ],
  });
  await ecs.updateService({ cluster, service: green.service, desiredCount: 0 });
}

async function registerWith(ecs: ECS, image: string): Promise<string> {
  const { taskDefinition = {} } = await ecs.describeTaskDefinition({ taskDefinition: 'web' });
  const { family, cpu, memory, networkMode, executionRoleArn, containerDefinitions = [] } = taskDefinition;
  const registered = await ecs.registerTaskDefinition({
    family,
    cpu,
    memory,
    networkMode,
    executionRoleArn,
    requiresCompatibilities: ['FARGATE'],
    containerDefinitions: containerDefinitions.map((container) => ({ ...container, image })),
  });
  return registered.taskDefinition?.taskDefinitionArn ?? '';
}
