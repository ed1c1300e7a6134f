import { expect, test } from '@jest/globals';
import { describeWith } from '../describe-with.ts';
import { measureArchive } from './archive.ts';
import { archiveBudgetBytes } from './budgets.ts';

describeWith('git', 'the archive that a job downloads', () => {
  test('is within its budget', () => {
    expect(measureArchive()).toBeLessThanOrEqual(archiveBudgetBytes);
  });
});
