import type { Failure } from '../../action/outcome.ts';
import { summariseTargets, type TargetHealth } from '../load-balancer/target-health.ts';
import type { Evidence, StoppedTask } from './evidence.ts';
import { explainStoppedTask, noCapacity, type StopCause } from './explain-stopped-task.ts';
import { renderEvidence } from './render-evidence.ts';

/** Why a service does not get healthy: the cause in one line, what to do, and the evidence in many. */
export function explainEvidence(evidence: Evidence): Failure {
  const { what, advice } =
    explainOwnFaults(evidence) ??
    explainEvents(evidence) ??
    explainTargets(evidence.targets) ??
    explainOtherStops(evidence) ??
    explainDeployment(evidence);
  return {
    cause: `${evidence.service}: ${what}`,
    ...(advice === undefined ? {} : { advice }),
    detail: renderEvidence(evidence).join('\n'),
  };
}

interface Explanation {
  readonly what: string;
  readonly advice?: string;
}

/** The newest task that stopped by its own fault, and how many did so for the same cause. */
function explainOwnFaults({ stoppedTasks }: Evidence): Explanation | undefined {
  return explainStops(stoppedTasks, ({ isOwnFault }) => isOwnFault);
}

function explainOtherStops({ stoppedTasks }: Evidence): Explanation | undefined {
  return explainStops(stoppedTasks, () => true);
}

function explainStops(
  tasks: readonly StoppedTask[],
  counts: (cause: StopCause) => boolean,
): Explanation | undefined {
  const causes = tasks.map((task) => explainStoppedTask(task)).filter(counts);
  const [newest] = causes;
  if (!newest) return undefined;
  const same = causes.filter(({ what }) => what === newest.what).length;
  return { what: same > 1 ? `${newest.what} (${same} tasks)` : newest.what, advice: newest.advice };
}

function explainEvents({ events }: Evidence): Explanation | undefined {
  const unplaced = events.find(({ message }) => /was unable to place a task/.test(message));
  return unplaced && noCapacity(withoutService(unplaced.message));
}

const TARGET_ADVICE: Readonly<Record<string, string>> = {
  'Target.ResponseCodeMismatch':
    'The application answers the health check with another code than the target group expects: check its path and matcher, and the log.',
  'Target.Timeout':
    'The application does not answer the health check in time: check its port, the security groups, and how long it takes.',
  'Target.FailedHealthChecks':
    'The load balancer cannot connect or gets no valid answer: check that the application listens on the port of the target group, on all addresses.',
  'Target.NotInUse':
    'The target group is in no rule, or its Availability Zone is not enabled for the load balancer: keep it in the forward action with weight 0.',
  'Elb.InitialHealthChecking': 'The first health checks are still running: give it more time.',
  'Elb.RegistrationInProgress': 'The targets are still being registered: give it more time.',
};

function explainTargets(targets: readonly TargetHealth[]): Explanation | undefined {
  const failing = targets.filter(({ state }) => state !== 'healthy' && state !== 'draining');
  const [first] = failing;
  if (!first) return undefined;
  const advice = TARGET_ADVICE[first.reason ?? ''];
  const description = first.description ? `: ${first.description}` : '';
  return {
    what: `its targets are not healthy, ${summariseTargets(targets)}${description}`,
    ...(advice === undefined ? {} : { advice }),
  };
}

function explainDeployment({ deployment, events }: Evidence): Explanation {
  const { rolloutState, rolloutStateReason, runningCount = 0, desiredCount = 0 } = deployment ?? {};
  if (rolloutState === 'FAILED')
    return { what: `its deployment failed: ${rolloutStateReason ?? 'ECS gives no reason'}` };
  const latest = events[0] ? `; its latest event: ${withoutService(events[0].message)}` : '';
  return { what: `${runningCount} of ${desiredCount} tasks run${latest}` };
}

/** `(service web) was unable …` without the service, which the line begins with. */
function withoutService(message: string): string {
  return message.replace(/^\(service [^)]*\)\s*/, '');
}
