import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import { type JestResults, tallyJestResults } from './jest-results.ts';
import type { Tally } from './tally.ts';

/** One part of `npm test`, under a heading of its own. */
export interface Part {
  readonly name: string;
  readonly run: () => Promise<Tally>;
}

/** A script of package.json that passes or fails as a whole. */
export function checkBy(script: string, args: readonly string[] = []): Part {
  const name = ['npm run', script, ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
  return {
    name,
    run: async () => {
      const code = await runScript(script, args);
      return code === 0
        ? { passed: 1, failed: [], skipped: [] }
        : { passed: 0, failed: [`${name} (exit code ${code})`], skipped: [] };
    },
  };
}

/** Tests of jest, counted one by one. */
export function testsBy(name: string, args: readonly string[]): Part {
  return {
    name,
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'jest-results-'));
      const file = join(folder, 'results.json');
      try {
        const code = await runScript('jest', ['--ci', '--json', '--outputFile', file, ...args]);
        const tally = tallyJestResults(readResults(file), repositoryRoot);
        const unexplained = code !== 0 && tally.failed.length === 0;
        return unexplained ? { ...tally, failed: [`${name}: jest ended with exit code ${code}`] } : tally;
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

/** No file when jest itself broke; its exit code says so then. */
function readResults(file: string): JestResults {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { testResults: [] };
  }
}

function runScript(script: string, args: readonly string[]): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
      cwd: repositoryRoot,
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
}
