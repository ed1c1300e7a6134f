import type { Clock } from '../../../lib/action/clock.ts';
import type { Images } from '../ecr/images.ts';
import type { Random } from '../kernel/random.ts';
import type { Network, ScriptedAnswer } from '../network.ts';
import { readImageEnvironment } from './image-environment.ts';
import { createPulledImages, type PulledImages } from './pulled-images.ts';
import {
  type ContainerLaunch,
  type RunningContainer,
  StartError,
  type TaskNetwork,
  type TaskRuntime,
} from './runtime.ts';
import { runApplication } from './scripted/application.ts';
import type { Behaviour, Behaviours } from './scripted/behaviour.ts';
import { runJob } from './scripted/job.ts';
import { meterScript } from './scripted/metered-script.ts';
import { createScriptHost, type Script } from './scripted/script.ts';

export interface ScriptedRuntimePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
  /** Where images are looked up, for their environment and to miss those that are not there; without it any can be had. */
  readonly images?: Images;
  readonly behaviours?: Behaviours;
}

/** As the kernel's SIGKILL shows in an exit code. */
const KILLED = 137;

/** Runs tasks in virtual time and without I/O: as the sample application, or as the table of behaviours tells. */
export function createScriptedRuntime(ports: ScriptedRuntimePorts): TaskRuntime {
  const { clock, random, network, images } = ports;
  const behaviours = new Map(Object.entries(ports.behaviours ?? {}));
  const environments: PulledImages<Readonly<Record<string, string>>> | undefined =
    images && createPulledImages(images, async ({ config }) => readImageEnvironment(config));
  const tasks = createTaskScripts(network);
  const kills = new Set<() => void>();

  async function pull(image: string): Promise<string | undefined> {
    const behaviour = behaviours.get(image);
    if (behaviour?.pullError) throw new StartError(behaviour.pullError);
    try {
      return await environments?.pull(image);
    } catch (error) {
      // The table may speak of images that no registry has.
      if (!behaviour) throw error;
      return undefined;
    }
  }

  function start(launch: ContainerLaunch): Promise<RunningContainer> {
    const behaviour: Behaviour = behaviours.get(launch.image) ?? {};
    if (behaviour.startError) return Promise.reject(new StartError(behaviour.startError));
    const environment = {
      ...environments?.find(launch.image),
      ...launch.environment,
      ...behaviour.environment,
    };
    const kill = () => host.exit({ exitCode: KILLED });
    const host = createScriptHost(clock, launch.onLog, (exit) => {
      kills.delete(kill);
      tasks.of(launch.taskId)?.remove(script);
      launch.onExit(exit);
    });
    kills.add(kill);
    const plain: Script = behaviour.job
      ? runJob(behaviour.job, host)
      : runApplication(environment, behaviour, host);
    const metered = behaviour.load && meterScript(clock, plain, behaviour.load);
    const script = metered?.script ?? plain;
    tasks.of(launch.taskId)?.add(script);
    return Promise.resolve({
      runtimeId: random.hex(64),
      signal: (name) => (name === 'SIGKILL' ? kill() : script.terminate()),
      ...(metered ? { usage: metered.usage } : {}),
      execute: () => Promise.resolve(kills.has(kill) && script.isWell() ? 0 : 1),
    });
  }

  return {
    kind: 'scripted',
    pull,
    attachNetwork: (taskId) => Promise.resolve(tasks.attach(taskId)),
    start,
    close() {
      for (const kill of [...kills]) kill();
      return Promise.resolve();
    },
  };
}

/** The scripts of each task, all answering at the task's one address. */
function createTaskScripts(network: Network) {
  const nextAddress = createAddresses();
  const scripts = new Map<string, ScriptsOfTask>();
  return {
    of: (taskId: string) => scripts.get(taskId),
    attach(taskId: string): TaskNetwork {
      const ofTask = createScriptsOfTask();
      scripts.set(taskId, ofTask);
      const address = nextAddress();
      const withdraw = network.announce(address, (port) => {
        const found = ofTask.listenerAt(port);
        if (!found) return { kind: 'script', answer: refuse };
        return {
          kind: 'script',
          answer: found.answer,
          onGone: (callback) => ofTask.onEnd(found.script, callback),
        };
      });
      const release = () => {
        withdraw();
        scripts.delete(taskId);
        return Promise.resolve();
      };
      return { address, release };
    },
  };
}

type ScriptsOfTask = ReturnType<typeof createScriptsOfTask>;

/** The running scripts of one task, with whoever wants to know when one ends. */
function createScriptsOfTask() {
  const ends = new Map<Script, Set<() => void>>();
  return {
    add: (script: Script) => void ends.set(script, new Set()),
    remove(script: Script) {
      const waiting = ends.get(script);
      ends.delete(script);
      for (const callback of [...(waiting ?? [])]) callback();
    },
    listenerAt(port: number) {
      for (const script of ends.keys()) {
        const answer = script.listenerAt(port);
        if (answer) return { script, answer };
      }
      return undefined;
    },
    onEnd(script: Script, callback: () => void): () => void {
      ends.get(script)?.add(callback);
      return () => ends.get(script)?.delete(callback);
    },
  };
}

/** The machine behind the address is there from the beginning to the end of the task, so a port without listener is closed. */
const refuse = (): ScriptedAnswer => ({ milliseconds: 0, result: 'refused' });

/** Addresses of 10.0.0.0/8 in their order; each is given once. */
function createAddresses(): () => string {
  let given = 0;
  return () => {
    given += 1;
    // Host parts 0 and 255 look like the ends of a subnet.
    const [host, rest] = [1 + (given % 254), Math.floor(given / 254)];
    return `10.${Math.floor(rest / 256) % 256}.${rest % 256}.${host}`;
  };
}
