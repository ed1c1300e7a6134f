import type { Attempt } from '../kernel/dispatch.ts';
import type { Random } from '../kernel/random.ts';
import type { CallSelection } from './fault.ts';

/** Counts the calls that a fault could meet, and says which it does. */
export interface Selection {
  /** Asked once for every call. */
  meets(attempt: Attempt): boolean;
  /** Calls met so far. */
  readonly hits: number;
  /** Whether it has met as many as it may. */
  readonly isOver: boolean;
}

export function createSelection(
  {
    service,
    operation,
    accessKeyId,
    after = 0,
    count = Number.POSITIVE_INFINITY,
    probability = 1,
  }: CallSelection,
  random: Random,
): Selection {
  let passed = 0;
  let hits = 0;

  function isMeant({ call, service: { model } }: Attempt): boolean {
    if (service !== undefined && service !== model.name) return false;
    if (operation !== undefined && operation !== call.operation) return false;
    return accessKeyId === undefined || accessKeyId === call.accessKeyId;
  }

  return {
    meets(attempt) {
      if (hits >= count || !isMeant(attempt)) return false;
      if (passed < after) {
        passed += 1;
        return false;
      }
      if (probability < 1 && random.next() >= probability) return false;
      hits += 1;
      return true;
    },
    get hits() {
      return hits;
    },
    get isOver() {
      return hits >= count;
    },
  };
}
