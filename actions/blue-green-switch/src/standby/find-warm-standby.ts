import { readStandby } from '../observe/read-standby.ts';
import { judgeStandby } from '../observe/readiness.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { readRunningStandby } from './running-standby.ts';
import type { StartedStandby } from './start.ts';

/**
 * The standby as it is, when it runs the wanted revision already with all the healthy targets that it needs: then
 * nothing has to be started. Undefined otherwise.
 */
export async function findWarmStandby(
  plan: Plan,
  taskDefinition: string,
  ports: Ports,
): Promise<StartedStandby | undefined> {
  const running = await readRunningStandby(plan, taskDefinition, ports);
  if (!running) return undefined;
  const judged = judgeStandby(await readStandby(running.subject, ports), running.wanted);
  return judged.kind === 'ready' ? running : undefined;
}
