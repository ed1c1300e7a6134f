import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { collect } from '../pagination.ts';
import { type Alarm, toCompositeAlarm, toMetricAlarm } from './alarm.ts';

export interface AlarmPorts {
  readonly cloudwatch: CloudWatch;
  readonly signal: AbortSignal;
}

/** As many names as DescribeAlarms takes, and as many alarms as it answers in one page. */
export const ALARMS_LIMIT = 100;

/**
 * Reads alarms, in one call for as many as a call takes. Those that do not exist are not among them.
 * @param names at most ALARMS_LIMIT; without it all alarms of the region
 */
export function describeAlarms(
  { cloudwatch, signal }: AlarmPorts,
  names?: readonly string[],
): Promise<Alarm[]> {
  if (names?.length === 0) return Promise.resolve([]);
  const pages = cloudwatch.paginateDescribeAlarms({
    // Composite alarms are returned only to who asks for them, even by name.
    AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
    MaxRecords: ALARMS_LIMIT,
    ...(names && { AlarmNames: [...names] }),
  });
  return collect(
    pages,
    ({ MetricAlarms = [], CompositeAlarms = [] }) => [
      ...MetricAlarms.map(toMetricAlarm),
      ...CompositeAlarms.map(toCompositeAlarm),
    ],
    { signal },
  );
}
