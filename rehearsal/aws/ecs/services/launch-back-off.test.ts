import { expect, test } from '@jest/globals';
import { launchDelay } from './launch-back-off.ts';

test('waits between failed launches double, up to 27 minutes', () => {
  const settings = { freeFailures: 1, first: 120_000, maximum: 27 * 60_000 };
  const minutes = [0, 1, 2, 3, 4, 5, 6, 50].map((failures) => launchDelay(failures, settings) / 60_000);
  expect(minutes).toEqual([0, 0, 2, 4, 8, 16, 27, 27]);
});
