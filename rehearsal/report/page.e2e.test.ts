import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../../scripts/describe-with.ts';
import { toolPath } from '../../scripts/requirements.ts';
import { type Browser, startBrowser } from './browser.ts';
import { makeHostileRehearsal, makeRehearsal } from './fixtures.ts';
import type { Rehearsal } from './model.ts';
import { renderPage } from './page.ts';

const DESK = { width: 1280, height: 1600 };
const PHONE = { width: 390, height: 844 };

/** Whatever stands outside of the page, of its own box or of the chart; scrollable boxes may hold more. */
const OVERFLOWING = `(() => {
  const page = document.documentElement;
  const wide = page.scrollWidth > page.clientWidth ? ['page'] : [];
  const boxes = [...document.querySelectorAll('section, h1, p, dl')]
    .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.textContent);
  const chart = document.querySelector('svg').getBoundingClientRect();
  const texts = [...document.querySelectorAll('svg text')].filter((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return left < chart.left - 1 || right > chart.right + 1 || top < chart.top - 1 || bottom > chart.bottom + 1;
  }).map((text) => text.textContent);
  return [...wide, ...boxes, ...texts];
})()`;

/** Labels of the chart that stand on top of each other. */
const TOUCHING = `(() => {
  const labels = [...document.querySelectorAll('svg text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
  return labels.flatMap(([one, a], index) => labels.slice(index + 1).filter(([, b]) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3
  ).map(([other]) => one + ' / ' + other));
})()`;

describeWith('chromium', 'the report in a browser', () => {
  let folder = '';
  let browser: Browser;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'report-'));
    browser = await startBrowser(toolPath('chromium'));
  }, 30_000);
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function open(rehearsal: Rehearsal, viewport = DESK) {
    const path = join(folder, 'report.html');
    await writeFile(path, renderPage(rehearsal));
    await browser.open(pathToFileURL(path).href, viewport);
  }

  test('opens without a complaint and shows what happened', async () => {
    await open(await makeRehearsal());
    expect(browser.complaints).toEqual([]);
    const shown = await browser.evaluate<string>('document.body.innerText');
    for (const text of [
      'Rehearsal of four releases',
      '225 failed, in 3.0.0',
      '↩ rolled back',
      'Gate probe failed',
    ]) {
      expect(shown).toContain(text);
    }
    const labels = await browser.evaluate<string[]>(
      "[...document.querySelectorAll('svg text')].map((text) => text.textContent)",
    );
    expect(labels).toEqual(
      expect.arrayContaining(['2.0.0 ✓ released', 'bake', 'green 100', 'gate failed', '225 failed']),
    );
  });

  test.each([
    ['on a desk', DESK],
    ['on a phone', PHONE],
  ])('fits %s', async (_, viewport) => {
    await open(await makeRehearsal(), viewport);
    expect(await browser.evaluate(OVERFLOWING)).toEqual([]);
    expect(await browser.evaluate(TOUCHING)).toEqual([]);
  });

  test('shows hostile text as text, however long, and runs none of it', async () => {
    await open(makeHostileRehearsal());
    expect(browser.complaints).toEqual([]);
    expect(await browser.evaluate("document.querySelectorAll('script, img').length")).toBe(0);
    expect(await browser.evaluate(OVERFLOWING)).toEqual([]);
    expect(await browser.evaluate('document.title')).toBe('</title><script>alert(1)</script>');
  });
});
