import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { locate } from './locate.ts';

/**
 * Finds the program that a container's first word names, in the image.
 * @returns its absolute path in the image, links resolved
 * @throws Error in the engine's words when there is none, or it is not a program
 */
export async function findExecutable(
  root: string,
  word: string,
  { path, workingDirectory }: { readonly path: string; readonly workingDirectory: string },
): Promise<string> {
  if (word.includes('/')) {
    const place = await locate(root, word.startsWith('/') ? word : `${workingDirectory}/${word}`);
    const problem = await judge(place);
    if (problem) throw new Error(`exec: "${word}": ${problem}`);
    return inImage(root, place);
  }
  for (const folder of path.split(':')) {
    const place = await locate(
      root,
      `${folder.startsWith('/') ? folder : `${workingDirectory}/${folder}`}/${word}`,
    );
    if (!(await judge(place))) return inImage(root, place);
  }
  throw new Error(`exec: "${word}": executable file not found in $PATH`);
}

/** Why a file cannot be run; undefined when it can. */
async function judge(place: string): Promise<string | undefined> {
  try {
    const status = await stat(place);
    if (status.isDirectory()) return 'is a directory';
    return (status.mode & 0o111) === 0 ? 'permission denied' : undefined;
  } catch {
    return 'no such file or directory';
  }
}

function inImage(root: string, place: string): string {
  return `/${relative(root, place)}`;
}
