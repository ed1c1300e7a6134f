import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createVirtualClock } from '../aws/kernel/virtual-clock.ts';
import { startTraffic } from '../traffic/traffic.ts';
import { makeHostileRehearsal, makeRehearsal } from './fixtures.ts';
import { renderPage } from './page.ts';
import { writeReport } from './write-report.ts';

describe('renderPage', () => {
  test('needs nothing from elsewhere', async () => {
    const page = renderPage(await makeRehearsal());
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/);
    expect(page.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  });

  test('says first how many requests failed and where', async () => {
    expect(renderPage(await makeRehearsal())).toContain(
      '<b>9,780 requests</b>, <b class="failed">225 failed, in 3.0.0</b>; half answered within 6.5 ms',
    );
  });

  test('names up to three releases in which requests failed, and counts more', async () => {
    const rehearsal = await makeRehearsal();
    const { totals } = rehearsal.traffic;
    const headline = (count: number) => {
      const releases = rehearsal.releases.slice(0, count);
      const samples = releases.map(
        ({ from }) => ({ at: from, kind: 'post', milliseconds: 1, reason: 'x' }) as const,
      );
      const traffic = { ...rehearsal.traffic, totals: { ...totals, samples } };
      return renderPage({ ...rehearsal, traffic }).match(/failed, in ([^<]*)/)?.[1];
    };
    expect([0, 1, 3, 4].map(headline)).toEqual([
      'no release',
      '1.0.0',
      '1.0.0 and 2.0.0 and 3.0.0',
      '4 releases',
    ]);
  });

  test('lists the first failures by the time of the picture, and how many more there were', async () => {
    const page = renderPage(await makeRehearsal());
    expect(page).toContain('<tr><td>2:06</td><td>keep-alive</td><td>status 500</td><td>3.0.0</td>');
    expect(page.match(/<td>status 500<\/td>/g)).toHaveLength(12);
    expect(page).toContain('and 213 more');
  });

  test('is the same for the same rehearsal', async () => {
    expect(renderPage(await makeRehearsal())).toBe(renderPage(await makeRehearsal()));
  });

  test('lets no text from elsewhere become markup', () => {
    const page = renderPage(makeHostileRehearsal());
    expect(page).not.toMatch(/<script|<img/);
    expect(page).not.toMatch(/[^\P{Cc}\n]/u);
  });

  test('can show a rehearsal in which nothing happened', async () => {
    const clock = createVirtualClock(0);
    const traffic = await startTraffic(
      { requestsPerSecond: 1, timeoutMilliseconds: 1 },
      { clock, send: async () => ({ kind: 'reset' }) },
    ).stop();
    const nothing = {
      ...traffic,
      seconds: [],
      totals: { ...traffic.totals, total: 0, failed: 0, samples: [] },
    };
    const empty = {
      title: 'Nothing',
      facts: [],
      traffic: nothing,
      releases: [],
      weights: [],
      calls: [],
      moments: [],
    };
    expect(renderPage(empty)).toContain('<b>0 requests</b>, <b>none failed</b>; none answered.');
  });
});

test('writeReport leaves page and figures in a folder that it makes', async () => {
  const root = await mkdtemp(join(tmpdir(), 'report-'));
  const folder = join(root, 'out');
  const rehearsal = await makeRehearsal();
  const summary = await writeReport(folder, rehearsal);
  expect(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))).toEqual(summary);
  expect(await readFile(join(folder, 'report.html'), 'utf8')).toBe(renderPage(rehearsal));
  await rm(root, { recursive: true });
});
