import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';

/** What one look at the alarms says. */
export interface AlarmVerdict {
  /** Why the version is bad; undefined while no alarm says so. */
  readonly cause: string | undefined;
  /** Names of the alarms that say nothing, because their metrics have no data. */
  readonly withoutData: readonly string[];
}

/**
 * Judges a look.
 * @param names of the alarms that were asked for; one that is not among those found has been deleted
 */
export function judgeAlarms(names: readonly string[], found: readonly Alarm[]): AlarmVerdict {
  const known = new Set(found.map(({ name }) => name));
  const complaints = [
    ...found.filter(({ state }) => state === 'ALARM').map(describeRaised),
    // It can no longer say anything, and silence is no approval.
    ...names.filter((name) => !known.has(name)).map((name) => `alarm "${name}" has been deleted`),
  ];
  return {
    cause: complaints.length > 0 ? complaints.join('; ') : undefined,
    withoutData: found.filter(({ state }) => state === 'INSUFFICIENT_DATA').map(({ name }) => name),
  };
}

/** `alarm "web-5xx" is in ALARM since 2026-01-01T00:00:00Z: Threshold Crossed: …`, in one line and without a full stop. */
export function describeRaised({ name, reason, since }: Alarm): string {
  const when = since === undefined ? '' : ` since ${new Date(since).toISOString().replace(/\.\d+Z$/, 'Z')}`;
  const why = reason.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return `alarm "${name}" is in ALARM${when}${why === '' ? '' : `: ${why}`}`;
}

/** `web-5xx OK, orders ALARM`; one that is not among those found has been deleted. */
export function describeStates(names: readonly string[], found: readonly Alarm[]): string {
  const states = new Map(found.map(({ name, state }) => [name, state]));
  return names.map((name) => `${name} ${states.get(name) ?? 'deleted'}`).join(', ');
}

/** `alarm "a" has no data`, `alarms "a", "b" have no data`. */
export function describeWithoutData(names: readonly string[]): string {
  const quoted = names.map((name) => JSON.stringify(name)).join(', ');
  return names.length === 1 ? `alarm ${quoted} has no data` : `alarms ${quoted} have no data`;
}
