import type { Clock } from '../../../lib/action/clock.ts';
import { findEngine } from '../../engine/find-engine.ts';
import type { Images } from '../ecr/images.ts';
import type { Random } from '../kernel/random.ts';
import type { Network } from '../network.ts';
import { createContainerRuntime } from './containers/container-runtime.ts';
import { chooseIsolation } from './processes/choose-isolation.ts';
import { createProcessRuntime } from './processes/process-runtime.ts';
import type { TaskRuntime } from './runtime.ts';

export interface RuntimeChoice {
  readonly runtime: TaskRuntime;
  /** One line for people: which runtime, and why not the better one. */
  readonly description: string;
}

interface RuntimePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly images: Images;
  readonly network: Network;
}

/**
 * Runs tasks as containers when a Docker Engine of this machine answers, otherwise as processes.
 * @param wanted the kind that somebody insists on
 * @throws Error when containers are wanted and no engine answers
 */
export async function chooseRuntime(
  ports: RuntimePorts,
  {
    env,
    wanted,
  }: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly wanted?: 'containers' | 'processes';
  },
): Promise<RuntimeChoice> {
  if (wanted === 'processes') return runProcesses(ports, 'as asked for');
  const finding = await findEngine(env);
  if (finding.engine) {
    const runtime = await createContainerRuntime({ ...ports, engine: finding.engine });
    return { runtime, description: `Tasks run as containers: ${finding.description}.` };
  }
  const { reason } = finding;
  if (wanted !== 'containers') return runProcesses(ports, `no Docker Engine (${reason})`);
  throw new Error(
    `Tasks cannot run as containers: ${reason}. Start a Docker Engine on this machine, or leave the choice open.`,
  );
}

async function runProcesses(ports: RuntimePorts, why: string): Promise<RuntimeChoice> {
  const isolate = (instance: string, folder: string) => chooseIsolation(ports, instance, folder);
  const runtime = await createProcessRuntime({ ...ports, isolate });
  return { runtime, description: `Tasks run as processes, ${why}: ${runtime.description}.` };
}
