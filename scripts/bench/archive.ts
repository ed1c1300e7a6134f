import { spawnSync } from 'node:child_process';
import { listFiles, repositoryRoot } from '../repository.ts';

/** Bytes of the archive that a job downloads: the whole repository, as it is now. Needs git and tar. */
export function measureArchive(): number {
  const { status, stdout, stderr, error } = spawnSync(
    'tar',
    ['--create', '--gzip', '--null', '--files-from=-'],
    { cwd: repositoryRoot, input: listFiles().join('\0'), maxBuffer: 1024 ** 3 },
  );
  if (error) throw error;
  if (status !== 0) throw new Error(`tar: ${stderr}`);
  return stdout.length;
}
