import { ActionFailure } from '../../../../lib/action/errors.ts';
import { summariseTargets } from '../../../../lib/aws/load-balancer/target-health.ts';
import { readStandby } from '../observe/read-standby.ts';
import { countHealthy, judgeStandby } from '../observe/readiness.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { readRunningStandby } from './running-standby.ts';
import type { StartedStandby } from './start.ts';

/**
 * The standby that an earlier mode of this release has brought up.
 * @throws ActionFailure when its service runs another revision by now
 */
export async function adoptStandby(
  plan: Plan,
  taskDefinition: string,
  ports: Ports,
): Promise<StartedStandby> {
  const running = await readRunningStandby(plan, taskDefinition, ports);
  if (running) return running;
  const { service } = plan.target.slots[plan.standby];
  throw new ActionFailure({
    cause: `Service ${service} (${plan.standby}) does not run ${taskDefinition} any more, which this release has brought up.`,
    advice: 'Find out who deploys to this service beside this run, then release again.',
  });
}

/**
 * Looks once: what has all the traffic already has been proven before.
 * @throws ActionFailure when its tasks do not stay up, or too few targets are healthy
 */
export async function requireHealthyStandby(
  { subject, wanted }: StartedStandby,
  ports: Ports,
): Promise<void> {
  const reading = await readStandby(subject, ports);
  const judged = judgeStandby(reading, wanted);
  const healthy = countHealthy(reading);
  if (judged.kind !== 'failed' && healthy >= wanted.required) return;
  const cause =
    judged.kind === 'failed'
      ? judged.cause
      : `only ${healthy} of ${wanted.required} targets are healthy (${summariseTargets(reading.targets)})`;
  throw new ActionFailure({
    cause: `${subject.service} has the traffic, and ${cause}.`,
    advice: 'See what its container logged, and release a corrected version.',
  });
}
