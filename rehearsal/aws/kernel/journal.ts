import type { JournalEntry } from './dispatch.ts';

/** The newest calls, oldest first. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  add(entry: JournalEntry): void;
}

/** More than any test or rehearsal makes, and what a process that runs for days can hold. */
const JOURNAL_LIMIT = 20_000;

/** The oldest calls are dropped a share of the limit at a time: moving the others costs something. */
const DROPPED_SHARE = 0.1;

/**
 * Keeps the newest calls.
 * @param limit so many entries at most
 */
export function createJournal(limit = JOURNAL_LIMIT): Journal {
  const entries: JournalEntry[] = [];
  return {
    entries,
    add(entry) {
      if (entries.length >= limit) entries.splice(0, Math.max(1, Math.floor(limit * DROPPED_SHARE)));
      entries.push({ ...entry, input: withoutBytes(entry.input) });
    },
  };
}

/** Layers of images come through the API too: of bytes only their number is kept. */
function withoutBytes(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  const members = Object.entries(input);
  if (!members.some(([, value]) => value instanceof Uint8Array)) return input;
  return Object.fromEntries(
    members.map(([name, value]) => [name, value instanceof Uint8Array ? `${value.length} bytes` : value]),
  );
}
