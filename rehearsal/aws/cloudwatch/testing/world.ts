import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  type GetMetricStatisticsInput,
  type MetricAlarm,
  type MetricDatum,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { sleep } from '../../../../lib/action/clock.ts';
import { createDispatch } from '../../kernel/dispatch.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createRandom } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createCloudWatch } from '../cloudwatch.ts';
import type { CloudWatchSettings } from '../settings.ts';

export const START = Date.UTC(2026, 0, 1);

/** Settings under which nothing is late: what a test is not about must not get in its way. */
const PROMPT: Partial<CloudWatchSettings> = {
  customMetricDelay: { min: 0, max: 0 },
  newMetricDelay: 0,
};

/** CloudWatch on a virtual clock, with a real SDK client in front of it. */
export function createWorld(settings: Partial<CloudWatchSettings> = {}) {
  const clock = createVirtualClock(START);
  const random = createRandom(1);
  const cloudwatch = createCloudWatch({ clock, random, settings: { ...PROMPT, ...settings } });
  const dispatch = createDispatch([cloudwatch.service], { clock, random, onCall: () => {} });
  const client = new CloudWatchClient(inProcessClient(dispatch));

  const put = (...MetricData: Partial<MetricDatum>[]) =>
    client.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: MetricData.map((datum) => ({ MetricName: 'Errors', ...datum })),
      }),
    );
  const describe = async (name = 'errors'): Promise<MetricAlarm> => {
    const { MetricAlarms, CompositeAlarms } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
    );
    const alarm = MetricAlarms?.[0] ?? CompositeAlarms?.[0];
    if (!alarm) throw new Error(`No alarm ${name}`);
    return alarm;
  };

  return {
    clock,
    client,
    cloudwatch,
    put,
    describe,
    wait: (seconds: number) => sleep(clock, seconds * 1000),
    /** Runs a story in virtual time. */
    async run<Result>(story: () => Promise<Result>): Promise<Result> {
      // A client's first call loads modules, for which virtual time does not wait.
      await client.send(new DescribeAlarmsCommand({}));
      return clock.run(story());
    },
    putAlarm: (input: Partial<PutMetricAlarmInput> = {}) =>
      client.send(new PutMetricAlarmCommand({ ...ALARM, ...input })),
    putComposite: (AlarmName: string, AlarmRule: string) =>
      client.send(new PutCompositeAlarmCommand({ AlarmName, AlarmRule })),
    stateOf: async (name = 'errors') => (await describe(name)).StateValue,
    /** Datapoints of the first minutes, or as asked. */
    async statistics(input: Partial<GetMetricStatisticsInput> = {}) {
      const { Datapoints = [] } = await client.send(
        new GetMetricStatisticsCommand({
          ...{ Namespace: 'Shop', MetricName: 'Errors', Period: 60, Statistics: ['Sum'] },
          ...{ StartTime: new Date(START), EndTime: new Date(START + 600_000) },
          ...input,
        }),
      );
      return Datapoints.sort((a, b) => Number(a.Timestamp) - Number(b.Timestamp));
    },
    /** One value a minute from now on, each in the middle of its minute; null leaves one out. */
    async feed(values: readonly (number | null)[]): Promise<void> {
      for (const value of values) {
        await sleep(clock, 30_000);
        if (value !== null) await put({ Value: value });
        await sleep(clock, 30_000);
      }
    },
  };
}

/** Errors above zero in every minute of three. */
const ALARM: PutMetricAlarmInput = {
  AlarmName: 'errors',
  Namespace: 'Shop',
  MetricName: 'Errors',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
};
