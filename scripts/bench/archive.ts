import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';

/** Bytes of the archive that a job would download if everything in the folder were committed as it is now. */
export function measureArchive(): number {
  const listed = collect('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'])
    .toString()
    .split('\0');
  const files = listed.filter((path) => path !== '' && existsSync(join(repositoryRoot, path)));
  return collect('tar', ['--create', '--gzip', '--null', '--files-from=-'], files.join('\0')).length;
}

function collect(command: string, args: readonly string[], input?: string): Buffer {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: repositoryRoot,
    maxBuffer: 1024 ** 3,
    ...(input && { input }),
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}
