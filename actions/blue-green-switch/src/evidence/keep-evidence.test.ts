import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { keepEvidence } from './keep-evidence.ts';

test('every step of a job keeps a file of its own, where the runner keeps files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runner-temp-'));
  const paths = [
    await keepEvidence('one', { RUNNER_TEMP: folder }),
    await keepEvidence('two', { RUNNER_TEMP: folder }),
  ];
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['one', 'two']);
  expect(paths.map((path) => [basename(path), dirname(dirname(path))])).toEqual([
    ['evidence.json', folder],
    ['evidence.json', folder],
  ]);
  rmSync(folder, { recursive: true });
});

test('without a runner the file is among the temporary ones', async () => {
  const path = await keepEvidence('x', {});
  expect(dirname(dirname(path))).toBe(tmpdir());
  rmSync(dirname(path), { recursive: true });
});
