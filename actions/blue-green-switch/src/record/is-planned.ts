import * as v from 'valibot';
import { readPlan } from '../../../../lib/aws/record/plan.ts';
import { KEPT } from '../../../../lib/aws/record/prune.ts';
import { readHighestNumber } from '../../../../lib/aws/record/read-leases.ts';
import type { Ports } from '../ports.ts';
import { withRecord } from './read-record.ts';

const planSchema = v.object({ taskDefinition: v.string() });

/**
 * Whether the newest plan of the record is one that puts this revision on its standby: then a run of this target has
 * begun its deployment, be that run lost, ended or at work. Only reads.
 */
export async function isPlanned(
  taskDefinition: string,
  record: string | undefined,
  ports: Ports,
): Promise<boolean> {
  if (record === undefined) return false;
  const recordPorts = await withRecord(ports);
  const highest = await readHighestNumber(recordPorts, record);
  // Runs that ended before they had planned anything leave leases without a plan.
  for (let number = highest; number > Math.max(0, highest - KEPT); number -= 1) {
    const plan = await readPlan(recordPorts, record, number);
    if (plan !== undefined) return v.is(planSchema, plan) && plan.taskDefinition === taskDefinition;
  }
  return false;
}
