import type { Service } from '@aws-sdk/client-ecs';

/**
 * The revision that a service is being deployed with; undefined when it is steady. A parked service, whose tasks may
 * still drain, counts as steady: nobody waits for a deployment without tasks.
 */
export function deploymentUnderWay({ desiredCount = 0, deployments = [] }: Service): string | undefined {
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  if (desiredCount === 0 || primary?.rolloutState !== 'IN_PROGRESS') return undefined;
  return primary.taskDefinition ?? '';
}
