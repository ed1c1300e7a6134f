import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';

/** A file of this machine and its place in an image. */
export interface ImageFile {
  /** Absolute, in the image. */
  readonly path: string;
  /** Absolute, on this machine. */
  readonly source: string;
}

/**
 * A program and the shared libraries that it needs, so that it runs where nothing else is.
 * @param path where the program is to stand in the image; libraries and loader stand where they do on this machine
 * @throws Error naming a library that the program needs and this machine lacks
 */
export function collectProgram(source: string, path: string): readonly ImageFile[] {
  const libraries = process.platform === 'linux' ? parseLibraries(readLibraries(source)) : [];
  return [
    { path, source: realpathSync(source) },
    ...libraries.map((library) => ({ path: library, source: realpathSync(library) })),
  ];
}

/**
 * Reads what `ldd` prints. The kernel's own vDSO has no file; libc of musl and the loader stand by their paths alone.
 * @throws Error naming a library that was not found
 */
export function parseLibraries(ldd: string): readonly string[] {
  return ldd.split('\n').flatMap((line) => {
    const missing = /^\s*(\S+) => not found/.exec(line);
    if (missing) throw new Error(`A program needs the library ${missing[1]}, which this machine lacks.`);
    return /(\/\S+) \(0x[0-9a-f]+\)\s*$/.exec(line)?.[1] ?? [];
  });
}

function readLibraries(program: string): string {
  try {
    return execFileSync('ldd', [program], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    // ldd says so, and fails, when a program is static: then it needs nothing.
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    if (/not a dynamic executable/.test(stdout + stderr)) return '';
    throw error;
  }
}
