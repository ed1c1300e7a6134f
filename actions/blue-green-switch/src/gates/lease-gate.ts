import type { Journal } from '../record/journal.ts';
import type { Gate } from './gates.ts';

/** Between two looks, in milliseconds: half the time that a taker waits before it acts. */
const INTERVAL = 15_000;

/** A gate that ends the watch when another run has taken over: whatever is seen from then on is that run's doing. */
export function createLeaseGate({ ensureHeld }: Pick<Journal, 'ensureHeld'>): Gate {
  return {
    name: 'lease',
    interval: INTERVAL,
    async check() {
      await ensureHeld();
      return undefined;
    },
    saw: () => 'held',
  };
}
