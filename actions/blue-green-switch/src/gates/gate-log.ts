import type { Clock } from '../../../../lib/action/clock.ts';
import type { Gate } from './gates.ts';

/** What a gate saw, from this moment until its next reading. */
export interface GateReading {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly saw: string;
}

/** What became of one gate. */
export interface GateRecord {
  readonly gate: string;
  looks: number;
  /** Only where it saw something else than before. */
  readonly readings: GateReading[];
  /** Set once it has failed. */
  failure?: { readonly at: number; readonly cause: string };
}

/** One look of a gate. */
export interface Look extends GateReading {
  readonly gate: string;
  /** Why it has failed; undefined while it holds. */
  readonly cause: string | undefined;
}

/** Adds a look: one that shows the same as the one before is counted alone. */
export function noteLook(log: GateRecord[], { gate, at, saw, cause }: Look): void {
  const known = log.find((record) => record.gate === gate);
  const record: GateRecord = known ?? { gate, looks: 0, readings: [] };
  if (!known) log.push(record);
  record.looks += 1;
  if (record.readings.at(-1)?.saw !== saw) record.readings.push({ at, saw });
  if (cause !== undefined) record.failure = { at, cause };
}

/** The same gate, whose looks are noted. */
export function recordLooks<Recorded extends Gate>(
  gate: Recorded,
  log: GateRecord[],
  clock: Pick<Clock, 'now'>,
): Recorded {
  return {
    ...gate,
    // It may change from one look to the next.
    get interval() {
      return gate.interval;
    },
    async check(signal) {
      const at = clock.now();
      const cause = await gate.check(signal);
      // A look that was called off has seen nothing.
      if (!signal.aborted) noteLook(log, { gate: gate.name, at, saw: gate.saw(), cause });
      return cause;
    },
  };
}
