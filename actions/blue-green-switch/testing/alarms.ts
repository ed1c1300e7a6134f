import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { sleep } from '../../../lib/action/clock.ts';
import { targetGroupDimension } from '../../../lib/aws/load-balancer/arns.ts';
import type { createWorld } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** What every alarm here has in common. */
const COMMON = {
  Statistic: 'Sum',
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
} as const;

/** The shortest bake that the alarm of `addAlarm` allows: a period of 10 s, and two minutes that data may be late. */
export const SMALLEST_BAKE = '2m10s';

/** Adds an alarm that is in ALARM when the custom metric of its name is 1 or more. */
export async function addAlarm(
  { clock, ports }: World,
  AlarmName: string,
  given: Partial<PutMetricAlarmInput> = {},
): Promise<void> {
  const metric = { Namespace: 'Shop', MetricName: AlarmName, Period: 10 };
  await clock.run(ports.cloudwatch.putMetricAlarm({ ...COMMON, ...metric, AlarmName, ...given }));
}

/** Adds an alarm that is in ALARM when a target of blue has answered a request of the last minute with 5xx. */
export async function addErrorAlarm(world: World, AlarmName: string): Promise<void> {
  const { listenerArn, target } = world.infrastructure;
  await addAlarm(world, AlarmName, {
    ...{ Namespace: 'AWS/ApplicationELB', MetricName: 'HTTPCode_Target_5XX_Count', Period: 60 },
    TreatMissingData: 'notBreaching',
    Dimensions: [
      { Name: 'LoadBalancer', Value: /listener\/(.*)\//.exec(listenerArn)?.[1] ?? '' },
      { Name: 'TargetGroup', Value: targetGroupDimension(target.slots.blue.targetGroup) },
    ],
  });
}

/** Puts a value of the metric of that name every 5 s, for so many seconds. Runs beside a release, which runs the clock. */
export async function publish(
  { clock, ports }: World,
  MetricName: string,
  Value: number,
  seconds: number,
): Promise<void> {
  for (let second = 0; second < seconds; second += 5) {
    const MetricData = [{ MetricName, Value, StorageResolution: 1 }];
    await ports.cloudwatch.putMetricData({ Namespace: 'Shop', MetricData });
    await sleep(clock, 5_000);
  }
}
