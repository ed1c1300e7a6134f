import type { TraceEvent } from '../trace.ts';

/** As far as judges read an entry of the record. */
export interface ReleaseEntry {
  readonly number: number;
  readonly mode: string;
  readonly verdict: string;
  readonly liveSlot?: string;
  readonly taskDefinition?: string;
  readonly image?: string;
  readonly previousTaskDefinition?: string;
  /** A slot that it has kept, and the lease of the plan by which it is parked. */
  readonly stickiness?: { readonly kept?: { readonly slot: string; readonly plan: number } };
}

/** The record at one moment: from what was written, not from what is read. */
export interface RecordTruth {
  /** Newest first. */
  readonly releases: readonly ReleaseEntry[];
  /** State of the newest lease that the trace knows; undefined when it knows none. */
  readonly lease: { readonly number: number; readonly state: string } | undefined;
}

/** Reads the record out of the events up to a moment. */
export function recordAt(events: readonly TraceEvent[], moment: number): RecordTruth {
  const values = valuesAt(events, moment);
  const entries = (part: string) =>
    [...values].flatMap(([name, value]) => {
      const [, number] = new RegExp(`/${part}/(\\d+)$`).exec(name) ?? [];
      return number === undefined ? [] : [{ ...JSON.parse(value), number: Number(number) }];
    });
  const newestFirst = (a: { number: number }, b: { number: number }) => b.number - a.number;
  return {
    releases: (entries('releases') as ReleaseEntry[]).sort(newestFirst),
    lease: (entries('lease') as { number: number; state: string }[]).sort(newestFirst)[0],
  };
}

/** Every parameter by its name. */
function valuesAt(events: readonly TraceEvent[], moment: number): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const event of events) {
    if (event.kind !== 'write' || event.at > moment || event.error !== undefined) continue;
    if (event.operation === 'PutParameter') {
      const { Name, Value } = event.input as { Name: string; Value: string };
      values.set(Name, Value);
    }
    if (event.operation === 'DeleteParameters') {
      for (const name of (event.input as { Names: readonly string[] }).Names) values.delete(name);
    }
  }
  return values;
}
