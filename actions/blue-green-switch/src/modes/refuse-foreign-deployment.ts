import type { Service } from '@aws-sdk/client-ecs';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import { deploymentUnderWay } from '../plan/deployment-under-way.ts';
import type { Ports } from '../ports.ts';
import { isPlanned } from '../record/is-planned.ts';

/**
 * Sees that the standby is not being deployed by somebody else: a release would end that half way. What a run of this
 * target has begun itself, and been lost or taken back in, is superseded.
 * @throws ActionFailure when the record does not explain the deployment
 */
export async function refuseForeignDeployment(
  cluster: string,
  service: Service,
  record: string | undefined,
  ports: Ports,
): Promise<void> {
  const taskDefinition = deploymentUnderWay(service);
  if (taskDefinition === undefined || (await isPlanned(taskDefinition, record, ports))) return;
  const { serviceName = '' } = service;
  const options = { cluster, service: serviceName, 'desired-count': 0 };
  const command = awsCommand('ecs update-service', await ports.ecs.config.region(), options);
  const stranger =
    record === undefined
      ? 'without a record nothing tells whether a run of this action began it'
      : 'no run of this target began it';
  throw new ActionFailure({
    cause: `A deployment of the standby's service ${serviceName} with ${taskDefinition} is in progress, and ${stranger}.`,
    advice: `Wait until it has completed, or end it, then run again: ${command}`,
  });
}
