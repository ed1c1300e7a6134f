import { cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Environment } from '../../../../lib/action/inputs.ts';

/** A docker configuration of this run's own. */
export interface PrivateConfig {
  readonly folder: string;
  /** What makes the docker command and its plugins use it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Lets a login to this registry stay in the copy, whatever store the user has for logins. */
  makeRoomFor(registry: string): Promise<void>;
  /** Removes it with the logins in it; nothing is thrown when it is gone already. */
  remove(): Promise<void>;
}

/**
 * Copies the user's docker configuration, so that a login can be added which the user's files and credential stores
 * never see: contexts, builders, plugins and other logins keep working.
 * @throws ActionFailure when the user's configuration cannot be read
 */
export async function createPrivateConfig(env: Environment): Promise<PrivateConfig> {
  const original = resolve(env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker'));
  const folder = await mkdtemp(join(env.RUNNER_TEMP || tmpdir(), 'docker-config-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const config = await readConfig(join(original, 'config.json'));
    const write = (content: DockerConfig) =>
      writeFile(join(folder, 'config.json'), JSON.stringify(content, null, 2), { mode: 0o600 });
    await write(config);
    await mirror(original, folder);
    // buildx keeps notes of its use in its folder, wherever the user has put that.
    const builders = env.BUILDX_CONFIG ? resolve(env.BUILDX_CONFIG) : join(original, 'buildx');
    await copyFolder(builders, join(folder, 'buildx'));
    return {
      folder,
      environment: { DOCKER_CONFIG: folder, BUILDX_CONFIG: join(folder, 'buildx') },
      makeRoomFor: (registry) => write(withFileLogin(config, registry)),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

type DockerConfig = Readonly<Record<string, unknown>> & {
  readonly auths?: Readonly<Record<string, unknown>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
};

async function readConfig(path: string): Promise<DockerConfig> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  try {
    return JSON.parse(text) as DockerConfig;
  } catch (error) {
    throw new ActionFailure({
      cause: `The docker configuration ${path} is no JSON: ${String(error)}`,
      advice: 'Correct or remove the file; docker itself cannot read it either.',
    });
  }
}

/**
 * The configuration with room for a login that stays in this file: an empty helper for one registry makes docker keep
 * that registry's password in the file, while all others keep the store or helper that they have. A login of the user's
 * for the same registry is left out.
 */
export function withFileLogin(config: DockerConfig, registry: string): DockerConfig {
  const { [registry]: _, ...auths } = config.auths ?? {};
  return { ...config, auths, credHelpers: { ...config.credHelpers, [registry]: '' } };
}

/** Links what docker only reads: contexts with their keys, plugins, trust. */
async function mirror(original: string, folder: string): Promise<void> {
  for (const name of await namesIn(original)) {
    if (name === 'config.json' || name === 'buildx') continue;
    await symlink(join(original, name), join(folder, name));
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await namesIn(from)) {
    await cp(join(from, name), join(to, name), { recursive: true, filter: isFileOrFolder });
  }
}

/** A socket or a pipe cannot be copied. */
async function isFileOrFolder(path: string): Promise<boolean> {
  const stats = await lstat(path);
  return stats.isFile() || stats.isDirectory() || stats.isSymbolicLink();
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
