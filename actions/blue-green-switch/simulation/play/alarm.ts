import { sleep } from '../../../../lib/action/clock.ts';
import type { Platform } from './platform.ts';

/** Name of the alarm, and of the metric that it watches: orders that have failed. */
export const ALARM = 'orders';

const NAMESPACE = 'Shop';

/** Adds an alarm that is in ALARM for as long as orders fail; without any it is quiet. */
export async function addAlarm({ ports, shape }: Platform): Promise<void> {
  if (!shape.isAlarmed) return;
  await ports.cloudwatch.putMetricAlarm({
    ...{ AlarmName: ALARM, Namespace: NAMESPACE, MetricName: ALARM, Statistic: 'Sum', Period: 10 },
    ...{ EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold' },
    TreatMissingData: 'notBreaching',
  });
}

/** Lets orders fail for so long. */
export async function failOrders({ ports, clock }: Platform, milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 5_000) {
    const MetricData = [{ MetricName: ALARM, Value: 1, StorageResolution: 1 }];
    await ports.cloudwatch.putMetricData({ Namespace: NAMESPACE, MetricData });
    await sleep(clock, 5_000);
  }
}
