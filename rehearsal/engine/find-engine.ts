import { existsSync } from 'node:fs';
import { connectEngine, type EngineClient, EngineError } from './engine-client.ts';
import { findEngineHost } from './engine-host.ts';

/** A Docker Engine whose containers this machine reaches by their addresses, or why there is none. */
export type EngineFinding = FoundEngine | NoEngine;

export interface FoundEngine {
  readonly engine: EngineClient;
  /** For people: `Docker Engine 20.10.24 at /var/run/docker.sock`. */
  readonly description: string;
  readonly reason?: never;
}

export interface NoEngine {
  readonly engine?: never;
  /** One clause, as in `no Docker Engine: nothing answers at /var/run/docker.sock`. */
  readonly reason: string;
  /** True when nothing answers at the default socket, so that a daemon of this machine could be started there. */
  readonly startable: boolean;
}

/** The part of `GET /info` that tells where containers run. */
export interface EngineInfo {
  readonly ServerVersion: string;
  readonly OperatingSystem: string;
  readonly SecurityOptions?: readonly string[] | null;
}

/**
 * Finds the engine that the `docker` command would use. An engine that is not on this Linux machine counts as none: a
 * remote one, Docker Desktop, or one in a network namespace of its own.
 */
export async function findEngine(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): Promise<EngineFinding> {
  if (platform !== 'linux') return { reason: 'this machine is not Linux', startable: false };
  const host = await findEngineHost(env);
  if (host.socketPath === undefined) return { reason: host.reason, startable: false };
  const { socketPath } = host;
  try {
    const engine = await connectEngine(socketPath);
    const info = await engine.call<EngineInfo>('GET', '/info');
    const bridge = await findBridge(engine);
    const reason = judgeEngine(info, bridge === undefined || existsSync(`/sys/class/net/${bridge}`));
    if (reason) return { reason: `the engine at ${socketPath} ${reason}`, startable: false };
    return { engine, description: `Docker Engine ${info.ServerVersion} at ${socketPath}` };
  } catch (error) {
    return {
      reason: `nothing answers at ${socketPath} (${(error as Error).message})`,
      startable: host.isDefault,
    };
  }
}

/**
 * Why the containers of an engine cannot be reached by their addresses; undefined when they can.
 * @param bridgeIsHere whether this process sees the interface of the engine's bridge
 */
export function judgeEngine(info: EngineInfo, bridgeIsHere: boolean): string | undefined {
  if (info.OperatingSystem === 'Docker Desktop')
    return 'is Docker Desktop, which runs containers in a machine of its own';
  if (info.SecurityOptions?.some((option) => option.startsWith('name=rootless'))) {
    return 'is rootless, so its containers have no address that this machine reaches';
  }
  return bridgeIsHere ? undefined : 'has its bridge in another network namespace or on another machine';
}

/** The interface of the engine's own bridge; undefined when it was told to have none. */
async function findBridge(engine: EngineClient): Promise<string | undefined> {
  try {
    const network = await engine.call<{ Options?: Record<string, string> | null }>('GET', '/networks/bridge');
    return network.Options?.['com.docker.network.bridge.name'];
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return undefined;
    throw error;
  }
}
