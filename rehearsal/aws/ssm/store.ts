import type { ParameterTier, ParameterType } from '@aws-sdk/client-ssm';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Random } from '../kernel/random.ts';
import { keyOf } from './names.ts';
import type { SsmSettings } from './settings.ts';

/** A parameter as it was at one moment; every change makes a new one. */
export interface Parameter {
  readonly name: string;
  /** Oldest first, never empty. */
  readonly versions: readonly ParameterVersion[];
}

/** One written value of a parameter; an overwrite adds the next. */
export interface ParameterVersion {
  readonly version: number;
  readonly value: string;
  readonly type: ParameterType;
  readonly tier: ParameterTier;
  readonly description?: string | undefined;
  readonly allowedPattern?: string | undefined;
  readonly keyId?: string | undefined;
  readonly dataType: string;
  readonly lastModified: Date;
  /** ARN of who wrote it. */
  readonly lastModifiedUser: string;
  readonly labels: readonly string[];
}

/** The parameters of one account in one region. */
export interface ParameterStore {
  /** What writes are decided by, never stale. */
  current(name: string): Parameter | undefined;
  /** What a read gets to see: now and then the state before the newest change. */
  read(name: string): Parameter | undefined;
  /** Every parameter as a read gets to see it. */
  readAll(): Parameter[];
  /** Puts the new state in place of the current one; undefined deletes. */
  replace(name: string, parameter: Parameter | undefined): void;
  /** When the name was deleted last, in milliseconds since the epoch; undefined when it is there or long gone. */
  deletedAt(name: string): number | undefined;
  /** The tags of a parameter that is there. */
  tagsOf(name: string): Map<string, string>;
  /** Names whose write is under way. */
  readonly writing: Set<string>;
  countStandard(): number;
}

/** A name, and what it has been in the time that a stale read can look back. */
interface Entry {
  /** Oldest first; the last is the current state. */
  changes: readonly Change[];
  readonly tags: Map<string, string>;
}

interface Change {
  readonly at: number;
  readonly parameter: Parameter | undefined;
}

export interface StorePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: SsmSettings;
}

export function createParameterStore({ clock, random, settings }: StorePorts): ParameterStore {
  const entries = new Map<string, Entry>();
  const remembered = Math.max(settings.staleFor, settings.restAfterDelete);
  const newestOf = (name: string) => entries.get(keyOf(name))?.changes.at(-1);

  function read({ changes }: Entry): Parameter | undefined {
    const since = clock.now() - settings.staleFor;
    const changed = changes.some(({ at }) => at > since);
    const isStale = changed && random.next() < settings.staleReads;
    if (!isStale) return changes.at(-1)?.parameter;
    return changes.findLast(({ at }) => at <= since)?.parameter;
  }

  /** Forgets names that are gone for so long that nothing depends on them any more. */
  function forget(): void {
    for (const [key, { changes }] of entries) {
      const newest = changes.at(-1);
      if (newest && !newest.parameter && newest.at <= clock.now() - remembered) entries.delete(key);
    }
  }

  return {
    writing: new Set(),
    current: (name) => newestOf(name)?.parameter,
    read(name) {
      const entry = entries.get(keyOf(name));
      return entry && read(entry);
    },
    readAll: () => [...entries.values()].flatMap((entry) => read(entry) ?? []),
    replace(name, parameter) {
      forget();
      const entry = entries.get(keyOf(name)) ?? { changes: [], tags: new Map() };
      if (!parameter) entry.tags.clear();
      const since = clock.now() - settings.staleFor;
      const base = entry.changes.findLastIndex(({ at }) => at <= since);
      entry.changes = [...entry.changes.slice(Math.max(0, base)), { at: clock.now(), parameter }];
      entries.set(keyOf(name), entry);
    },
    deletedAt(name) {
      const newest = newestOf(name);
      return newest && !newest.parameter ? newest.at : undefined;
    },
    tagsOf: (name) => entries.get(keyOf(name))?.tags ?? new Map(),
    countStandard: () =>
      [...entries.values()].filter(
        ({ changes }) => changes.at(-1)?.parameter?.versions.at(-1)?.tier === 'Standard',
      ).length,
  };
}

/** The version that counts. */
export function newestOf({ versions }: Parameter): ParameterVersion {
  const newest = versions.at(-1);
  if (!newest) throw new Error('A parameter has a version.');
  return newest;
}
