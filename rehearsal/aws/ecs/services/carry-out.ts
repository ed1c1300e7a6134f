import type { TaskOwner } from '../tasks/task-run.ts';
import { startTasks, stopTasks } from './act.ts';
import { events } from './events.ts';
import type { Observation } from './observe.ts';
import { type Decision, decide } from './schedule.ts';
import { primaryOf, type Turn } from './turn.ts';

/** Decides by what was seen, and acts; a deleted service is one that wants no task. */
export function carryOut(turn: Turn, observation: Observation, owner: TaskOwner): Decision {
  const { service, at, report } = turn;
  const primary = primaryOf(service);
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = service.options.deploymentConfiguration ?? {};
  const decision = decide({
    desiredCount: service.desiredCount,
    minimumHealthyPercent,
    maximumPercent,
    tasks: [...observation.conditions].map(([{ id, membership }, condition]) => ({
      id,
      condition,
      isPrimary: membership?.deployment === primary,
    })),
    mayStart: primary?.rolloutState !== 'FAILED' && at.getTime() >= service.launches.notBefore,
  });
  stopTasks(turn, decision, observation);
  if (primary) startTasks(turn, primary, decision, owner);
  if (decision.isBlocked) report(events.blocked());
  return decision;
}
