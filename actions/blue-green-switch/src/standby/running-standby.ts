import { readService } from '../../../../lib/aws/services.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { StartedStandby } from './start.ts';

/** The standby that an earlier process has started, when its service still runs the revision; undefined otherwise. */
export async function readRunningStandby(
  { target, standby, desiredCount, required }: Plan,
  taskDefinition: string,
  ports: Ports,
): Promise<StartedStandby | undefined> {
  const { cluster, slots } = target;
  const { service, targetGroup } = slots[standby];
  const { deployments = [] } = await readService(ports, { cluster, service });
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  const { id: deploymentId, createdAt } = primary ?? {};
  if (deploymentId === undefined || primary?.taskDefinition !== taskDefinition) return undefined;
  const deployedAt = createdAt?.getTime() ?? 0;
  return {
    subject: { cluster, service, targetGroup, deploymentId },
    wanted: { deploymentId, deployedAt, taskDefinition, tasks: desiredCount, required },
  };
}
