import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CATALOGUES } from './catalogues.ts';

const root = join(import.meta.dirname, '..');

test('every part with behaviours is in the list', () => {
  const parts = readdirSync(root).filter((folder) => existsSync(join(root, folder, 'behaviours.ts')));
  expect(Object.keys(CATALOGUES).sort()).toEqual(parts.sort());
});

describe.each(Object.entries(CATALOGUES))('%s', (_part, behaviours) => {
  test.each(Object.entries(behaviours))('%s: its mutant still fits the source', (_name, { mutant }) => {
    // Data that code reads for itself never comes through jest, which makes the change.
    expect(mutant.file).toMatch(/\.ts$/);
    const source = readFileSync(join(root, mutant.file), 'utf8');
    expect(source.split(mutant.from)).toHaveLength(2);
    expect(mutant.to).not.toBe(mutant.from);
  });
});
