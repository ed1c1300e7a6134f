import { findUnfinished } from '../../../../lib/aws/record/find-unfinished.ts';
import { readHighestNumber, readLease } from '../../../../lib/aws/record/read-leases.ts';
import type { Ports } from '../ports.ts';

/** Whether the record tells of a run that is at work or was lost. Only reads. */
export async function isLeftUnfinished(record: string | undefined, ports: Ports): Promise<boolean> {
  if (record === undefined) return false;
  const recordPorts = { ...ports, ssm: await ports.parameterStore() };
  const highest = await readLease(recordPorts, record, await readHighestNumber(recordPorts, record));
  return (await findUnfinished(recordPorts, record, highest)) !== undefined;
}
