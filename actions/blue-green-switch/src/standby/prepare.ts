import { formatDuration } from '../../../../lib/action/duration.ts';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import { diagnoseService } from '../../../../lib/aws/diagnosis/diagnose-service.ts';
import { poll } from '../../../../lib/aws/poll.ts';
import { type ReadSubject, readStandby } from '../observe/read-standby.ts';
import { countHealthy, judgeStandby, type StandbyReading, type Wanted } from '../observe/readiness.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';

/** A standby whose service has been told to run the new version. */
export interface StartedStandby {
  readonly subject: ReadSubject;
  readonly wanted: Wanted;
}

/** Milliseconds between two readings of the standby. */
const POLL_INTERVAL = 2_000;

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
    wanted: { deploymentId: primary.id, taskDefinition, tasks: desiredCount, required: plan.required },
  };
}

/**
 * Waits until the standby is ready, and no longer than it can still become ready.
 * @throws ActionFailure as soon as it has failed, or when the time is over
 */
export async function awaitHealthy(
  { subject, wanted }: StartedStandby,
  timeoutMilliseconds: number,
  ports: Ports,
): Promise<StandbyReading> {
  const started = ports.clock.now();
  const result = await poll<StandbyReading, StandbyReading, string>(ports, {
    interval: POLL_INTERVAL,
    deadline: started + timeoutMilliseconds,
    read: () => readStandby(subject, ports),
    decide(reading) {
      const judged = judgeStandby(reading, wanted);
      if (judged.kind === 'ready') return { kind: 'done', value: reading };
      if (judged.kind === 'failed') return { kind: 'failed', reason: judged.cause };
      return { kind: 'wait' };
    },
    describe: (reading) => ({
      subject: subject.service,
      count: countHealthy(reading),
      of: wanted.required,
      state: 'healthy',
      note: noteOn(reading, wanted),
    }),
  });
  if (result.kind === 'done') return result.value;
  const diagnosis = await diagnoseService(ports, { ...subject, since: started });
  if (result.kind === 'failed') {
    throw new ActionFailure({
      ...diagnosis,
      cause: `The new version does not become healthy: ${diagnosis.cause}.`,
      detail: [result.reason, diagnosis.detail].join('\n'),
    });
  }
  throw new ActionFailure({
    ...diagnosis,
    cause: `${subject.service} was not ready within ${formatDuration(timeoutMilliseconds)}, ${noteOn(result.seen, wanted)}: ${diagnosis.cause}.`,
  });
}

function noteOn(reading: StandbyReading, wanted: Wanted): string {
  const judged = judgeStandby(reading, wanted);
  return judged.kind === 'waiting' ? judged.note : judged.kind;
}
