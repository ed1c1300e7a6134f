import type { ECS } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../lib/action/clock.ts';
import type { Target } from '../../lib/aws/target.ts';
import { createVirtualClock, type VirtualClock } from '../aws/kernel/virtual-clock.ts';
import { createInfrastructure } from './infrastructure.ts';
import { REPOSITORY, SWITCH_INPUTS } from './settings.ts';
import type { Stage } from './stage.ts';
import { createVirtualStage } from './virtual-stage.ts';

/** A world in which release 1 serves from green under traffic; `switchOver` then releases version 2 its own way. */
async function releaseUnderTraffic(
  seed: number,
  switchOver: (world: { stage: Stage; target: Target; image: string; clock: VirtualClock }) => Promise<void>,
): Promise<{ total: number; failed: number; served: number }> {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const stage = await createVirtualStage(clock, seed);
  return clock.run(
    (async () => {
      const { target, listenerArn } = await createInfrastructure(stage.clients, clock);
      await stage.clients.ecr.createRepository({ repositoryName: REPOSITORY });
      const [first, second] = [await publish(stage, '1.0.0'), await publish(stage, '2.0.0')];
      const inputs = { ...SWITCH_INPUTS, target: JSON.stringify(target), image: first };
      await stage.runSwitch({ ...inputs, mode: 'bootstrap' });
      const traffic = stage.startTraffic(stage.addressOf(listenerArn));
      await sleep(clock, 2_000);
      await switchOver({ stage, target, image: second, clock });
      await sleep(clock, 20_000);
      const { totals } = await traffic.stop();
      return { total: totals.total, failed: totals.failed, served: totals.versions['2.0.0'] ?? 0 };
    })(),
  );
}

async function publish(stage: Stage, version: string): Promise<string> {
  const { outputs } = await stage.publish({ version, behaviour: {}, expected: 'released' });
  return outputs.image ?? '';
}

/** What scripts do: start the new version, wait for running tasks, flip the listener, stop the old version at once. */
async function switchNaively({
  stage,
  target,
  image,
  clock,
}: Parameters<Parameters<typeof releaseUnderTraffic>[1]>[0]) {
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

const SEEDS = [1, 2, 3, 4, 5, 6];

describe('releasing under traffic', () => {
  test('this switch loses no request, in any world', async () => {
    for (const seed of SEEDS) {
      const careful = await releaseUnderTraffic(seed, async ({ stage, target, image }) => {
        const end = await stage.runSwitch({ ...SWITCH_INPUTS, target: JSON.stringify(target), image });
        expect(end.outputs.verdict).toBe('released');
      });
      expect(careful.served).toBeGreaterThan(0);
      expect(careful.failed).toBe(0);
    }
  });

  test('a naive switch loses requests in the same worlds, wherever a node obeys late', async () => {
    const lost: number[] = [];
    for (const seed of SEEDS) {
      const { served, failed } = await releaseUnderTraffic(seed, switchNaively);
      expect(served).toBeGreaterThan(0);
      lost.push(failed);
    }
    expect(lost.filter((failed) => failed > 0).length).toBeGreaterThanOrEqual(SEEDS.length / 2);
  });
});
