/**
 * `npm run soak -- [--minutes 60] [--rate 200] [--seed 1] [--runtime containers|processes]`
 *
 * Lets the embedded AWS work for so long: releases with the compiled action one after the other, good ones and such as
 * have to be sent back, random faults, and visitors at a constant rate. Says every minute how it is, and at the end what
 * has leaked, which is what it exits with 1 for. Visitors' failures that nothing explains are shown with their reasons: on
 * a machine that is busy with other things they may just have waited too long. Memory is judged from 15 minutes on.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sleep, systemClock } from '../../lib/action/clock.ts';
import { createRandom } from '../aws/kernel/random.ts';
import { findRemains } from '../aws/runtime/testing/remains.ts';
import { startTrafficClient } from '../traffic/client-process.ts';
import type { FailureSample } from '../traffic/tally.ts';
import { createAdministrator } from './administrator.ts';
import { type Cloud, startCloud } from './cloud-process.ts';
import { makeMischief } from './mischief.ts';
import { readSoakOptions } from './options.ts';
import { runRelease } from './release.ts';
import {
  findLeaks,
  findMore,
  type Idle,
  megabytes,
  renderResult,
  show,
  type TimedMeasures,
} from './report.ts';
import { isGood, versionOf } from './versions.ts';
import { createWindows } from './windows.ts';

const MINUTE = 60_000;
/** After a bad version has gone: until every node of the load balancer knows. */
const AFTERMATH = 5_000;
/** Kept connections to tasks, and tasks that drain, end within this. */
const PATIENCE = 120_000;

const options = readSoakOptions(process.argv.slice(2));
const random = createRandom(options.seed);
const windows = createWindows();
const failures = new Map<number, number>();
const verdicts: Record<string, number> = {};
const mischief: Record<string, number> = {};
const samples: TimedMeasures[] = [];
let requests = 0;
let settled = 0;

const cloud = await startCloud(options);
console.log(cloud.runtime);
const administrator = createAdministrator(cloud);
const first = await runRelease(cloud, 'good-1', 'bootstrap');
if (first !== 'released') throw new Error(`The bootstrap ended as ${first}.`);
await sleep(systemClock, PATIENCE / 8);
const before = await readIdle(cloud);

const end = Date.now() + options.minutes * MINUTE;
const out = await mkdtemp(join(tmpdir(), 'soak-visitors-'));
const visitors = startTrafficClient(
  { url: cloud.visitors, out, requestsPerSecond: options.requestsPerSecond, timeoutMilliseconds: 10_000 },
  ({ at, total, failed }) => {
    requests += total;
    if (failed > 0) failures.set(at, failed);
  },
);
const reporting = reportEveryMinute();
for (let release = 0; Date.now() < end; release++) await releaseOne(release);
await reporting;
const { totals } = await visitors.stop();
await rm(out, { recursive: true });
const after = await untilIdle(before);
const closed = { measures: await cloud.close(), remains: await findRemains(cloud.owner) };

const result = {
  ...{ minutes: options.minutes, runtime: cloud.runtime, requests, ...countFailures() },
  ...{
    reasons: explainFailures(totals.samples),
    verdicts,
    mischief,
    settled,
    samples,
    before,
    after,
    closed,
  },
};
console.log(`\n${renderResult(result)}`);
const leaks = findLeaks(result);
for (const leak of leaks) console.log(`LEAK: ${leak}`);
process.exit(leaks.length > 0 ? 1 : 0);

/** One release, with what goes wrong meanwhile; the platform is well again when it settles. */
async function releaseOne(release: number): Promise<void> {
  const version = versionOf(release);
  const close = isGood(version) ? () => {} : windows.open(Date.now());
  const trouble = makeMischief({
    ...{ random, administrator, windows },
    onMischief: (name) => count(mischief, name),
  });
  count(verdicts, await runRelease(cloud, version));
  await trouble;
  await administrator.endFaults();
  const begun = Date.now();
  if (await administrator.settle()) {
    settled += 1;
    windows.open(begun)(Date.now() + AFTERMATH);
  }
  await sleep(systemClock, AFTERMATH);
  close(Date.now());
  await administrator.emptyLogs();
}

async function reportEveryMinute(): Promise<void> {
  for (let minute = 1; minute <= options.minutes; minute++) {
    await sleep(systemClock, MINUTE);
    const measures = await cloud.measure();
    samples.push({ ...measures, at: Date.now() });
    const { failedOutside: unexplained } = countFailures();
    console.log(
      `minute ${minute}: ${requests} requests, ${unexplained} failed without cause; ${show(verdicts)}; ` +
        `rss ${megabytes(measures.rss)}, heap ${megabytes(measures.heap)}; ${show(measures.descriptors)}`,
    );
  }
}

async function readIdle(of: Cloud): Promise<Idle> {
  return { measures: await of.measure(), remains: await findRemains(of.owner) };
}

/** Waits until the platform holds no more than before, or for so long that what it holds is a leak. */
async function untilIdle(wanted: Idle): Promise<Idle> {
  const giveUp = Date.now() + PATIENCE;
  for (;;) {
    const idle = await readIdle(cloud);
    if (findMore(wanted, idle).length === 0 || Date.now() > giveUp) return idle;
    await sleep(systemClock, 2_000);
  }
}

function countFailures() {
  const entries = [...failures];
  const sum = (chosen: typeof entries) => chosen.reduce((total, [, number]) => total + number, 0);
  return { failed: sum(entries), failedOutside: sum(entries.filter(([at]) => !windows.allows(at))) };
}

/** What visitors met with outside the allowed windows, by reason. */
function explainFailures(failed: readonly FailureSample[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { at, reason } of failed) {
    if (!windows.allows(Math.floor(at / 1_000) * 1_000)) count(counts, reason);
  }
  return counts;
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
