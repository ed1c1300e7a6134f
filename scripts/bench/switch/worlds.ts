import { createWorld, NEXT } from '../../../actions/blue-green-switch/testing/world.ts';
import { sleep } from '../../../lib/action/clock.ts';
import { FARGATE_SETTINGS } from '../../../rehearsal/aws/ecs/settings.ts';
import type { VirtualAwsOptions } from '../../../rehearsal/testing/virtual-aws.ts';

export type World = Awaited<ReturnType<typeof createWorld>>;

/** Most that a call and its answer take on their ways, each drawn: 50 ms for both on average. */
export const LATENCY_MILLISECONDS = 50;

/** ECS as slow as Fargate is; load-balancer nodes obey a rule within 30 s, and forget a target within 15 s. */
const SLOW: NonNullable<VirtualAwsOptions['settings']> = {
  ecs: FARGATE_SETTINGS,
  elbv2: { ruleLag: { min: 0, max: 30_000 }, drainLag: { min: 0, max: 15_000 } },
};

/** Inputs that suit so slow a platform. */
export const PATIENT = { hold: '35s', 'healthy-timeout': '10m' };

/** A platform in which a version serves from green with two tasks, and its times are drawn from the seed. */
export function createSlowWorld(seed: number): Promise<World> {
  return createWorld({}, PATIENT, {}, { seed, settings: SLOW });
}

/** A platform whose ECS is quick, where only the calls of the switch are measured. */
export function createQuickWorld(
  seed: number,
  image: Parameters<typeof createWorld>[0] = {},
): Promise<World> {
  return createWorld(image, {}, {}, { seed });
}

/** The revision of the live slot with the next image, as a script would register it. */
export async function registerNext({ ports, infrastructure }: World): Promise<string> {
  const { cluster, slots } = infrastructure.target;
  const { services } = await ports.ecs.describeServices({ cluster, services: [slots.green.service] });
  const { taskDefinition = {} } = await ports.ecs.describeTaskDefinition({
    taskDefinition: services?.[0]?.taskDefinition,
  });
  const { family, cpu, memory, networkMode, executionRoleArn, containerDefinitions = [] } = taskDefinition;
  const registered = await ports.ecs.registerTaskDefinition({
    ...{ family, cpu, memory, networkMode, executionRoleArn, requiresCompatibilities: ['FARGATE'] },
    containerDefinitions: containerDefinitions.map((container) => ({ ...container, image: NEXT })),
  });
  return registered.taskDefinition?.taskDefinitionArn ?? '';
}

/** Looks at the truth every tenth of a second until it is as wanted; gives the moment, in milliseconds since the epoch. */
export async function momentOf({ clock }: World, isTrue: () => Promise<boolean>): Promise<number> {
  while (!(await isTrue())) await sleep(clock, 100);
  return clock.now();
}
