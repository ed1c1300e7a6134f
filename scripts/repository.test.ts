import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeWith } from './describe-with.ts';
import { repositoryRoot } from './repository.ts';
import { toolPath } from './requirements.ts';

const megabyte = 1024 * 1024;

describeWith('git', 'what git tracks', () => {
  test('has no symbolic link: on Windows runners they break, and a dangling one breaks every job', () => {
    expect(trackedFiles().filter(({ mode }) => mode === '120000')).toEqual([]);
  });

  test('has no file of more than 1 MB outside dist', () => {
    const large = trackedFiles().filter(
      ({ path }) =>
        !/^actions\/[^/]+\/dist\//.test(path) && statSync(join(repositoryRoot, path)).size > megabyte,
    );
    expect(large).toEqual([]);
  });

  test('ends its lines with LF', () => {
    const withCarriageReturn = trackedFiles().filter(({ path }) => {
      const bytes = readFileSync(join(repositoryRoot, path));
      return !bytes.includes(0) && bytes.includes('\r\n');
    });
    expect(withCarriageReturn).toEqual([]);
  });
});

function trackedFiles(): { mode: string; path: string }[] {
  const lines = execFileSync(toolPath('git'), ['ls-files', '--stage', '-z'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  return lines
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [stage = '', path = ''] = line.split('\t');
      return { mode: stage.slice(0, 6), path };
    });
}
