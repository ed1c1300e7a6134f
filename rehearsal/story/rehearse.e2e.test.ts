import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeWith } from '../../scripts/describe-with.ts';
import type { Summary } from '../report/summary.ts';
import type { TrafficTotals } from '../traffic/tally.ts';
import { STORY_SETTINGS } from './settings.ts';

const TEN_MINUTES = 600_000;

/** The release that turns bad. */
const BAD = '3.0.0';

/** Seconds; what a request of the sample application may take on a busy machine. */
const LONGEST_REQUEST = 2;

const NAMES = {
  releases: ['1.0.0', '2.0.0', '3.0.0', '4.0.0'],
  all: [
    ...['1.0.0', '2.0.0', '3.0.0', '4.0.0', '5.0.0', 'rollback'],
    ...['6.0.0', 'recover', '7.0.0', '8.0.0'],
  ],
};

/** What a rehearsal has left. */
interface Rehearsed {
  readonly out: string;
  readonly shown: string;
  readonly report: Summary;
}

type Scenes = keyof typeof NAMES;

async function rehearse(runtime: 'containers' | 'processes', scenes: Scenes): Promise<Rehearsed> {
  const out = await mkdtemp(join(tmpdir(), 'rehearse-'));
  const script = join(import.meta.dirname, 'rehearse.ts');
  const child = spawn(process.execPath, [script, '--out', out, '--runtime', runtime, '--scenes', scenes], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let shown = '';
  const keep = (chunk: Buffer) => {
    shown += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  if (exitCode !== 0) throw new Error(`The rehearsal ended with ${exitCode}:\n${shown}`);
  const report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as Summary;
  return { out, shown, report };
}

// Both mostly wait, so they are lived through at the same time.
let withProcesses: Promise<Rehearsed>;

beforeAll(() => {
  withProcesses = rehearse('processes', 'releases');
  withProcesses.catch(() => {});
});

describeWith('docker engine', 'npm run rehearse with containers', () => {
  testRehearsal('all', () => rehearse('containers', 'all'));
});
describe('npm run rehearse with processes, the releases alone', () => {
  testRehearsal('releases', () => withProcesses);
});

function testRehearsal(scenes: Scenes, live: () => Promise<Rehearsed>): void {
  let out: string;
  let shown: string;
  let report: Summary;

  beforeAll(async () => {
    ({ out, shown, report } = await live());
  }, TEN_MINUTES);

  afterAll(() => rm(out, { recursive: true, force: true }));

  test('every run ends as the story says', () => {
    expect(report.releases.map(({ version }) => version)).toEqual(NAMES[scenes]);
    expect(shown).not.toContain('NOT AS TOLD');
  });

  test('only the bad release costs requests', () => {
    const good = report.releases.filter(({ version }) => version !== BAD);
    expect(good.map(({ version, failedRequests }) => [version, failedRequests])).toEqual(
      good.map(({ version }) => [version, 0]),
    );
    expect(report.requests.total).toBeGreaterThan(2_000);
  });

  test('the bad release costs requests only between its first weight and the way back', async () => {
    const bad = report.releases.find(({ version }) => version === BAD);
    expect(bad?.failedRequests).toBe(report.requests.failed);
    expect(bad?.secondsToRollback).toBeLessThanOrEqual(2);
    const totals = JSON.parse(
      await readFile(join(out, 'work', 'traffic', 'totals.json'), 'utf8'),
    ) as TrafficTotals;
    const times = totals.samples.map(({ at }) => at);
    const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
    // Three probes a second apart see it, then every node obeys within its lag.
    const longest = 3 + 1 + (bad?.secondsToRollback ?? 0) + STORY_SETTINGS.elbv2.ruleLag.max / 1000;
    expect(seconds).toBeLessThanOrEqual(longest + LONGEST_REQUEST);
    expect(new Set(totals.samples.map(({ version }) => version))).toEqual(new Set([BAD]));
  });

  test('leaves the report and a summary of every release', async () => {
    const files = await readdir(out);
    expect(files).toEqual(
      expect.arrayContaining([
        'report.html',
        'report.json',
        ...NAMES[scenes].map((name) => `summary-${name}.md`),
      ]),
    );
    const summary = await readFile(join(out, 'summary-4.0.0.md'), 'utf8');
    expect(summary).toMatch(/^### :x: Refused before any traffic: The new version does not become healthy/);
  });
}
