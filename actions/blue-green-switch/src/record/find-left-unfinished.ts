import { findUnfinished, type Unfinished } from '../../../../lib/aws/record/find-unfinished.ts';
import { readHighestNumber, readLease } from '../../../../lib/aws/record/read-leases.ts';
import type { Ports } from '../ports.ts';
import { withRecord } from './read-record.ts';

/** What the record tells of a run that is at work or was lost; undefined without a record. Only reads. */
export async function findLeftUnfinished(
  record: string | undefined,
  ports: Ports,
): Promise<Unfinished | undefined> {
  if (record === undefined) return undefined;
  const recordPorts = await withRecord(ports);
  const highest = await readLease(recordPorts, record, await readHighestNumber(recordPorts, record));
  return findUnfinished(recordPorts, record, highest);
}
