import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { clientError } from '../errors.ts';

/** Smallest and largest value of each number of a health check; times are in seconds. */
const RANGES = { interval: [5, 300], timeout: [2, 120], retries: [1, 10], startPeriod: [0, 300] } as const;

/** @throws AwsError ClientException when AWS would not register this health check */
export function checkHealthCheck({ name, healthCheck }: ContainerDefinition): void {
  if (!healthCheck) return;
  const [kind, ...words] = healthCheck.command ?? [];
  const isCommand = (kind === 'CMD' || kind === 'CMD-SHELL') && words.length > 0;
  if (!isCommand && kind !== 'NONE') {
    throw clientError(`The health check command of container ${name} must begin with CMD or CMD-SHELL.`);
  }
  for (const [member, [least, most]] of Object.entries(RANGES)) {
    const value = healthCheck[member as keyof typeof RANGES];
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) continue;
    throw clientError(
      `The health check ${member} of container ${name} must be between ${least} and ${most}.`,
    );
  }
}
