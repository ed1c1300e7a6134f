import { explainStoppedTask } from '../../../../lib/aws/diagnosis/explain-stopped-task.ts';
import type { StandbyReading, Wanted } from './readiness.ts';

/**
 * Why a standby that is coming up will not come up, however long it is waited for: its image or a secret cannot be had,
 * or ECS has no room for its tasks. Nothing is lost by giving it up, since it has no traffic; with traffic the healthy
 * targets decide.
 * @returns undefined while nothing says so
 */
export function whyHopeless(reading: StandbyReading, { deployedAt, tasks }: Wanted): string | undefined {
  const hopeless = reading.stoppedTasks.map(explainStoppedTask).find(({ isHopeless }) => isHopeless);
  if (hopeless) return hopeless.what;
  const primary = reading.deployments.find(({ status }) => status === 'PRIMARY');
  const isShort = (primary?.runningCount ?? 0) < tasks;
  const { unplaced } = reading;
  return isShort && unplaced && unplaced.at >= deployedAt ? unplaced.message : undefined;
}
