import { planName } from './names.ts';
import { readFolder, writeParameter } from './parameters.ts';
import { joinPlan, splitPlan } from './plan-chunks.ts';
import type { RecordPorts } from './record-ports.ts';

/** Writes what the holder of a lease is going to do; to be done before anything is changed. */
export async function writePlan(
  ports: RecordPorts,
  target: string,
  leaseNumber: number,
  document: unknown,
): Promise<void> {
  for (const [index, chunk] of splitPlan(document).entries()) {
    await writeParameter(ports, planName(target, leaseNumber, index + 1), chunk);
  }
}

/** @returns undefined when there is none, or only part of one: then nothing has been changed under that lease */
export async function readPlan(ports: RecordPorts, target: string, leaseNumber: number): Promise<unknown> {
  const folder = planName(target, leaseNumber, 1).replace(/\/1$/, '');
  const chunks = await readFolder(ports, folder);
  return joinPlan(chunks.map(({ value }) => value));
}
