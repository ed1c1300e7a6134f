import { readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** As many as Linux follows before it gives up. */
const LINK_LIMIT = 40;

/**
 * Finds a path of an image in the folder that holds it, as a process chrooted there would: links are followed inside
 * the folder, absolute ones begin at it, and `..` ends at it. What is returned never lies outside.
 * @param last whether a link at the very end is followed as well
 * @throws Error when links lead in a circle
 */
export async function locate(
  root: string,
  path: string,
  last: 'follow' | 'keep' = 'follow',
): Promise<string> {
  const waiting = split(path).reverse();
  let found: string[] = [];
  let links = 0;
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === '..') {
      found.pop();
      continue;
    }
    const keep = last === 'keep' && waiting.length === 0;
    const target = keep ? undefined : await readTarget(join(root, ...found, name));
    if (target === undefined) {
      found.push(name);
      continue;
    }
    links += 1;
    if (links > LINK_LIMIT) throw new Error(`too many levels of symbolic links: ${path}`);
    if (target.startsWith('/')) found = [];
    waiting.push(...split(target).reverse());
  }
  return join(root, ...found);
}

function split(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** Undefined for what is not a link, or is not there. */
async function readTarget(path: string): Promise<string | undefined> {
  try {
    return await readlink(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EINVAL' || code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
