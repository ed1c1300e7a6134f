import { expect, test } from '@jest/globals';
import type { JournalEntry } from './dispatch.ts';
import { createJournal } from './journal.ts';
import { administratorOf } from './principal.ts';

const entry = (at: number, input: unknown = {}): JournalEntry => ({
  at,
  input,
  call: {
    requestId: '',
    service: 'ecs',
    operation: 'ListClusters',
    account: '123456789012',
    region: 'eu-west-1',
    accessKeyId: 'KEY',
    principal: administratorOf('123456789012'),
  },
});

test('a journal keeps the newest calls, in their order, and never more than its limit', () => {
  const journal = createJournal(20);
  for (let at = 0; at < 1_000; at++) {
    journal.add(entry(at));
    expect(journal.entries.length).toBeLessThanOrEqual(20);
  }
  const times = journal.entries.map(({ at }) => at);
  expect(times.at(-1)).toBe(999);
  expect(times).toEqual(Array.from(times, (_, index) => 1_000 - times.length + index));
  expect(times.length).toBeGreaterThanOrEqual(18);
});

test('a journal keeps no layers of images', () => {
  const journal = createJournal();
  journal.add(entry(0, { layerPartBlob: new Uint8Array(1_000), uploadId: 'x' }));
  expect(journal.entries[0]?.input).toEqual({ layerPartBlob: '1000 bytes', uploadId: 'x' });
});
