import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { measurePeakMemory, measureTime } from './measure-run.ts';
import { median } from './median.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'measure-run-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function script(text: string): string {
  const path = join(folder, 'script.mjs');
  writeFileSync(path, text);
  return path;
}

describe('measureTime', () => {
  test('stops at the first call to AWS, not at the end', async () => {
    const path = script(`
      const answer = await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST' });
      if (answer.status !== 400) throw new Error('not refused');
      await new Promise((resolve) => setTimeout(resolve, 300));`);
    const begin = performance.now();
    const toCall = await measureTime({ script: path, env: {}, until: 'first AWS call' });
    const whole = performance.now() - begin;
    expect(toCall).toBeGreaterThan(0);
    expect(whole - toCall).toBeGreaterThan(290);
    expect(await measureTime({ script: path, env: {}, until: 'exit' })).toBeGreaterThan(290);
  });

  test('shows what a run wrote that never called', async () => {
    const path = script("console.log('::error::no such cluster'); process.exitCode = 1;");
    await expect(measureTime({ script: path, env: {}, until: 'first AWS call' })).rejects.toThrow(
      `${path} ended without a call to AWS:\n::error::no such cluster`,
    );
  });
});

test('measurePeakMemory sees what was given back before the end', async () => {
  const small = await measurePeakMemory({ script: script(''), env: {}, until: 'exit' }, folder);
  const path = script('let block = Buffer.alloc(200e6, 1); block = undefined; process.exit(3);');
  const large = await measurePeakMemory({ script: path, env: {}, until: 'exit' }, folder);
  expect(large - small).toBeGreaterThan(150);
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[5], 5],
  [[], Number.NaN],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});
