import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { type EngineClient, EngineError } from '../../../engine/engine-client.ts';
import type { Running } from '../lifetime.ts';
import { createLineSplitter } from '../line-splitter.ts';
import {
  CANNOT_EXECUTE,
  type ContainerExit,
  type ContainerLaunch,
  type RunningContainer,
  StartError,
} from '../runtime.ts';
import { readContainerUsage } from './container-usage.ts';
import { createFrameReader } from './frames.ts';
import { INSTANCE_LABEL, removeContainer } from './instance-resources.ts';

/** Where and from what a container is started. */
export interface ContainerPlace {
  readonly instance: string;
  /** As the engine calls it. */
  readonly image: string;
  readonly networkMode: string;
}

/** @throws StartError in ECS's words */
export async function runContainer(
  engine: EngineClient,
  launch: ContainerLaunch,
  place: ContainerPlace,
): Promise<RunningContainer & Running> {
  const id = await create(engine, launch, place);
  try {
    // Before the start, so that no line and no exit can be missed.
    const output = await engine.open('POST', `/containers/${id}/attach`, {
      query: { stream: 'true', stdout: 'true', stderr: 'true' },
    });
    const drained = drain(output, launch.onLog);
    const exit = await engine.open('POST', `/containers/${id}/wait`, { query: { condition: 'next-exit' } });
    await engine.call('POST', `/containers/${id}/start`);
    return {
      runtimeId: id,
      signal: (name) => kill(engine, id, name),
      usage: () => readContainerUsage(engine, id),
      execute: (command) => execute(engine, id, command),
      ended: follow(engine, id, exit, drained, launch),
    };
  } catch (error) {
    await removeContainer(engine, id);
    throw asStartError('CannotStartContainerError', error);
  }
}

async function create(engine: EngineClient, launch: ContainerLaunch, place: ContainerPlace): Promise<string> {
  try {
    const json = describeContainer(launch, place);
    const { Id } = await engine.call<{ Id: string }>('POST', '/containers/create', { json });
    return Id;
  } catch (error) {
    throw asStartError('CannotCreateContainerError', error);
  }
}

/** What the engine is asked for. What the launch leaves open comes from the image. */
function describeContainer(launch: ContainerLaunch, place: ContainerPlace): object {
  const memory = launch.memoryMebibytes === undefined ? undefined : launch.memoryMebibytes * 1024 * 1024;
  return {
    Image: place.image,
    Entrypoint: launch.entryPoint,
    Cmd: launch.command,
    WorkingDir: launch.workingDirectory,
    User: launch.user,
    Env: Object.entries(launch.environment).map(([name, value]) => `${name}=${value}`),
    Labels: { [INSTANCE_LABEL]: place.instance },
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      NetworkMode: place.networkMode,
      // The output goes to CloudWatch Logs as it comes; the engine keeps no copy.
      LogConfig: { Type: 'none' },
      // Swap counts too: without it a container would exceed its limit unseen.
      ...(memory === undefined ? {} : { Memory: memory, MemorySwap: memory }),
    },
  };
}

/** Hands on the lines of both streams until the engine closes them; a broken connection ends them as well. */
function drain(output: IncomingMessage, onLog: ContainerLaunch['onLog']): Promise<void> {
  const lines = {
    stdout: createLineSplitter((line) => onLog(line, 'stdout')),
    stderr: createLineSplitter((line) => onLog(line, 'stderr')),
  };
  const reader = createFrameReader((stream, data) => lines[stream].push(data));
  return new Promise((resolve) => {
    output.on('data', (chunk: Buffer) => reader.push(chunk));
    output.on('error', () => {});
    output.on('close', () => {
      lines.stdout.end();
      lines.stderr.end();
      resolve();
    });
  });
}

async function follow(
  engine: EngineClient,
  id: string,
  wait: IncomingMessage,
  drained: Promise<void>,
  launch: ContainerLaunch,
): Promise<void> {
  const exit = await readExit(engine, id, wait);
  await drained;
  await removeContainer(engine, id).catch(() => {
    // An engine in trouble keeps it; closing the runtime, or the next start of one, removes it.
  });
  launch.onExit(exit);
}

/** Waits for the end. An engine that stops answering leaves no exit code, as a lost machine does. */
async function readExit(engine: EngineClient, id: string, wait: IncomingMessage): Promise<ContainerExit> {
  try {
    const { StatusCode: exitCode } = (await json(wait)) as { StatusCode: number };
    const outOfMemory = await wasOutOfMemory(engine, id);
    return outOfMemory
      ? { exitCode, reason: 'OutOfMemoryError: Container killed due to memory usage' }
      : { exitCode };
  } catch (error) {
    return { reason: `CannotInspectContainerError: ${(error as Error).message}` };
  }
}

/** False for a container that was removed at once, as closing does. */
async function wasOutOfMemory(engine: EngineClient, id: string): Promise<boolean> {
  try {
    const { State } = await engine.call<{ State: { OOMKilled: boolean } }>('GET', `/containers/${id}/json`);
    return State.OOMKilled;
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return false;
    throw error;
  }
}

function kill(engine: EngineClient, id: string, name: 'SIGTERM' | 'SIGKILL'): void {
  engine.call('POST', `/containers/${id}/kill`, { query: { signal: name } }).catch(() => {
    // It has ended, or the engine has: the container's own exit tells which.
  });
}

/** The engine has no way to end it: a command that hangs ends with its container. */
async function execute(engine: EngineClient, id: string, command: readonly string[]): Promise<number> {
  try {
    const { Id } = await engine.call<{ Id: string }>('POST', `/containers/${id}/exec`, {
      json: { Cmd: command, AttachStdout: true, AttachStderr: true },
    });
    const output = await engine.open('POST', `/exec/${Id}/start`, { json: { Detach: false, Tty: false } });
    await finished(output.resume());
    const { ExitCode } = await engine.call<{ ExitCode: number | null }>('GET', `/exec/${Id}/json`);
    return ExitCode ?? CANNOT_EXECUTE;
  } catch {
    // The container has ended, or the engine has: the container's own exit tells which.
    return CANNOT_EXECUTE;
  }
}

function asStartError(name: string, error: unknown): unknown {
  return error instanceof EngineError
    ? new StartError(`${name}: Error response from daemon: ${error.message}`)
    : error;
}
