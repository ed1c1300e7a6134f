import * as sdk from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../../lib/action/clock.ts';
import { createClosableClock } from '../kernel/closable-clock.ts';
import type { Random } from '../kernel/random.ts';
import { defineService, type Operation, type Operations, type Service } from '../kernel/service.ts';
import type { ActionHandler } from './alarms/actions.ts';
import { actionsOf } from './alarms/alarm-record.ts';
import { describeOperations } from './alarms/describe.ts';
import { alarmOperations, deleteAlarms } from './alarms/operations.ts';
import { type AlarmPorts, putMetricAlarm } from './alarms/put-alarm.ts';
import { createAlarmWatch } from './alarms/watch.ts';
import { createGetMetricData } from './data/get-metric-data.ts';
import { createGetMetricStatistics } from './data/get-metric-statistics.ts';
import { createListMetrics } from './data/list-metrics.ts';
import { createPutMetricData } from './data/put-metric-data.ts';
import type { MetricName } from './metrics/metric-name.ts';
import type { Put } from './metrics/store.ts';
import { type CloudWatchSettings, DEFAULT_SETTINGS } from './settings.ts';
import { createRegions, type Place, type Region } from './state.ts';
import { tagOperations } from './tags.ts';

export interface CloudWatchPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings?: Partial<CloudWatchSettings>;
}

/** What other services of AWS do with alarms, without calls of the API. */
export interface Alarms {
  /** @throws AwsError as PutMetricAlarm would */
  put(place: Place, input: sdk.PutMetricAlarmInput): void;
  /** Names that no alarm has are passed over. */
  delete(place: Place, names: readonly string[]): void;
  /** Undefined when there is no such alarm. */
  stateOf(place: Place, name: string): sdk.StateValue | undefined;
  /** Alarms that take the action in any of their states. */
  withAction(place: Place, actionArn: string): { readonly AlarmName: string; readonly AlarmARN: string }[];
  /** Adds what carries out actions of a kind. */
  handle(handler: ActionHandler): void;
}

export interface AlarmState {
  readonly name: string;
  readonly state: sdk.StateValue;
}

export interface CloudWatch {
  readonly service: Service;
  readonly settings: CloudWatchSettings;
  readonly alarms: Alarms;
  /** Takes what AWS's own services publish. */
  publish(place: Place, metric: MetricName, put: Put): void;
  /** Adds a function that publishes what has become known; it is called before metrics are read. */
  addSource(refresh: () => void): void;
  /** Every alarm as it is, and not as an answer may show it: for judges. */
  alarmStates(): readonly AlarmState[];
  /** Ends the evaluation of alarms. */
  close(): void;
}

/** Amazon CloudWatch: metrics and alarms. There is a timer for each metric alarm, and no other. */
export function createCloudWatch(ports: CloudWatchPorts): CloudWatch {
  const settings = { ...DEFAULT_SETTINGS, ...ports.settings };
  const clock = createClosableClock(ports.clock);
  const regions: Region[] = [];
  const regionOf = createRegions(clock, (region) => regions.push(region));
  const sources: (() => void)[] = [];
  const handlers: ActionHandler[] = [];
  const refresh = () => {
    for (const source of sources) source();
  };
  const random = ports.random.fork('cloudwatch');
  const transitions = { clock, handlers };
  const watch = createAlarmWatch({ ...transitions, random: random.fork('alarms'), settings, refresh });
  const alarmPorts: AlarmPorts = { ...transitions, watch };
  const reads = { clock, settings, regionOf };

  return {
    service: defineService(sdk, new sdk.CloudWatchClient({ region: 'us-east-1' }), {
      PutMetricData: createPutMetricData({ ...reads, random: random.fork('data') }),
      ...afterRefresh(refresh, {
        GetMetricData: createGetMetricData(reads),
        GetMetricStatistics: createGetMetricStatistics(reads),
        ListMetrics: createListMetrics(reads),
      }),
      ...alarmOperations(alarmPorts, regionOf),
      ...describeOperations(regionOf),
      ...tagOperations(regionOf),
    }),
    settings,
    alarms: {
      put: (place, input) => putMetricAlarm(alarmPorts, regionOf(place), input),
      delete(place, names) {
        const region = regionOf(place);
        deleteAlarms(
          alarmPorts,
          region,
          names.filter((name) => region.alarms.has(name)),
        );
      },
      stateOf: (place, name) => regionOf(place).alarms.get(name)?.state.value,
      withAction: (place, actionArn) =>
        [...regionOf(place).alarms.values()]
          .filter((alarm) => actionsOf(alarm).includes(actionArn))
          .map(({ name, arn }) => ({ AlarmName: name, AlarmARN: arn })),
      handle: (handler) => handlers.push(handler),
    },
    publish: (place, metric, put) => regionOf(place).metrics.put(metric, put),
    addSource: (source) => sources.push(source),
    alarmStates: () =>
      regions.flatMap(({ alarms }) =>
        [...alarms.values()].map(({ name, state }) => ({ name, state: state.value })),
      ),
    close: () => clock.close(),
  };
}

function afterRefresh(refresh: () => void, operations: Operations): Operations {
  const refreshed =
    (operation: Operation): Operation =>
    (input, call) => {
      refresh();
      return operation(input, call);
    };
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, refreshed(operation)]),
  );
}
