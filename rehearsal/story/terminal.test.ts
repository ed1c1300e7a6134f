import { expect, test } from '@jest/globals';
import type { SecondCounts } from '../traffic/tally.ts';
import { createTerminal } from './terminal.ts';

function second(counts: Partial<SecondCounts>): SecondCounts {
  return {
    at: 0,
    total: 60,
    failed: 0,
    versions: { '1.0.0': 60 },
    statuses: {},
    failures: { incomplete: 0, reset: 0, refused: 0, timeout: 0, error: 0 },
    latency: null,
    ...counts,
  };
}

test('a step shows its name and what it says, not the inputs it was given', () => {
  const shown: string[] = [];
  const terminal = createTerminal((line) => shown.push(line));
  const log = [
    '##[group]Run /checkout/actions/blue-green-switch',
    'with:',
    '  bake: 20s',
    '##[endgroup]',
    'blue is live',
    '##[group]Bake',
    'all well',
    '##[endgroup]',
    '##[error]Gate failed',
  ];
  for (const line of log) terminal.showLog(line);
  expect(shown).toEqual([
    '  blue-green-switch',
    '      blue is live',
    '    Bake',
    '      all well',
    '      error: Gate failed',
  ]);
});

test('good traffic is summed up, bad traffic shown at once', () => {
  const shown: string[] = [];
  const terminal = createTerminal((line) => shown.push(line));
  for (let index = 0; index < 20; index += 1) terminal.showSecond(second({}));
  expect(shown).toHaveLength(2);
  terminal.showSecond(second({ failed: 7, versions: { '3.0.0': 53 } }));
  expect(shown.at(-1)).toBe('      visitors: 60/s, 7 failed, served by 3.0.0');
});
