import type { CreateServiceCommandInput, Task } from '@aws-sdk/client-ecs';
import { StartError } from '../../runtime/runtime.ts';
import type { World } from './world.ts';

export const BREAKER = { deploymentCircuitBreaker: { enable: true, rollback: true } };

/** A steady service of `app:1`, with `app:2` registered as the next revision. */
export async function beginSteady(
  world: World,
  input: Partial<CreateServiceCommandInput> = {},
): Promise<void> {
  await world.register('app:1');
  await world.createService(input);
  await world.untilSteady();
  await world.register('app:2');
}

/**
 * A steady service of two tasks of `app:1` with a circuit breaker, on its way to `app:bad`.
 * @returns the id of that deployment
 */
export async function releaseBad(
  world: World,
  input: Partial<CreateServiceCommandInput> = {},
): Promise<string | undefined> {
  await world.register('app:1');
  await world.createService({ desiredCount: 2, deploymentConfiguration: BREAKER, ...input });
  await world.untilSteady();
  await world.register('app:bad');
  const { service } = await world.update({ taskDefinition: 'web' });
  return service?.deployments?.[0]?.id;
}

/** Makes so many pulls fail, whatever the image. */
export function failNextPulls({ runtime }: World, count: number): void {
  const { pull } = runtime;
  let left = count;
  runtime.pull = (image) => {
    left -= 1;
    return left < 0 ? pull(image) : Promise.reject(new StartError('CannotPullContainerError: busy'));
  };
}

/** The first task that has stopped or is to. */
export async function firstStopped(world: World): Promise<Task | undefined> {
  return (await world.listTasks('STOPPED'))[0];
}
