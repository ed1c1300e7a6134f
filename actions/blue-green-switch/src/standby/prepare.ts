import { formatDuration } from '../../../../lib/action/duration.ts';
import { runTogether } from '../../../../lib/action/run-together.ts';
import { readService } from '../../../../lib/aws/services.ts';
import { complainAboutLive } from '../gates/live-probe.ts';
import type { Inputs } from '../inputs.ts';
import { countHealthy } from '../observe/readiness.ts';
import type { Plan } from '../plan/plan.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';
import { setScaling } from '../scaling/set-scaling.ts';
import { pointTestRules } from '../test-rules/move-test-rules.ts';
import { joinRules } from '../traffic/join-rules.ts';
import type { OwnWeights } from '../traffic/own-weights.ts';
import { refuseTakenStandby } from '../traffic/refuse-taken-standby.ts';
import { awaitHealthy } from './await-healthy.ts';
import { findWarmStandby } from './find-warm-standby.ts';
import { probeStandby } from './probe-standby.ts';
import { type StartedStandby, startStandby } from './start.ts';

/** What bringing the standby up needs to know. */
export interface Preparation {
  readonly plan: Plan;
  /** ARN of the revision that it is to run. */
  readonly taskDefinition: string;
  readonly inputs: Inputs;
  readonly timeline: Timeline;
  readonly own: OwnWeights;
}

/** A standby, and since when it is healthy, if that is known. Times in milliseconds since the epoch. */
export interface ReadyStandby {
  readonly standby: StartedStandby;
  /** From when its time to become healthy counts. */
  readonly from: number;
  readonly healthySince?: number | undefined;
}

/** A standby that may get traffic. */
export interface ProvenStandby {
  readonly standby: StartedStandby;
  /** What is bad about the version that has the traffic until then, as far as is known. */
  readonly liveComplaint?: string | undefined;
}

/**
 * Brings the standby up, points the test rules at it, and proves it, before it gets any traffic; its checks begin when the
 * rules know it.
 * @throws ActionFailure when it does not, with the cause
 */
export async function prepareStandby(preparation: Preparation, ports: WritePorts): Promise<ProvenStandby> {
  const { plan, timeline } = preparation;
  await joinRules(plan, timeline, ports);
  const ready = await timeline.phase('prepare', `Bring up ${plan.standby}`, () =>
    bringUp(preparation, ports),
  );
  // Those of a rollback follow the traffic: nothing comes before that.
  if (plan.mode !== 'rollback') await pointTestRules(preparation, ports);
  return proveHealthy(preparation, ready, ports);
}

async function bringUp(
  { plan, taskDefinition, inputs, timeline, own }: Preparation,
  ports: WritePorts,
): Promise<ReadyStandby> {
  const from = ports.clock.now();
  const warm = plan.mode === 'rollback' ? await findWarmStandby(plan, taskDefinition, ports) : undefined;
  if (warm) {
    timeline.note(`${plan.standby} is ready: it runs ${taskDefinition} already`);
    return { standby: warm, from };
  }
  const isServing = await refuseTakenStandby(plan, own, ports);
  const started = isServing ? await keepTasks(plan, ports) : plan;
  await setScaling({ plan, timeline }, plan.live, 'held', ports);
  const standby = await startStandby(started, taskDefinition, timeline, ports);
  // Not before: AWS would start tasks of the revision that it had, up to the minimum.
  await setScaling({ plan, timeline }, plan.standby, 'held', ports);
  const wait = { period: 0, from, timeout: inputs.healthyTimeout };
  const { reading, healthySince } = await awaitHealthy(standby, wait, ports);
  timeline.note(
    `${plan.standby} is ready: ${countHealthy(reading)} targets healthy, ${plan.required} required`,
  );
  return { standby, from, healthySince };
}

/** The plan for a slot that has traffic, as when a rollback is gone on with: it loses none of the tasks that it has by now. */
async function keepTasks(plan: Plan, ports: WritePorts): Promise<Plan> {
  const { target, standby } = plan;
  const { cluster, slots } = target;
  const { desiredCount = 0 } = await readService(ports, { cluster, service: slots[standby].service });
  return { ...plan, desiredCount: Math.max(plan.desiredCount, desiredCount) };
}

/**
 * One good check makes a new target healthy; a version that turns bad at once is seen here, not by visitors, and so is one
 * that its test rules show to be bad. A rollback does not wait for it.
 * @throws ActionFailure when the standby does not stay healthy for a threshold period, or does not answer well
 */
export async function proveHealthy(
  proven: Omit<Preparation, 'taskDefinition'>,
  { standby, from, healthySince }: ReadyStandby,
  ports: WritePorts,
): Promise<ProvenStandby> {
  const { plan, inputs, timeline } = proven;
  const { thresholdPeriod: period } = plan;
  if (period === 0) return { standby };
  const stretch = formatDuration(period);
  const timeout = inputs.healthyTimeout + period;
  let isHealthy = false;
  let liveComplaint: string | undefined;
  const isProven = new AbortController();
  async function stayHealthy(own: WritePorts): Promise<void> {
    await awaitHealthy(standby, { period, from, timeout, healthySince }, own);
    isHealthy = true;
    timeline.note(`${plan.standby} has stayed healthy for ${stretch}, its target group's threshold period`);
  }
  const time = { isEnough: () => isHealthy, timeout };
  await timeline.phase('prove healthy', `Prove that ${plan.standby} stays healthy for ${stretch}`, () =>
    runTogether(ports, [
      async (own) => {
        await runTogether(own, [stayHealthy, (inner) => probeStandby(proven, time, inner)]);
        isProven.abort();
      },
      async (own) => {
        liveComplaint = await complainAboutLive(proven, isProven.signal, own);
      },
    ]),
  );
  return { standby, liveComplaint };
}
