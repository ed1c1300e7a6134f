import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the engine is that the `docker` command would use: a socket of this machine, or why it is not that. */
export type EngineHost =
  | { readonly socketPath: string; readonly isDefault: boolean }
  | { readonly socketPath?: never; readonly reason: string };

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_SOCKET = '/var/run/docker.sock';

/** Decides as the `docker` command does: DOCKER_HOST, then DOCKER_CONTEXT, then the context that its settings name. */
export async function findEngineHost(env: Environment): Promise<EngineHost> {
  if (env.DOCKER_HOST) return readHost(env.DOCKER_HOST, 'DOCKER_HOST');
  const folder = env.DOCKER_CONFIG || join(homedir(), '.docker');
  const context = env.DOCKER_CONTEXT || (await readJson(join(folder, 'config.json')))?.currentContext;
  if (typeof context !== 'string' || context === '' || context === 'default') {
    return { socketPath: DEFAULT_SOCKET, isDefault: true };
  }
  const digest = createHash('sha256').update(context).digest('hex');
  const meta = await readJson(join(folder, 'contexts', 'meta', digest, 'meta.json'));
  const host = (meta as { Endpoints?: { docker?: { Host?: string } } } | undefined)?.Endpoints?.docker?.Host;
  if (!host) return { reason: `the docker context "${context}" names no engine in ${folder}` };
  return readHost(host, `the docker context "${context}"`);
}

/**
 * Containers are reached by their own addresses, so only an engine behind a socket of this machine can be used.
 * @param source what named the host, for the reason
 */
function readHost(host: string, source: string): EngineHost {
  const socketPath = /^unix:\/\/(\/.+)$/.exec(host)?.[1];
  if (socketPath) return { socketPath, isDefault: socketPath === DEFAULT_SOCKET };
  return { reason: `${source} is ${host}, which is not a socket of this machine` };
}

async function readJson(path: string): Promise<Record<string, unknown> | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  } catch {
    // No settings, or settings that the docker command could not read either: the default engine.
    return undefined;
  }
}
