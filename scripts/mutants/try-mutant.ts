import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Behaviour } from '../../rehearsal/aws/conformance/behaviour.ts';
import { repositoryRoot } from '../repository.ts';
import { type JestResults, tallyJestResults } from '../test/jest-results.ts';

export interface Case {
  /** Folder below `rehearsal/aws`. */
  readonly part: string;
  readonly name: string;
  readonly behaviour: Behaviour;
}

export interface Trial {
  readonly verdict: 'noticed' | 'survived' | 'undecided';
  /** What the test did instead of failing. */
  readonly detail: string;
}

/** A mutant that makes a test run for ever counts as noticed after this, in milliseconds. */
const LIMIT = 120_000;

/** Runs one behaviour's conformance test against the changed source. */
export async function tryMutant({ part, name, behaviour }: Case): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'mutant-'));
  try {
    const results = join(folder, 'results.json');
    const mutant = {
      ...behaviour.mutant,
      file: join(repositoryRoot, 'rehearsal/aws', behaviour.mutant.file),
    };
    const isOver = await runJest(
      [
        ...['--json', '--outputFile', results, '--testNamePattern', `^${literally(name)}: `],
        join('rehearsal/aws', part, 'conformance.test.ts'),
      ],
      { ...process.env, MUTANT: JSON.stringify(mutant) },
    );
    if (!isOver) return { verdict: 'noticed', detail: '' };
    if (!existsSync(results)) return { verdict: 'undecided', detail: 'jest left no results' };
    return judge(JSON.parse(readFileSync(results, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function judge(results: JestResults): Trial {
  const { passed, failed } = tallyJestResults(results, repositoryRoot);
  // A mutant that does not compile proves nothing.
  if (failed.length === 1 && passed === 0 && !failed[0]?.endsWith('could not run'))
    return { verdict: 'noticed', detail: '' };
  return { verdict: 'survived', detail: `${passed} passed, failed: ${failed.join('; ') || 'none'}` };
}

/** @returns false when it had to be ended */
function runJest(args: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const command = ['run', '--silent', 'jest', '--', ...args];
  return new Promise((resolve) => {
    execFile('npm', command, { cwd: repositoryRoot, env, timeout: LIMIT }, (error) =>
      resolve(error?.killed !== true),
    );
  });
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
