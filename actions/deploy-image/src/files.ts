import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { InputError } from '../../../lib/action/errors.ts';
import { nearest } from '../../../lib/action/nearest.ts';
import type { BuildSource } from './plan.ts';

/**
 * Looks for the context and the Dockerfile before anything is asked of docker or AWS.
 * @throws InputError when one is missing or of the wrong kind
 */
export async function checkFiles({ context, dockerfile }: BuildSource): Promise<void> {
  const contextStats = await statOf(context);
  if (!contextStats?.isDirectory()) {
    throw new InputError({
      cause: `The context "${context}" ${contextStats ? 'is not a folder' : 'does not exist'} (${resolve(context)}).`,
      advice: 'Check the repository out first (actions/checkout), or correct "context".',
    });
  }
  const fileStats = await statOf(dockerfile);
  if (fileStats?.isFile()) return;
  throw new InputError({
    cause: `The Dockerfile "${dockerfile}" ${fileStats ? 'is not a file' : 'does not exist'} (${resolve(dockerfile)}).`,
    advice: `Correct "dockerfile", which is a path from the working directory.${await suggest(dockerfile)}`,
  });
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}

/** A file next to the missing one whose name is nearly the same, or that has to do with docker. */
async function suggest(path: string): Promise<string> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const match = nearest(basename(path), names) ?? names.find((name) => /dockerfile/i.test(name));
  return match === undefined ? '' : ` Did you mean "${folder === '.' ? match : `${folder}/${match}`}"?`;
}
