import { type Facts, isReading } from './facts.ts';
import type { Violation } from './violation.ts';

/** A dry run and a status change nothing: not one call of theirs may. */
export function judgeDryRuns({ trace, writes }: Facts): Violation[] {
  return trace.runs
    .filter(isReading)
    .flatMap(({ name }) => writes.filter(({ by }) => by === name).slice(0, 1))
    .map(({ at, by, operation }) => ({
      promise: 'a dry run changes nothing',
      at,
      what: `${by} did ${operation}`,
    }));
}
