import { expect, test } from '@jest/globals';
import { createVirtualClock } from '../../../rehearsal/aws/kernel/virtual-clock.ts';
import { recordLog } from '../testing/record-log.ts';
import type { Lifetime } from './credential-source.ts';
import { ensureOutlasts } from './ensure-outlasts.ts';

const HOUR = 3_600_000;
const ends = (at: number, isKnown: boolean): Lifetime => ({ kind: 'ends', at, isKnown });

function ensure(lifetime: Lifetime, planned: number): string[] {
  const log = recordLog();
  ensureOutlasts({ clock: createVirtualClock(HOUR), log }, lifetime, planned);
  return log.lines;
}

test('credentials that are renewed or never end outlast everything', () => {
  expect(ensure({ kind: 'renewed' }, 100 * HOUR)).toEqual([]);
  expect(ensure({ kind: 'unlimited' }, 100 * HOUR)).toEqual([]);
});

test('a known end is compared with the plan', () => {
  expect(ensure(ends(2 * HOUR, true), HOUR)).toEqual([]);
  expect(() => ensure(ends(2 * HOUR, true), HOUR + 1000)).toThrow(
    'The AWS credentials end in 1h, and this run may take 1h1s.',
  );
  expect(() => ensure(ends(0, true), 1000)).toThrow('The AWS credentials end in 0s');
});

test('an unknown end is told, and only a longer plan is refused', () => {
  expect(ensure(ends(2 * HOUR, false), HOUR)).toEqual([
    expect.stringMatching(/^warning: The AWS credentials .* 1h from now is assumed\. .*"role-to-assume"/),
  ]);
  expect(() => ensure(ends(2 * HOUR, false), HOUR + 1000)).toThrow(
    'The AWS credentials may end in 1h, and this run may take 1h1s.',
  );
});
