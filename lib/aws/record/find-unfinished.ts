import { sleep } from '../../action/clock.ts';
import { ActionFailure } from '../../action/errors.ts';
import { awsCommand } from '../aws-command.ts';
import { writeLeaseEntry } from './lease-entry.ts';
import { leaseName } from './names.ts';
import { readPlan } from './plan.ts';
import { readLease, type SeenLease } from './read-leases.ts';
import type { RecordPorts } from './record-ports.ts';

/** Work that a run planned, may have begun, and did not end. */
export interface Unfinished {
  readonly lease: SeenLease;
  readonly plan: unknown;
}

/** Reads of Parameter Store may be so old, in milliseconds; about a second is reported. */
const STALE_FOR = 5_000;

/**
 * The plan of the newest lease that nobody has ended, with the lease as it stands now. Leases without a plan are passed
 * over: their runs were lost before they had planned anything, and may themselves have come after one that had. It comes
 * back when whatever earlier runs have written into the record shows.
 * @param before the lease that was the highest when this run created its own
 * @throws ActionFailure when a plan that has been begun cannot be read
 */
export async function findUnfinished(
  ports: RecordPorts,
  target: string,
  before: SeenLease | undefined,
): Promise<Unfinished | undefined> {
  if (!before) return undefined;
  const { state } = before.entry;
  // The run before may have ended a moment ago, be it this one's own, and what it wrote last decides what is to be done.
  const wait = STALE_FOR - (state === 'done' ? (before.age ?? 0) : 0);
  if (wait > 0) await sleep(ports.clock, wait, ports.signal);
  if (state === 'done') return undefined;
  for (let number = before.number; number > 0; number -= 1) {
    const lease = await readLease(ports, target, number);
    if (!lease || lease.entry.state === 'done') return undefined;
    const plan = await readPlan(ports, target, number);
    if (plan !== undefined) return { lease, plan };
    if (lease.entry.cursor > 0) throw await unreadable(ports, target, lease);
  }
  return undefined;
}

async function unreadable(
  { ssm }: RecordPorts,
  target: string,
  { number, entry }: SeenLease,
): Promise<ActionFailure> {
  const value = writeLeaseEntry({ ...entry, state: 'done' });
  const options = { overwrite: true, name: leaseName(target, number), value } as const;
  const command = awsCommand('ssm put-parameter', await ssm.config.region(), options);
  return new ActionFailure({
    cause: `Lease ${number} of ${target} says that its plan has been begun, and the plan cannot be read.`,
    advice: `See that every production rule sends all its traffic to one slot that is well, then mark the lease as ended: ${command}`,
  });
}
