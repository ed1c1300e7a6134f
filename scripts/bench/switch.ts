import { createRandom } from '../../rehearsal/aws/kernel/random.ts';
import { median } from './median.ts';
import { playTogether, traceCalls } from './switch/calls.ts';
import { detectByAction, detectByWaiter, WAITERS } from './switch/detection.ts';
import { type Bucket, REACTION_AIM_MILLISECONDS, react, rollBack } from './switch/rollback.ts';
import { compareVisits } from './switch/visitors.ts';
import { renderTable } from './table.ts';

const RELEASES = 200;
const ROLLBACKS = 40;
const GOOD_RELEASES = 100;
const TOGETHER = 10;

/** What `blue-green-switch` does in virtual time, beside what others do in the same worlds. Prints four tables. */
export async function benchSwitch(): Promise<void> {
  await benchDetection();
  await benchRollback();
  await benchVisitors();
  await benchCalls();
}

/** From the truth to who waits for it acting on it. */
async function benchDetection(): Promise<void> {
  const own = await collect(RELEASES, detectByAction);
  const rows = [['blue-green-switch', ...describe(own), judge(mean(own) <= 3_000, 'mean 3 s')]];
  for (const [name, delays] of Object.entries(WAITERS)) {
    rows.push([name, ...describe(await collect(RELEASES, (seed) => detectByWaiter(seed, delays))), '']);
  }
  print(`detection, ${RELEASES} releases each`, [['', ...FIGURES, 'aim'], ...rows]);
}

const ROLLBACK_AIMS: Readonly<Record<string, number>> = { '1 full': 1_000, '16 full': 3_000 };

async function benchRollback(): Promise<void> {
  const rows: string[][] = [];
  for (const rules of [1, 4, 16]) {
    for (const bucket of ['full', 'empty'] satisfies Bucket[]) {
      const times = await collect(ROLLBACKS, (seed) => rollBack(seed, rules, bucket));
      const aim = ROLLBACK_AIMS[`${rules} ${bucket}`];
      const verdict = aim === undefined ? '' : judge(percentile(times, 0.95) < aim, `p95 ${aim / 1_000} s`);
      rows.push([`${rules} rules, bucket ${bucket}`, ...describe(times), verdict]);
    }
  }
  const reactions = await collect(ROLLBACKS, react);
  const isQuick = Math.max(...reactions) <= REACTION_AIM_MILLISECONDS;
  const aim = judge(isQuick, `at most ${REACTION_AIM_MILLISECONDS / 1_000} s`);
  rows.push(['first bad response to weights back', ...describe(reactions), aim]);
  print(`rollback, ${ROLLBACKS} each, from the decision to the last rule read back`, [
    ['', ...FIGURES, 'aim'],
    ...rows,
  ]);
}

async function benchVisitors(): Promise<void> {
  const rows: string[][] = [];
  for (const delay of [0, 300]) {
    const worlds = await collect(GOOD_RELEASES / 2, (seed) => compareVisits(seed, delay));
    for (const who of ['careful', 'naive'] as const) {
      const visits = worlds.map((world) => world[who]);
      const [total, failed] = [sum(visits.map((each) => each.total)), sum(visits.map((each) => each.failed))];
      const name = `${who === 'careful' ? 'blue-green-switch' : 'a naive switch'}, deregistration delay ${delay} s`;
      rows.push([name, `${total}`, `${failed}`, who === 'careful' ? judge(failed === 0, 'none') : '']);
    }
  }
  print(`requests during ${GOOD_RELEASES} good releases`, [['', 'requests', 'failed', 'aim'], ...rows]);
}

async function benchCalls(): Promise<void> {
  const traces = await collect(TOGETHER, traceCalls);
  const numbers = traces.map(({ calls }) => calls.length);
  const waiting = traces.map(({ perWaitingMinute }) => perWaitingMinute);
  const played = playTogether(
    traces.map(({ calls }) => calls),
    createRandom(1),
  );
  print(`calls, ${TOGETHER} releases that begin in the same moment`, [
    ['bucket', 'calls', 'throttled'],
    ...played.pressures.map(({ bucket, calls, refused }) => [bucket, `${calls}`, `${refused}`]),
  ]);
  console.log(
    `${median(numbers)} calls a release with a bake of five minutes, ${Math.round(median(waiting))} in a minute that it waits; the slowest was held up for ${seconds(played.late)} s`,
  );
}

async function collect<Result>(count: number, measure: (seed: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let seed = 1; seed <= count; seed += 1) results.push(await measure(seed));
  return results;
}

const FIGURES = ['mean', 'p50', 'p95', 'most'];

function describe(milliseconds: readonly number[]): string[] {
  const { length } = milliseconds;
  const most = length === 0 ? Number.NaN : Math.max(...milliseconds);
  return [mean(milliseconds), median(milliseconds), percentile(milliseconds, 0.95), most].map(
    (value) => `${seconds(value)} s`,
  );
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(2);
}

function judge(isMet: boolean, aim: string): string {
  return `${aim}: ${isMet ? 'met' : 'MISSED'}`;
}

function print(title: string, rows: ReadonlyArray<readonly string[]>): void {
  console.log(`\n${title}\n${renderTable(rows)}`);
}
