import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeWith } from './describe-with.ts';
import { listFiles, repositoryRoot } from './repository.ts';

const megabyte = 1024 * 1024;

describeWith('git', 'the files of the repository', () => {
  test('are no symbolic links: on Windows runners they break, and a dangling one breaks every job', () => {
    expect(listFiles().filter((path) => stat(path).isSymbolicLink())).toEqual([]);
  });

  test('are of at most 1 MB outside dist', () => {
    const large = listFiles().filter(
      (path) => !/^actions\/[^/]+\/dist\//.test(path) && stat(path).size > megabyte,
    );
    expect(large).toEqual([]);
  });

  test('end their lines with LF', () => {
    const withCarriageReturn = listFiles().filter((path) => {
      const bytes = readFileSync(join(repositoryRoot, path));
      return !bytes.includes(0) && bytes.includes('\r\n');
    });
    expect(withCarriageReturn).toEqual([]);
  });
});

function stat(path: string) {
  return lstatSync(join(repositoryRoot, path));
}
