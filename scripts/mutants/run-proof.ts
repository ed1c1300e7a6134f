import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import { type JestResults, tallyJestResults } from '../test/jest-results.ts';
import type { Tally } from '../test/tally.ts';

/** The tests that are to notice a change. */
export interface ProofRun {
  /** As jest takes them: paths and options. */
  readonly tests: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Tests that run longer have failed, in milliseconds. */
  readonly limit: number;
}

/** One change of one source file. */
export interface SourceChange {
  /** Below the repository's root. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Runs the tests against the source, with the change if one is given; gives undefined when they had to be ended. */
export async function runProof(
  { tests, env, limit }: ProofRun,
  change?: SourceChange,
): Promise<Tally | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'mutant-'));
  try {
    const results = join(folder, 'results.json');
    const args = ['--json', '--outputFile', results, ...tests];
    const isOver = await runJest(args, { ...process.env, ...env, ...(change && asMutant(change)) }, limit);
    if (!isOver) return undefined;
    if (!existsSync(results)) throw new Error('Jest left no results.');
    return tallyJestResults(JSON.parse(readFileSync(results, 'utf8')) as JestResults, repositoryRoot);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What `transform.js` reads. */
function asMutant({ file, from, to }: SourceChange): { readonly MUTANT: string } {
  return { MUTANT: JSON.stringify({ file: join(repositoryRoot, file), from, to }) };
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
