import * as v from 'valibot';

const when = v.pipe(v.string(), v.isoTimestamp());

/** What a migration has done to the database, as `db-migrate` tells it. */
const migrationSchema = v.strictObject({
  /** `expand`: the version before still runs with it. `contract`: it does not, so there is no way back. */
  phase: v.picklist(['expand', 'contract']),
  /** The snapshot, or the moment, from which the database before it can be had again. */
  backup: v.exactOptional(v.string()),
});

/** Group stickiness of rules that was turned off and is to be put back. */
const stickinessSchema = v.strictObject({
  /** Those that are still without it, and how long clients stay with a target group where they have it. */
  off: v.array(v.strictObject({ ruleArn: v.string(), seconds: v.number() })),
  /** Seconds from this entry on after which no cookie is valid any more that would lead its client to the wrong slot. */
  cookiesLast: v.number(),
  /** A slot without weight that keeps its tasks for clients whose cookies lead to it, and the lease of the plan to park it by. */
  kept: v.exactOptional(v.strictObject({ slot: v.picklist(['blue', 'green']), plan: v.number() })),
});

const releaseSchema = v.strictObject({
  mode: v.string(),
  verdict: v.picklist(['released', 'rolled-back', 'refused', 'inconclusive', 'interrupted']),
  owner: v.strictObject({ repository: v.string(), runId: v.string() }),
  /** The slot that served afterwards, and what it ran. */
  liveSlot: v.exactOptional(v.picklist(['blue', 'green'])),
  image: v.exactOptional(v.string()),
  taskDefinition: v.exactOptional(v.string()),
  /** The image of every container of that definition. */
  images: v.exactOptional(v.record(v.string(), v.string())),
  previousSlot: v.exactOptional(v.picklist(['blue', 'green'])),
  previousTaskDefinition: v.exactOptional(v.string()),
  /** Absent when the release had nothing to do with it. */
  stickiness: v.exactOptional(stickinessSchema),
  startedAt: when,
  finishedAt: when,
});

export type Migration = v.InferOutput<typeof migrationSchema>;

export type RecordedStickiness = v.InferOutput<typeof stickinessSchema>;

/** How a release ended; its number is that of the lease under which it was done. */
export type ReleaseRecord = v.InferOutput<typeof releaseSchema>;

/** @returns undefined for anything that is no release of this version of the record */
export function parseRelease(text: string): ReleaseRecord | undefined {
  return parse(releaseSchema, text);
}

/** @returns undefined for anything that is no migration of this version of the record */
export function parseMigration(text: string): Migration | undefined {
  return parse(migrationSchema, text);
}

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): v.InferOutput<Schema> | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
