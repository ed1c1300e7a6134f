import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findActions } from '../build/actions.ts';
import { repositoryRoot } from '../repository.ts';
import { measureArchive } from './archive.ts';
import { archiveBudgetBytes, budgets } from './budgets.ts';
import { type Case, listCases } from './cases.ts';
import { measurePeakMemory, measureTime, type Run } from './measure-run.ts';
import { median } from './median.ts';
import { renderTable } from './table.ts';

const ROUNDS = 15;
const MEMORY_ROUNDS = 3;

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/**
 * Load time and peak memory of every compiled action, `main` and `post` apart, next to an empty Node: every round
 * starts each of them once, so that what else the machine does hits all alike. Prints a table.
 */
export async function benchLoad(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-load-'));
  try {
    const empty = join(folder, 'empty.mjs');
    writeFileSync(empty, '');
    const cases = listCases(repositoryRoot, findActions(repositoryRoot), folder);
    const emptyRun: Run = { script: empty, env: { PATH: process.env.PATH ?? '' }, until: 'exit' };
    const [base, ...measured] = await measureAll([emptyRun, ...cases.map(({ run }) => run)], folder);
    if (base) console.log(renderResults(base, cases, measured));
    console.log(
      `\narchive of the repository: ${megabytes(measureArchive())} (aim ${megabytes(archiveBudgetBytes)})`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureAll(runs: readonly Run[], folder: string): Promise<Measured[]> {
  const times = await interleave(runs, ROUNDS, measureTime);
  const peaks = await interleave(runs, MEMORY_ROUNDS, (run) => measurePeakMemory(run, folder));
  return runs.map((_, index) => ({
    milliseconds: median(times[index] ?? []),
    megabytes: median(peaks[index] ?? []),
  }));
}

/** After one round that warms the file cache, what each run gave in each round. */
async function interleave(
  runs: readonly Run[],
  rounds: number,
  measure: (run: Run) => Promise<number>,
): Promise<number[][]> {
  const results: number[][] = runs.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, run] of runs.entries()) {
      const value = await measure(run);
      if (round > 0) results[index]?.push(value);
    }
  }
  return results;
}

function renderResults(base: Measured, cases: readonly Case[], measured: readonly Measured[]): string {
  const rows = cases.map(({ action, step, moment }, index) => {
    const { milliseconds, megabytes: peak } = measured[index] ?? {
      milliseconds: Number.NaN,
      megabytes: Number.NaN,
    };
    const ratio = milliseconds / base.milliseconds;
    const aim = budgets[moment];
    const verdict = ratio <= aim.ratio && peak <= aim.megabytes ? 'met' : 'missed';
    return [
      `${action} ${step}`,
      moment,
      `${milliseconds.toFixed(0)} ms`,
      `${ratio.toFixed(2)}x`,
      `${peak.toFixed(0)} MB`,
      `${aim.ratio}x, ${aim.megabytes} MB: ${verdict}`,
    ];
  });
  const head = ['', 'until', 'time', 'ratio', 'peak memory', 'aim'];
  const emptyRow = [
    'empty Node',
    'its end',
    `${base.milliseconds.toFixed(0)} ms`,
    '1x',
    megabytes(base.megabytes * 1e6),
    '',
  ];
  return renderTable([head, emptyRow, ...rows]);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
