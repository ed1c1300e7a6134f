import { formatDuration } from '../../../../lib/action/duration.ts';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import { readService } from '../../../../lib/aws/services.ts';
import type { Gate } from '../gates/gates.ts';
import type { Inputs } from '../inputs.ts';
import { readStandby } from '../observe/read-standby.ts';
import { countHealthy, judgeStandby, type Wanted } from '../observe/readiness.ts';
import type { Plan } from '../plan/plan.ts';
import { boundsOfStandby, sizeOfStandby } from '../plan/size.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';
import type { StartedStandby } from './start.ts';

/** What growing the standby needs to know. */
export interface Growth {
  readonly plan: Plan;
  readonly standby: StartedStandby;
  readonly inputs: Pick<Inputs, 'healthyTimeout'>;
  readonly timeline: Timeline;
  /** Watches this gate, and whatever else has to hold meanwhile, until it is enough; throws when one fails. */
  readonly watch: (gate: Gate, milliseconds: number, isEnough: () => boolean) => Promise<void>;
}

/** Milliseconds between two readings of the standby. */
const POLL_INTERVAL = 2_000;

/**
 * Gives the standby as many tasks as the live slot has by now, if scaling has added some, and waits until these are
 * healthy: a larger share of the traffic than it was sized for comes next. What the plan requires stays the same.
 * @throws ActionFailure when they do not become healthy in time, or a gate fails meanwhile
 */
export async function growStandby(growth: Growth, ports: WritePorts): Promise<void> {
  const { plan, standby, inputs, timeline } = growth;
  const { target, live, desiredCount: planned } = plan;
  if (!plan.scaling[live]) return;
  const { cluster, slots } = target;
  const { service } = slots[plan.standby];
  const [ofLive, ofStandby] = await Promise.all([
    readService(ports, { cluster, service: slots[live].service }),
    readService(ports, { cluster, service }),
  ]);
  const desiredCount = sizeOfStandby(ofLive, boundsOfStandby(plan.scaling, plan));
  if (desiredCount <= Math.max(planned, ofStandby.desiredCount ?? 0)) return;
  const { ecs, journal, signal } = ports;
  await journal.ensureHeld();
  await ecs.updateService({ cluster, service, desiredCount }, { abortSignal: signal });
  timeline.note(`${live} has grown meanwhile, so ${service} (${plan.standby}) gets ${desiredCount} tasks`);
  const required = standby.wanted.required + desiredCount - planned;
  const gate = createGrowthGate(standby, { ...standby.wanted, tasks: desiredCount, required }, ports);
  await growth.watch(gate, inputs.healthyTimeout, gate.isOver);
  if (gate.isOver()) return;
  throw new ActionFailure({
    cause: `${service} did not get ${required} healthy targets within ${formatDuration(inputs.healthyTimeout)}, and ${slots[live].service} runs ${desiredCount} tasks by now: ${gate.saw()}.`,
    advice: 'Find out why its tasks do not start, then release again.',
  });
}

interface GrowthGate extends Gate {
  /** Whether as many are healthy as are wanted. */
  readonly isOver: () => boolean;
}

function createGrowthGate({ subject }: StartedStandby, wanted: Wanted, ports: Ports): GrowthGate {
  let isOver = false;
  let seen = '';
  return {
    name: 'growth',
    interval: POLL_INTERVAL,
    isOver: () => isOver,
    saw: () => seen,
    async check() {
      const reading = await readStandby(subject, ports);
      const judged = judgeStandby(reading, wanted);
      if (judged.kind === 'failed') return judged.cause;
      isOver = judged.kind === 'ready';
      seen = judged.kind === 'ready' ? `${countHealthy(reading)} healthy` : judged.note;
      return undefined;
    },
  };
}
