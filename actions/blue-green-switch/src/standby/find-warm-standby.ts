import { readService } from '../../../../lib/aws/services.ts';
import { readStandby } from '../observe/read-standby.ts';
import { judgeStandby } from '../observe/readiness.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { StartedStandby } from './start.ts';

/**
 * The standby as it is, when it runs the wanted revision already with all the healthy targets that it needs: then
 * nothing has to be started. Undefined otherwise.
 */
export async function findWarmStandby(
  { target, standby, desiredCount, required }: Plan,
  taskDefinition: string,
  ports: Ports,
): Promise<StartedStandby | undefined> {
  const { cluster, slots } = target;
  const { service, targetGroup } = slots[standby];
  const { deployments = [] } = await readService(ports, { cluster, service });
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  const { id: deploymentId, createdAt } = primary ?? {};
  if (deploymentId === undefined) return undefined;
  const subject = { cluster, service, targetGroup, deploymentId };
  const deployedAt = createdAt?.getTime() ?? 0;
  const wanted = { deploymentId, deployedAt, taskDefinition, tasks: desiredCount, required };
  const judged = judgeStandby(await readStandby(subject, ports), wanted);
  return judged.kind === 'ready' ? { subject, wanted } : undefined;
}
