import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Bytes by path, relative to the repository with forward slashes. */
export type Files = ReadonlyMap<string, Uint8Array>;

export interface Generated {
  readonly files: Files;
  /** Folders that hold generated files only: what else is in them is left over from an earlier build. */
  readonly folders: readonly string[];
}

/** One line for each file that is not what it should be: missing, different or left over. */
export function findDrift(repository: string, { files, folders }: Generated): string[] {
  const wrong = [...files].flatMap(([path, bytes]) => {
    const actual = join(repository, path);
    if (!existsSync(actual)) return [`${path} is missing`];
    return readFileSync(actual).equals(bytes) ? [] : [`${path} differs from its source`];
  });
  return [...wrong, ...findLeftovers(repository, { files, folders }).map((path) => `${path} is left over`)];
}

/** Makes the repository hold the generated files, and none left over. Returns the paths that changed. */
export function writeGenerated(repository: string, { files, folders }: Generated): string[] {
  const leftovers = findLeftovers(repository, { files, folders });
  for (const path of leftovers) rmSync(join(repository, path));
  const written = [...files].flatMap(([path, bytes]) => {
    const target = join(repository, path);
    if (existsSync(target) && readFileSync(target).equals(bytes)) return [];
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    return [path];
  });
  return [...leftovers, ...written];
}

function findLeftovers(repository: string, { files, folders }: Generated): string[] {
  return folders.flatMap((folder) => {
    if (!existsSync(join(repository, folder))) return [];
    return readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(repository, '/').length))
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => !files.has(path));
  });
}
