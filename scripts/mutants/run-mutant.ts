import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import { type JestResults, tallyJestResults } from '../test/jest-results.ts';
import type { Tally } from '../test/tally.ts';

/** One change of one source file, and the tests that are to notice it. */
export interface MutantRun {
  /** Below the repository's root. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** As jest takes them: paths and options. */
  readonly tests: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A mutant that makes its tests run longer counts as noticed, in milliseconds. */
  readonly limit: number;
}

/** Runs the tests against the changed source; gives undefined when they had to be ended. */
export async function runMutant({
  file,
  from,
  to,
  tests,
  env,
  limit,
}: MutantRun): Promise<Tally | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'mutant-'));
  try {
    const results = join(folder, 'results.json');
    const MUTANT = JSON.stringify({ file: join(repositoryRoot, file), from, to });
    const args = ['--json', '--outputFile', results, ...tests];
    const isOver = await runJest(args, { ...process.env, ...env, MUTANT }, limit);
    if (!isOver) return undefined;
    if (!existsSync(results)) throw new Error('Jest left no results.');
    return tallyJestResults(JSON.parse(readFileSync(results, 'utf8')) as JestResults, repositoryRoot);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Failing worlds have much to tell, in bytes. */
const MOST_OUTPUT = 64 * 1024 * 1024;

/** @returns false when it had to be ended */
function runJest(args: readonly string[], env: NodeJS.ProcessEnv, timeout: number): Promise<boolean> {
  const command = ['run', '--silent', 'jest', '--', ...args];
  return new Promise((resolve) => {
    execFile('npm', command, { cwd: repositoryRoot, env, timeout, maxBuffer: MOST_OUTPUT }, (error) =>
      resolve(error?.killed !== true),
    );
  });
}
