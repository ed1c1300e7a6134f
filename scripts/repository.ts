import { execFileSync } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, whatever the current folder is. */
export const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));

/** What would be in the repository if everything were committed as it is now: paths from its root. Needs git. */
export function listFiles(): string[] {
  const options = ['--cached', '--others', '--exclude-standard', '--deduplicate', '-z'];
  return execFileSync('git', ['ls-files', ...options], { cwd: repositoryRoot, encoding: 'utf8' })
    .split('\0')
    .filter(
      (path) => path !== '' && lstatSync(join(repositoryRoot, path), { throwIfNoEntry: false }) !== undefined,
    );
}
