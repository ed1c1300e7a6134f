import { sleep } from '../../../../lib/action/clock.ts';
import { otherSlot, type PerSlot, type SlotName } from '../../../../lib/aws/target.ts';
import { forwardTo } from '../../testing/forward-to.ts';
import { servingSlot } from '../judge/serving.ts';
import type { Act } from '../scenario.ts';
import type { Truth } from '../trace.ts';
import { failOrders } from './alarm.ts';
import type { Platform } from './platform.ts';
import type { Stage } from './stage.ts';
import { stickinessOf } from './sticky.ts';

/** Lets it happen; settles when it is over. */
export async function carryOut(
  { platform, recorder, visitors }: Stage,
  act: Act,
  start: Truth,
): Promise<void> {
  const { aws, clock } = platform;
  const now = recorder.truth();
  switch (act.kind) {
    case 'reset-rules':
      return writeRules(platform, act.rule, start.rules);
    case 'set-weights': {
      const weights = { blue: act.blue, green: act.green };
      return writeRules(
        platform,
        act.rule,
        start.rules.map(() => weights),
      );
    }
    case 'set-count':
      return setCount(platform, now, act.count);
    case 'lose-tasks':
      aws.faults.act({ kind: 'kill-machine', share: act.share });
      return;
    case 'capacity-shortage':
      return during(
        clock,
        act.milliseconds,
        () => aws.faults.add({ kind: 'capacity-shortage' }),
        aws.faults.end,
      );
    case 'node-lag': {
      const fault = { kind: 'node-lag', milliseconds: act.lag } as const;
      return during(clock, act.milliseconds, () => aws.faults.add(fault), aws.faults.end);
    }
    case 'outage': {
      const fault = { kind: act.fault, probability: 0.9 } as const;
      return during(clock, act.milliseconds, () => aws.faults.add(fault), aws.faults.end);
    }
    case 'scale':
      return scale(platform, now, act.by);
    case 'load':
      return visitors.setRate(act.visitors);
    case 'failing-orders':
      return failOrders(platform, act.milliseconds);
    case 'set-test-weights':
      return writeTestRules(platform, act);
  }
}

async function during(
  clock: Platform['clock'],
  milliseconds: number,
  begin: () => string,
  end: (id: string) => unknown,
): Promise<void> {
  const id = begin();
  await sleep(clock, milliseconds);
  end(id);
}

/** Writes weights as somebody with a tool of his own does: without asking anybody. */
export async function writeRules(
  { ports, target, infrastructure, shape }: Platform,
  which: number | 'all',
  weights: readonly PerSlot<number>[],
): Promise<void> {
  for (const [index, RuleArn] of target.productionRules.entries()) {
    const wanted = weights[index];
    if (!wanted || (which !== 'all' && which !== index)) continue;
    const stickiness = shape.sticky && stickinessOf(shape);
    const actions = forwardTo(target, wanted, stickiness);
    if (index > 0) await ports.elbv2.modifyRule({ RuleArn, Actions: actions });
    else {
      const { listenerArn: ListenerArn } = infrastructure;
      await ports.elbv2.modifyListener({ ListenerArn, DefaultActions: actions });
    }
  }
}

async function writeTestRules({ ports, target }: Platform, weights: PerSlot<number>): Promise<void> {
  for (const RuleArn of target.testRules ?? []) {
    await ports.elbv2.modifyRule({ RuleArn, Actions: forwardTo(target, weights) });
  }
}

/** Of the slot that has no traffic; of none when both have. */
async function setCount(platform: Platform, now: Truth, desiredCount: number): Promise<void> {
  const live = servingSlot(now);
  if (live) await setDesiredCount(platform, otherSlot(live), desiredCount);
}

async function scale(platform: Platform, now: Truth, by: number): Promise<void> {
  const live = servingSlot(now);
  if (live) await setDesiredCount(platform, live, Math.max(1, now.slots[live].desiredCount + by));
}

async function setDesiredCount(
  { ports, target }: Platform,
  slot: SlotName,
  desiredCount: number,
): Promise<void> {
  const { service } = target.slots[slot];
  await ports.ecs.updateService({ cluster: target.cluster, service, desiredCount });
}
