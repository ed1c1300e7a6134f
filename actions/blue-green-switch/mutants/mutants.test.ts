import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '../../../scripts/repository.ts';
import { PLANTED } from './mutants.ts';

test.each(Object.entries(PLANTED))('%s changes one place, and names a proof that exists', (_name, mutant) => {
  const source = readFileSync(join(repositoryRoot, mutant.file), 'utf8');
  expect(source.split(mutant.from)).toHaveLength(2);
  expect(mutant.to).not.toBe(mutant.from);
  if (mutant.proof.kind === 'test') expect(existsSync(join(repositoryRoot, mutant.proof.path))).toBe(true);
});

test('there are thirty of them and more', () => {
  expect(Object.keys(PLANTED).length).toBeGreaterThanOrEqual(30);
});
