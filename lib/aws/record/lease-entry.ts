import * as v from 'valibot';

/** Who holds a lease. A rerun of the same run is the same owner, so the attempt is no part of it. */
const ownerSchema = v.strictObject({ repository: v.string(), runId: v.string() });

const leaseEntrySchema = v.strictObject({
  owner: ownerSchema,
  /** Made for one creation alone: by it a holder knows its own entry after a lost answer. */
  nonce: v.string(),
  /** What the holder does, for people and for whoever recovers: `release`, `rollback`. */
  mode: v.string(),
  /** How many writes of its plan the holder has begun. */
  cursor: v.number(),
  /**
   * `settling`: taken from another holder, whose last writes may still be under way. `handed-over`: the run goes on in
   * another process, which adopts the lease within `holdSeconds`.
   */
  state: v.picklist(['settling', 'held', 'handed-over', 'done']),
  holdSeconds: v.exactOptional(v.number()),
  /** What the plan brings has been seen to be bad: nobody goes on with it. */
  condemned: v.exactOptional(v.literal(true)),
});

export type Owner = v.InferOutput<typeof ownerSchema>;

/** What stands in `lease/<n>`. */
export type LeaseEntry = v.InferOutput<typeof leaseEntrySchema>;

export function writeLeaseEntry(entry: LeaseEntry): string {
  return JSON.stringify(entry);
}

/** Undefined when a parameter holds anything else than a lease. */
export function readLeaseEntry(value: string): LeaseEntry | undefined {
  const result = v.safeParse(leaseEntrySchema, parseJson(value));
  return result.success ? result.output : undefined;
}

export function isSameOwner(a: Owner, b: Owner): boolean {
  return a.repository === b.repository && a.runId === b.runId;
}

/** `run 123 of org/shop` */
export function describeOwner({ repository, runId }: Owner): string {
  return `run ${runId} of ${repository}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
