import { spawnSync } from 'node:child_process';
import { repositoryRoot } from './repository.ts';

/** Runs a command in the repository to its end; its output is what it wrote to both streams. */
export function runToEnd(command: string, args: readonly string[]): { code: number | null; output: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  if (error) throw error;
  return { code: status, output: stdout + stderr };
}
