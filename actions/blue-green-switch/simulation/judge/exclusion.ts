import { type CreatedLease, type Facts, isRun, type WriteEvent } from './facts.ts';
import type { Violation } from './violation.ts';

/** After a successor has made its lease, a holder's last write may still be on its way for so long; in milliseconds. */
const MARGIN = 30_000;

/** Design section 6: two deployers never interleave. */
export function judgeExclusion(facts: Facts): Violation[] {
  const changes = facts.writes.filter((write) => isRun(facts, write.by) && isChange(write));
  return [...judgeMargin(facts, changes), ...judgeOrder(facts, changes), ...judgeLeases(facts)];
}

/** What a lease protects: the platform, and the record but for the leases themselves. */
function isChange({ service, operation, input, error }: WriteEvent): boolean {
  if (error !== undefined || operation === 'RegisterTaskDefinition') return false;
  if (service !== 'ssm') return true;
  const { Name } = input as { Name?: string };
  return operation === 'PutParameter' && Name !== undefined && !Name.includes('/lease/');
}

/** The lease by which a run writes at that moment; undefined for `record: none`. */
function leaseOf({ leases }: Facts, { by, at }: WriteEvent): CreatedLease | undefined {
  return leases.findLast((lease) => lease.by === by && lease.at <= at);
}

function judgeMargin(facts: Facts, changes: readonly WriteEvent[]): Violation[] {
  return changes.flatMap((write) => {
    const own = leaseOf(facts, write);
    const next = own && facts.leases.find(({ number }) => number === own.number + 1);
    if (!own || !next || write.at <= next.at + MARGIN) return [];
    const what = `${write.by} (lease ${own.number}) did ${write.operation} ${write.at - next.at} ms after ${next.by} took lease ${next.number}`;
    return [{ promise: 'deployers never interleave', at: write.at, what }];
  });
}

/** Whoever has a lower lease has written for the last time when the first write of a higher one takes effect. */
function judgeOrder(facts: Facts, changes: readonly WriteEvent[]): Violation[] {
  let highest = 0;
  return changes.flatMap((write) => {
    const own = leaseOf(facts, write);
    if (!own) return [];
    if (own.number >= highest) {
      highest = own.number;
      return [];
    }
    const what = `${write.by} (lease ${own.number}) did ${write.operation} after a write under lease ${highest}`;
    return [{ promise: 'deployers never interleave', at: write.at, what }];
  });
}

/** Numbers are contiguous and never made twice. */
function judgeLeases({ leases }: Facts): Violation[] {
  return leases.flatMap(({ at, by, number }, index) => {
    const before = leases[index - 1];
    if (!before || number === before.number + 1) return [];
    const what = `${by} made lease ${number} after lease ${before.number} of ${before.by}`;
    return [{ promise: 'leases are contiguous', at, what }];
  });
}
