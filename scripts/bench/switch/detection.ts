import { waitUntilServicesStable } from '@aws-sdk/client-ecs';
import { startMortalRun } from '../../../actions/blue-green-switch/testing/mortal-run.ts';
import { sleep } from '../../../lib/action/clock.ts';
import { onVirtualTimers } from './virtual-timers.ts';
import {
  createSlowWorld,
  LATENCY_MILLISECONDS,
  momentOf,
  PATIENT,
  registerNext,
  type World,
} from './worlds.ts';

/** Healthy targets that a release here needs, and how long they have to be so: interval times threshold of the group. */
const REQUIRED = 2;
const THRESHOLD_PERIOD_MILLISECONDS = 10_000;

/** Seconds between the polls of an SDK waiter. */
export const WAITERS = {
  'SDK waiter, as it comes': { minDelay: 15, maxDelay: 120 },
  'SDK waiter, at most 15 s between polls': { minDelay: 15, maxDelay: 15 },
} as const;

/**
 * Milliseconds from the moment at which the standby has been ready and healthy for the whole threshold period to the
 * first weight that the action sends.
 */
export async function detectByAction(seed: number): Promise<number> {
  const world = await createSlowWorld(seed);
  const { aws, clock } = world;
  const run = await startMortalRun(world, { ...PATIENT, bake: '0s' }, undefined, {
    latency: LATENCY_MILLISECONDS,
    seed,
  });
  let healthySince: number | undefined;
  const truth = momentOf(world, async () => {
    if (!isHealthy(world)) healthySince = undefined;
    else healthySince ??= clock.now();
    const hasLasted =
      healthySince !== undefined && clock.now() - healthySince >= THRESHOLD_PERIOD_MILLISECONDS;
    return hasLasted && (await isStable(world, ['COMPLETED']));
  });
  const written = momentOf(world, async () =>
    aws.journal.some(({ call }) => call.accessKeyId === 'DEPLOYER' && call.operation === 'ModifyListener'),
  );
  const [trueAt, writtenAt, ended] = await clock.run(Promise.all([truth, written, run.ended]));
  if (ended !== 'released') throw new Error(`The release of world ${seed} ended as ${ended}.`);
  const milliseconds = writtenAt - trueAt;
  // The truth is looked at every tenth of a second.
  if (milliseconds < -100) throw new Error(`In world ${seed} the first weight came before the truth.`);
  return milliseconds;
}

/** Milliseconds from the moment at which the service is stable to the end of the SDK's waiter for it. */
export async function detectByWaiter(
  seed: number,
  delays: (typeof WAITERS)[keyof typeof WAITERS],
): Promise<number> {
  const world = await createSlowWorld(seed);
  const { clock, infrastructure, ports } = world;
  const { cluster, slots } = infrastructure.target;
  const { service } = slots.blue;
  return clock.run(
    (async () => {
      const taskDefinition = await registerNext(world);
      await ports.ecs.updateService({ cluster, service, taskDefinition, desiredCount: REQUIRED });
      await sleep(clock, LATENCY_MILLISECONDS);
      const truth = momentOf(world, () => isStable(world, ['COMPLETED', 'IN_PROGRESS']));
      const request = { cluster, services: [service] };
      await onVirtualTimers(clock, () =>
        waitUntilServicesStable({ client: ports.ecs, maxWaitTime: 1_800, ...delays }, request),
      );
      return clock.now() - (await truth);
    })(),
  );
}

/** The image of the standby is the next one, and as many of its targets are healthy as are needed. */
function isHealthy({ aws, infrastructure }: World): boolean {
  const { targetGroup } = infrastructure.target.slots.blue;
  const groups = aws.traffic().flatMap((rule) => rule.groups);
  return groups.some(
    ({ targetGroupArn, healthy }) => targetGroupArn === targetGroup && healthy.length >= REQUIRED,
  );
}

/** What the waiter waits for; it does not look at the rollout. */
async function isStable({ infrastructure, ports }: World, rollout: readonly string[]): Promise<boolean> {
  const { cluster, slots } = infrastructure.target;
  const { services } = await ports.ecs.describeServices({ cluster, services: [slots.blue.service] });
  const { deployments = [], runningCount, desiredCount } = services?.[0] ?? {};
  return (
    desiredCount === REQUIRED &&
    runningCount === desiredCount &&
    deployments.length === 1 &&
    rollout.includes(deployments[0]?.rolloutState ?? '')
  );
}
