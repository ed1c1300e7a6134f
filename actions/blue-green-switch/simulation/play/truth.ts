import type { ScalingSettings } from '../../../../lib/aws/scaling/settings.ts';
import type { PerSlot, SlotName, Target } from '../../../../lib/aws/target.ts';
import type { EmbeddedAws } from '../../../../rehearsal/aws/embedded-aws.ts';
import type { HealthyTargets, SlotTruth, Truth } from '../trace.ts';
import { ALARM } from './alarm.ts';

/** Looks at the platform itself. No call is made, so nothing is throttled, stale or kept waiting. */
export function readTruth(aws: EmbeddedAws, target: Target, at: number): Truth {
  const traffic = aws.traffic();
  const services = aws.serviceStates();
  const { blue, green } = target.slots;
  const weightsOf = (arn: string): PerSlot<number> => {
    const groups = traffic.find(({ ruleArn }) => ruleArn === arn)?.groups ?? [];
    const weightOf = (group: string) =>
      groups.find(({ targetGroupArn }) => targetGroupArn === group)?.weight ?? 0;
    return { blue: weightOf(blue.targetGroup), green: weightOf(green.targetGroup) };
  };

  function slotTruth(slot: SlotName): SlotTruth {
    const { service: name, targetGroup } = target.slots[slot];
    const { desiredCount = 0, tasks = [] } = services.find(({ service }) => service === name) ?? {};
    const group = traffic
      .flatMap(({ groups }) => groups)
      .find(({ targetGroupArn }) => targetGroupArn === targetGroup);
    const healthy = new Set(group?.healthy);
    const found = new Map<string, HealthyTargets>();
    for (const { address, taskDefinition, images } of tasks) {
      if (address === undefined || !healthy.has(address)) continue;
      const count = (found.get(taskDefinition)?.count ?? 0) + 1;
      found.set(taskDefinition, { taskDefinition, image: images[target.container.name] ?? '', count });
    }
    const running = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length;
    const scaling = scalingOf(aws, name);
    return { desiredCount, running, healthy: [...found.values()], ...(scaling && { scaling }) };
  }

  const { testRules = [], productionRules } = target;
  const sticky = productionRules.map((arn) => traffic.find(({ ruleArn }) => ruleArn === arn)?.stickySeconds);
  const alarm = aws.alarmStates().find(({ name }) => name === ALARM);
  return {
    at,
    rules: productionRules.map(weightsOf),
    slots: { blue: slotTruth('blue'), green: slotTruth('green') },
    ...(testRules.length > 0 && { tests: testRules.map(weightsOf) }),
    ...(sticky.some((seconds) => seconds !== undefined) && { sticky }),
    ...(alarm && { isAlarm: alarm.state === 'ALARM' }),
  };
}

function scalingOf(aws: EmbeddedAws, service: string): ScalingSettings | undefined {
  const state = aws.scalingStates().find((candidate) => candidate.service === service);
  if (!state) return undefined;
  const { min: minimum, max: maximum, suspended } = state;
  return {
    ...{ minimum, maximum },
    suspended: {
      scaleIn: suspended.DynamicScalingInSuspended,
      scaleOut: suspended.DynamicScalingOutSuspended,
      scheduled: suspended.ScheduledScalingSuspended,
    },
  };
}
