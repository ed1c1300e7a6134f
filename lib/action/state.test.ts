import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { defineState } from './state.ts';

interface Lease {
  readonly number: number;
}

const lease = defineState<Lease>('lease', (value) => {
  if (typeof value === 'object' && value !== null && 'number' in value)
    return { number: Number(value.number) };
  throw new Error('The state "lease" has no number.');
});

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'state-'));
  process.env.GITHUB_STATE = join(folder, 'state');
  await writeFile(process.env.GITHUB_STATE, '');
});

afterEach(async () => {
  delete process.env.GITHUB_STATE;
  delete process.env.STATE_lease;
  await rm(folder, { recursive: true });
});

test('what main saves goes into the file of the runner, which gives it to post as a variable', async () => {
  lease.save({ number: 7 });
  const [, , saved = ''] =
    /^lease<<(\S+)\n(.*)\n\1\n$/.exec(await readFile(join(folder, 'state'), 'utf8')) ?? [];
  process.env.STATE_lease = saved;
  expect(lease.read()).toEqual({ number: 7 });
});

test('post knows when main has saved nothing, and refuses what it does not understand', () => {
  expect(lease.read()).toBeUndefined();
  process.env.STATE_lease = '{"id":1}';
  expect(() => lease.read()).toThrow('The state "lease" has no number.');
});
