import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeWith } from '../../scripts/describe-with.ts';
import type { Summary } from '../report/summary.ts';
import type { TrafficTotals } from '../traffic/tally.ts';
import { RELEASES } from './releases.ts';
import { STORY_SETTINGS } from './settings.ts';

const FIVE_MINUTES = 300_000;

/** Seconds; what a request of the sample application may take on a busy machine. */
const LONGEST_REQUEST = 2;

describeWith('docker engine', 'npm run rehearse with containers', () => rehearseWith('containers'));
describe('npm run rehearse with processes', () => rehearseWith('processes'));

function rehearseWith(runtime: 'containers' | 'processes'): void {
  let out: string;
  let exitCode: number | null;
  let shown = '';
  let report: Summary;

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'rehearse-'));
    const script = join(import.meta.dirname, 'rehearse.ts');
    const child = spawn(process.execPath, [script, '--out', out, '--runtime', runtime], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const keep = (chunk: Buffer) => {
      shown += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    [exitCode] = (await once(child, 'close')) as [number | null];
    if (exitCode !== 0) throw new Error(`The rehearsal ended with ${exitCode}:\n${shown}`);
    report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as Summary;
  }, FIVE_MINUTES);

  afterAll(() => rm(out, { recursive: true, force: true }));

  test('every release ends as the story says', () => {
    expect(report.releases.map(({ version, verdict }) => [version, verdict])).toEqual(
      RELEASES.map(({ version, expected }) => [version, expected]),
    );
    expect(shown).not.toContain('NOT AS TOLD');
  });

  test('good releases and the one that never gets healthy cost no request', () => {
    const good = report.releases.filter(({ verdict }) => verdict !== 'rolled-back');
    expect(good.map(({ failedRequests }) => failedRequests)).toEqual([0, 0, 0]);
    expect(report.requests.total).toBeGreaterThan(2_000);
  });

  test('the bad release costs requests only between its first weight and the way back', async () => {
    const bad = report.releases.find(({ verdict }) => verdict === 'rolled-back');
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
    expect(new Set(totals.samples.map(({ version }) => version))).toEqual(new Set(['3.0.0']));
  });

  test('leaves the report and a summary of every release', async () => {
    const files = await readdir(out);
    expect(files).toEqual(
      expect.arrayContaining([
        'report.html',
        'report.json',
        ...RELEASES.map(({ version }) => `summary-${version}.md`),
      ]),
    );
    const summary = await readFile(join(out, 'summary-4.0.0.md'), 'utf8');
    expect(summary).toMatch(/^### :x: Refused before any traffic: The new version does not become healthy/);
  });
}
