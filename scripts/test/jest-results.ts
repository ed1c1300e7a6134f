import { relative } from 'node:path';
import type { Tally } from './tally.ts';

/** What is used of the file that `jest --json --outputFile` writes. */
export interface JestResults {
  readonly testResults: ReadonlyArray<{
    /** The test file. */
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: ReadonlyArray<{ readonly fullName: string; readonly status: string }>;
  }>;
}

/** Counts tests; a file that could not run at all counts as one failed test. */
export function tallyJestResults({ testResults }: JestResults, repository: string): Tally {
  const tests = testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(repository, name);
    const inFile = assertionResults.map((result) => ({
      title: `${file}: ${result.fullName}`,
      status: result.status,
    }));
    const broken = status === 'failed' && !inFile.some((result) => result.status === 'failed');
    return broken ? [...inFile, { title: `${file}: could not run`, status: 'failed' }] : inFile;
  });
  const titlesOf = (...statuses: readonly string[]) =>
    tests.filter(({ status }) => statuses.includes(status)).map(({ title }) => title);
  return {
    passed: titlesOf('passed').length,
    failed: titlesOf('failed'),
    skipped: titlesOf('pending', 'todo', 'skipped', 'disabled'),
  };
}
