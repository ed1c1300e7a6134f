import type { ContainerDefinition, ContainerDependency } from '@aws-sdk/client-ecs';
import { sleep } from '../../../../lib/action/clock.ts';
import type { Health } from './health-checks.ts';
import type { TaskRun } from './task-run.ts';

/** How far a container has come, for those that depend on it. */
export interface ContainerProgress {
  readonly definition: ContainerDefinition;
  readonly started: PromiseWithResolvers<void>;
  readonly exited: PromiseWithResolvers<{ readonly exitCode?: number }>;
  readonly firstHealth: PromiseWithResolvers<Health>;
}

export function createProgress(definition: ContainerDefinition): ContainerProgress {
  return {
    definition,
    started: Promise.withResolvers(),
    exited: Promise.withResolvers(),
    firstHealth: Promise.withResolvers(),
  };
}

/**
 * Waits until what the container depends on is as far as it wants.
 * @returns false when that cannot be any more, or takes too long
 * @throws when the task is to stop
 */
export async function resolveDependencies(
  run: TaskRun,
  definition: ContainerDefinition,
  others: readonly ContainerProgress[],
): Promise<boolean> {
  for (const dependency of definition.dependsOn ?? []) {
    const other = others.find((progress) => progress.definition.name === dependency.containerName);
    if (other && !(await isMet(run, dependency, other))) return false;
  }
  return true;
}

async function isMet(
  { ports, toStop }: TaskRun,
  { condition }: ContainerDependency,
  { definition, started, exited, firstHealth }: ContainerProgress,
): Promise<boolean> {
  const { startTimeout } = definition;
  const patience = startTimeout === undefined ? ports.settings.startTimeout : startTimeout * 1000;
  const exit = exited.promise;
  const isFarEnough: Record<string, () => Promise<boolean>> = {
    START: () => started.promise.then(() => true),
    COMPLETE: () => exit.then(() => true),
    SUCCESS: () => exit.then(({ exitCode }) => exitCode === 0),
    HEALTHY: () =>
      Promise.race([firstHealth.promise.then((health) => health === 'HEALTHY'), exit.then(() => false)]),
  };
  const toEndWait = new AbortController();
  const signal = AbortSignal.any([toStop.signal, toEndWait.signal]);
  const tooLong = sleep(ports.clock, patience, signal).then(() => false);
  try {
    return await Promise.race([isFarEnough[condition ?? 'START']?.() ?? true, tooLong]);
  } finally {
    tooLong.catch(() => {});
    toEndWait.abort();
  }
}
