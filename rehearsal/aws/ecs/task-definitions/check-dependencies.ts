import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { clientError } from '../errors.ts';
import { isChecked } from '../tasks/health-checks.ts';

const CONDITIONS = ['START', 'COMPLETE', 'SUCCESS', 'HEALTHY'];

/**
 * What a container depends on has to be able to get there: an essential container ends with its task, and only a health
 * check can tell of health.
 * @throws AwsError ClientException when it is not
 */
export function checkDependencies(containers: readonly ContainerDefinition[]): void {
  for (const { name, dependsOn = [] } of containers) {
    for (const { condition = '', containerName } of dependsOn) {
      if (!CONDITIONS.includes(condition)) {
        throw clientError(
          `The condition of a dependency of container ${name} must be one of ${CONDITIONS.join(', ')}.`,
        );
      }
      const other = containers.find((container) => container.name === containerName);
      const ends = condition === 'COMPLETE' || condition === 'SUCCESS';
      if (ends && other?.essential !== false) {
        throw clientError(
          `Container ${name} waits for the end of ${containerName}, which must not be essential then.`,
        );
      }
      if (condition === 'HEALTHY' && !isChecked(other?.healthCheck)) {
        throw clientError(
          `Container ${name} waits for the health of ${containerName}, which has no health check.`,
        );
      }
    }
  }
}
