import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { ReadSubject } from '../observe/read-standby.ts';
import type { Wanted } from '../observe/readiness.ts';
import type { Plan } from '../plan/plan.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';

/** A standby whose service has been told to run the new version. */
export interface StartedStandby {
  readonly subject: ReadSubject;
  readonly wanted: Wanted;
}

/**
 * Tells the standby's service to run the new revision, at the planned count: one call, so that no task of the old
 * revision is started in between. The call gives the deployment whose tasks, and no others, will count.
 */
export async function startStandby(
  plan: Plan,
  taskDefinition: string,
  timeline: Timeline,
  { ecs, signal, journal }: WritePorts,
): Promise<StartedStandby> {
  const { service, targetGroup } = plan.target.slots[plan.standby];
  const { cluster } = plan.target;
  const { desiredCount } = plan;
  // The same revision would begin no deployment, and the last one may have failed: it would be judged once more.
  const forceNewDeployment = taskDefinition === plan.standbyTaskDefinition;
  await journal.ensureHeld();
  const answer = await ecs.updateService(
    { cluster, service, taskDefinition, desiredCount, forceNewDeployment },
    { abortSignal: signal },
  );
  const primary = answer.service?.deployments?.find(({ status }) => status === 'PRIMARY');
  if (!primary?.id) {
    throw new ActionFailure({
      cause: `ECS accepted the update of ${service} and names no deployment of it.`,
    });
  }
  timeline.note(`${service} (${plan.standby}) starts ${plan.desiredCount} tasks of ${taskDefinition}`);
  return {
    subject: { cluster, service, targetGroup, deploymentId: primary.id },
    wanted: {
      deploymentId: primary.id,
      deployedAt: primary.createdAt?.getTime() ?? 0,
      ...{ taskDefinition, tasks: desiredCount, required: plan.required },
    },
  };
}
