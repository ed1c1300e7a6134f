import type { Service } from '@aws-sdk/client-ecs';
import type { Outcome } from '../../../../lib/action/outcome.ts';
import { readTargetHealth } from '../../../../lib/aws/load-balancer/target-health.ts';
import { readHighestNumber, readLease } from '../../../../lib/aws/record/read-leases.ts';
import { readHistory } from '../../../../lib/aws/record/releases.ts';
import type { SlotName, Target } from '../../../../lib/aws/target.ts';
import { fetchTaskDefinition } from '../../../../lib/aws/task-definitions/fetch.ts';
import { slotWithAllTraffic } from '../observe/live-slot.ts';
import { observe } from '../observe/observe.ts';
import type { Ports } from '../ports.ts';
import { withRecord } from '../record/read-record.ts';
import { type RecordStatus, renderStatus, type SlotStatus } from '../report/status.ts';

/** What a run of mode `status` was given. */
export interface StatusRun {
  readonly target: Target;
  /** Below which name releases are recorded; without it only what serves is told. */
  readonly record: string | undefined;
}

/** Tells who serves what, with which weight, how healthy, since when, and who holds the lease. Only reads. */
export async function runStatus({ target, record }: StatusRun, ports: Ports): Promise<Outcome> {
  const { rules, testRules, services, scaling } = await observe(target, ports);
  const [readBlue, readGreen, recorded] = await Promise.all([
    readSlot('blue', services.blue, target, ports),
    readSlot('green', services.green, target, ports),
    record === undefined ? undefined : readRecord(record, ports),
  ]);
  const blue = { ...readBlue, ...(scaling.blue && { scaling: scaling.blue }) };
  const green = { ...readGreen, ...(scaling.green && { scaling: scaling.green }) };
  const liveSlot = slotWithAllTraffic(rules);
  const live = liveSlot && { blue, green }[liveSlot];
  return {
    outputs: {
      'live-slot': liveSlot,
      image: live?.image,
      'task-definition': live?.taskDefinition,
      'release-id': recorded?.releases[0]?.number.toString(),
    },
    summary: renderStatus({ rules, testRules, slots: { blue, green }, liveSlot, record: recorded }),
  };
}

async function readSlot(
  slot: SlotName,
  { taskDefinition = '', desiredCount = 0, runningCount = 0 }: Service,
  { slots, container }: Target,
  ports: Ports,
): Promise<SlotStatus> {
  const { service, targetGroup } = slots[slot];
  const targets = await readTargetHealth(ports, targetGroup);
  const { definition } = await fetchTaskDefinition(ports, taskDefinition);
  const image = definition.containerDefinitions?.find(({ name }) => name === container.name)?.image;
  return {
    ...{ slot, service, taskDefinition, desiredCount, runningCount, targets },
    ...(image === undefined ? {} : { image }),
  };
}

async function readRecord(record: string, ports: Ports): Promise<RecordStatus> {
  const recordPorts = await withRecord(ports);
  const number = await readHighestNumber(recordPorts, record);
  const lease = number === 0 ? undefined : await readLease(recordPorts, record, number);
  const { releases } = await readHistory(recordPorts, record);
  return { releases, ...(lease && { lease }) };
}
