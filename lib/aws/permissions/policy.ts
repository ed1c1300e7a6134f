/** A policy document as actions ship it, with `${…}` where accounts differ. */
export interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Conditions;
}

/** By operator, by key. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The same conditions with other values. */
export function mapConditions(
  conditions: Conditions,
  change: (value: string, operator: string) => string,
): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, change(value, operator)])),
    ]),
  );
}
