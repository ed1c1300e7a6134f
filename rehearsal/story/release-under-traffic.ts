import { type Clock, sleep } from '../../lib/action/clock.ts';
import type { Target } from '../../lib/aws/target.ts';
import { createVirtualClock } from '../aws/kernel/virtual-clock.ts';
import { createInfrastructure } from './infrastructure.ts';
import { REPOSITORY, STORY_SETTINGS, SWITCH_INPUTS } from './settings.ts';
import type { Stage } from './stage.ts';
import { createVirtualStage, type StageSettings } from './virtual-stage.ts';

/** What is to be released, and where. */
export interface ReleaseWorld {
  readonly stage: Stage;
  readonly target: Target;
  readonly image: string;
  readonly clock: Clock;
}

/** How the world is drawn. */
export interface Circumstances {
  readonly seed: number;
  readonly settings?: StageSettings;
  /** How long load-balancer nodes may take to obey, in milliseconds: before that nobody comes. */
  readonly settling?: number;
  readonly deregistrationDelaySeconds?: number;
}

/** What visitors met. */
export interface Visits {
  readonly total: number;
  readonly failed: number;
  /** By version 2. */
  readonly served: number;
}

/** A world in which release 1 serves from green under traffic; `switchOver` then releases version 2 its own way. */
export async function releaseUnderTraffic(
  { seed, settings = STORY_SETTINGS, settling = 5_000, deregistrationDelaySeconds }: Circumstances,
  switchOver: (world: ReleaseWorld) => Promise<void>,
): Promise<Visits> {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const stage = await createVirtualStage(clock, seed, settings);
  return clock.run(
    (async () => {
      const { target, listenerArn } = await createInfrastructure(stage.clients, clock);
      if (deregistrationDelaySeconds !== undefined) await setDelay(stage, target, deregistrationDelaySeconds);
      await stage.clients.ecr.createRepository({ repositoryName: REPOSITORY });
      const [first, second] = [await publish(stage, '1.0.0'), await publish(stage, '2.0.0')];
      const inputs = { ...SWITCH_INPUTS, target: JSON.stringify(target), image: first };
      await stage.runSwitch({ ...inputs, mode: 'bootstrap' });
      await sleep(clock, settling);
      const traffic = stage.startTraffic(stage.addressOf(listenerArn));
      await sleep(clock, 2_000);
      await switchOver({ stage, target, image: second, clock });
      await sleep(clock, 20_000 + settling);
      const { totals } = await traffic.stop();
      return { total: totals.total, failed: totals.failed, served: totals.versions['2.0.0'] ?? 0 };
    })(),
  );
}

async function setDelay({ clients }: Stage, { slots }: Target, seconds: number): Promise<void> {
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: `${seconds}` }];
  for (const { targetGroup } of [slots.blue, slots.green]) {
    await clients.elbv2.modifyTargetGroupAttributes({ TargetGroupArn: targetGroup, Attributes });
  }
}

async function publish(stage: Stage, version: string): Promise<string> {
  const { outputs } = await stage.publish({ version, behaviour: {} });
  return outputs.image ?? '';
}
