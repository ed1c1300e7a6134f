import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  GetMetricDataCommand,
  type GetMetricDataInput,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  ListTagsForResourceCommand,
  PutMetricDataCommand,
  paginateGetMetricData,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { expect } from '@jest/globals';
import { createWorld as createScaledWorld } from '../autoscaling/testing/world.ts';
import { conforms } from '../conformance/testing/conforms.ts';
import type { AlarmAction } from './alarms/actions.ts';
import { CLOUDWATCH_BEHAVIOURS } from './behaviours.ts';
import { createBalancedWorld } from './testing/balanced-world.ts';
import { createWorld, START } from './testing/world.ts';

const at = (seconds: number) => new Date(START + seconds * 1000);

conforms(CLOUDWATCH_BEHAVIOURS, {
  async 'dimension-combinations'() {
    const world = createWorld();
    await world.run(async () => {
      const Dimensions = [{ Name: 'Service', Value: 'web' }];
      await world.put({ Value: 1 }, { Value: 2, Dimensions });
      expect(await world.statistics()).toMatchObject([{ Sum: 1 }]);
      expect(await world.statistics({ Dimensions })).toMatchObject([{ Sum: 2 }]);
    });
  },

  async 'standard-resolution'() {
    const world = createWorld();
    await world.run(async () => {
      await world.put({ Value: 1, Timestamp: at(5) }, { Value: 2, Timestamp: at(45) });
      expect(await world.statistics({ Period: 10 })).toMatchObject([{ Sum: 3, Timestamp: at(0) }]);
    });
  },

  async 'high-resolution'() {
    const world = createWorld();
    await world.run(async () => {
      const data = [5, 8, 45].map((second) => ({
        Value: second,
        Timestamp: at(second),
        StorageResolution: 1,
      }));
      await world.put(...data);
      expect(await world.statistics({ Period: 10 })).toMatchObject([
        { Sum: 13, Timestamp: at(0) },
        { Sum: 45, Timestamp: at(40) },
      ]);
    });
  },

  async 'short-periods-for-three-hours'() {
    const world = createWorld();
    await world.run(async () => {
      await world.put({ Value: 1, StorageResolution: 1 });
      await world.wait(3 * 3_600 - 1);
      expect(await world.statistics({ Period: 30 })).toHaveLength(1);
      await world.wait(2);
      expect(await world.statistics({ Period: 30 })).toEqual([]);
      expect(await world.statistics()).toHaveLength(1);
    });
  },

  async 'timestamps-accepted'() {
    const world = createWorld();
    await world.run(async () => {
      const old = -14 * 86_400;
      await world.put({ Value: 1, Timestamp: at(old) }, { Value: 1, Timestamp: at(7_200) });
      for (const seconds of [old - 1, 7_201]) {
        await expect(world.put({ Value: 1, Timestamp: at(seconds) })).rejects.toMatchObject({
          name: 'InvalidParameterValueException',
        });
      }
    });
  },

  async 'custom-data-late'() {
    for (const [delay, waits] of [
      [0, 0],
      [120_000, 120],
    ] as const) {
      const world = createWorld({ customMetricDelay: { min: delay, max: delay } });
      await world.run(async () => {
        await world.put({ Value: 1 });
        if (waits > 0) {
          await world.wait(waits - 1);
          expect(await world.statistics()).toEqual([]);
          await world.wait(1);
        }
        expect(await world.statistics()).toHaveLength(1);
      });
    }
  },

  async 'new-metrics-listed-late'() {
    for (const newMetricDelay of [0, 900_000]) {
      const world = createWorld({ newMetricDelay });
      const list = async () =>
        (await world.client.send(new ListMetricsCommand({ Namespace: 'Shop' }))).Metrics ?? [];
      await world.run(async () => {
        await world.put({ Value: 1 });
        expect(await list()).toHaveLength(newMetricDelay === 0 ? 1 : 0);
        await world.wait(900);
        expect(await list()).toEqual([{ Namespace: 'Shop', MetricName: 'Errors', Dimensions: [] }]);
      });
    }
  },

  async 'aws-namespaces'() {
    const { client } = createWorld();
    const MetricData = [{ MetricName: 'CPUUtilization', Value: 1 }];
    await expect(
      client.send(new PutMetricDataCommand({ Namespace: 'AWS/ECS', MetricData })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'The value AWS/ECS for parameter Namespace is invalid.',
    });
  },

  async 'one-bad-datum'() {
    const world = createWorld();
    await world.run(async () => {
      await expect(world.put({ Value: 1 }, { Value: 2 ** 361 })).rejects.toMatchObject({
        name: 'InvalidParameterValueException',
      });
      expect(await world.statistics()).toEqual([]);
    });
  },

  async 'one-kind-of-value'() {
    const world = createWorld();
    await expect(world.put({ Value: 1, Values: [1] })).rejects.toMatchObject({
      name: 'InvalidParameterCombinationException',
    });
    await expect(world.put({})).rejects.toMatchObject({ name: 'MissingRequiredParameterException' });
  },

  async 'no-percentiles-of-sets'() {
    const world = createWorld();
    await world.run(async () => {
      await world.put({ Values: [1, 2, 100], Counts: [50, 48, 2] });
      const StatisticValues = { SampleCount: 4, Sum: 10, Minimum: 1, Maximum: 5 };
      await world.put({ StatisticValues, Timestamp: at(60) });
      const percentiles = await world.statistics({
        Statistics: undefined,
        ExtendedStatistics: ['p50', 'p90', 'p99'],
      });
      expect(percentiles.map(({ ExtendedStatistics }) => ExtendedStatistics)).toEqual([
        { p50: 1, p90: 2, p99: 100 },
        {},
      ]);
      const [, set] = await world.statistics({ Statistics: ['Average', 'Maximum', 'SampleCount'] });
      expect(set).toMatchObject({ Average: 2.5, Maximum: 5, SampleCount: 4 });
    });
  },

  async 'datapoints-limit'() {
    const world = createWorld();
    await expect(world.statistics({ EndTime: at(1_441 * 60) })).rejects.toMatchObject({
      name: 'InvalidParameterCombinationException',
    });
    expect(await world.statistics({ EndTime: at(1_440 * 60) })).toEqual([]);
  },

  async 'newest-first'() {
    const world = createWorld();
    await world.run(async () => {
      await world.put(...[0, 1, 2, 3, 4].map((minute) => ({ Value: minute, Timestamp: at(minute * 60) })));
      const Metric = { Namespace: 'Shop', MetricName: 'Errors' };
      const input: GetMetricDataInput = {
        MetricDataQueries: [{ Id: 'm1', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
        ...{ StartTime: at(0), EndTime: at(600), MaxDatapoints: 2 },
      };
      const pages: unknown[] = [];
      for await (const page of paginateGetMetricData({ client: world.client }, input)) {
        pages.push([page.MetricDataResults?.[0]?.Values, page.MetricDataResults?.[0]?.StatusCode]);
      }
      expect(pages).toEqual([
        [[4, 3], 'PartialData'],
        [[2, 1], 'PartialData'],
        [[0], 'Complete'],
      ]);
      const { MetricDataResults } = await world.client.send(
        new GetMetricDataCommand({
          ...input,
          ScanBy: 'TimestampAscending',
          NextToken: undefined,
          MaxDatapoints: 9,
        }),
      );
      expect(MetricDataResults).toMatchObject([{ Id: 'm1', Label: 'Errors', Values: [0, 1, 2, 3, 4] }]);
    });
  },

  async 'metric-math'() {
    const world = createWorld();
    await world.run(async () => {
      await world.put({ Value: 5, Timestamp: at(60) });
      const requests = [0, 60, 120].map((second) => ({
        ...{ MetricName: 'Requests', Value: 50, Timestamp: at(second) },
      }));
      await world.put(...requests);
      const metric = (Id: string, MetricName: string) => ({
        ...{ Id, ReturnData: false },
        MetricStat: { Metric: { Namespace: 'Shop', MetricName }, Period: 60, Stat: 'Sum' },
      });
      const { MetricDataResults = [] } = await world.client.send(
        new GetMetricDataCommand({
          MetricDataQueries: [
            { Id: 'rate', Expression: '100 * filled / requests' },
            { Id: 'filled', Expression: 'FILL(errors, 0)', ReturnData: false },
            { Id: 'bare', Expression: 'errors/requests', Label: 'Bare' },
            { Id: 'both', Expression: 'SUM([errors, requests])' },
            { Id: 'chosen', Expression: 'IF(requests > 40 AND filled == 0, -(1 + 2) * 2 ^ 2, 7)' },
            metric('errors', 'Errors'),
            metric('requests', 'Requests'),
          ],
          ...{ StartTime: at(0), EndTime: at(180), ScanBy: 'TimestampAscending' },
        }),
      );
      expect(MetricDataResults.map(({ Label, Values }) => [Label, Values])).toEqual([
        ['rate', [0, 10, 0]],
        ['Bare', [0.1]],
        ['both', [50, 55, 50]],
        ['chosen', [-12, 7, -12]],
      ]);
    });
  },

  async 'alarm-periods'() {
    const world = createWorld();
    for (const Period of [10, 20, 30, 60, 300]) await world.putAlarm({ Period });
    for (const Period of [1, 5, 15, 90]) {
      await expect(world.putAlarm({ Period })).rejects.toMatchObject({ name: 'ValidationException' });
    }
    world.cloudwatch.close();
  },

  async 'alarm-looks-back-a-day'() {
    const world = createWorld();
    await world.putAlarm({ Period: 300, EvaluationPeriods: 288 });
    await expect(world.putAlarm({ Period: 300, EvaluationPeriods: 289 })).rejects.toThrow(
      'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
    );
    await world.putAlarm({ Period: 3_600, EvaluationPeriods: 168 });
    await expect(world.putAlarm({ Period: 3_600, EvaluationPeriods: 169 })).rejects.toThrow('a week');
    world.cloudwatch.close();
  },

  async 'alarm-born-unchecked'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm();
      expect(await world.describe()).toMatchObject({
        ...{ StateValue: 'INSUFFICIENT_DATA', StateReason: 'Unchecked: Initial alarm creation' },
        ...{ ActionsEnabled: true, Threshold: 0, EvaluationPeriods: 3, Dimensions: [] },
      });
      await world.feed([1, 1, 1, 1]);
      expect(await world.stateOf()).toBe('ALARM');
      await world.putAlarm({ Threshold: 5, TreatMissingData: 'ignore' });
      expect(await world.describe()).toMatchObject({ StateValue: 'ALARM', Threshold: 5 });
    });
  },

  async 'evaluated-every-minute'() {
    for (const [Period, longest] of [
      [60, 60],
      [10, 10],
    ] as const) {
      const world = createWorld();
      await world.run(async () => {
        await world.putAlarm({ Period, EvaluationPeriods: 1 });
        await world.put({ Value: 1, StorageResolution: 1 });
        await world.wait(Period);
        const since = world.clock.now();
        while ((await world.stateOf()) !== 'ALARM') await world.wait(1);
        expect(world.clock.now() - since).toBeLessThanOrEqual(longest * 1000);
      });
    }
  },

  async 'm-out-of-n'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm({ DatapointsToAlarm: 2 });
      await world.putAlarm({ AlarmName: 'all' });
      await world.feed([0, 1, 0, 1]);
      await world.wait(59);
      expect([await world.stateOf(), await world.stateOf('all')]).toEqual(['ALARM', 'OK']);
    });
  },

  async 'missing-by-default'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm();
      await world.feed([0, 0, 0, null, null, null]);
      expect(await world.stateOf()).toBe('OK');
      await world.feed([null, null, null]);
      expect(await world.describe()).toMatchObject({
        ...{ StateValue: 'INSUFFICIENT_DATA', StateReason: 'Insufficient Data: 3 datapoints were unknown.' },
      });
    });
  },

  async 'missing-ignored'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm({ TreatMissingData: 'ignore' });
      await world.feed([1, 1, 1, ...Array.from({ length: 30 }, () => null)]);
      expect(await world.stateOf()).toBe('ALARM');
    });
  },

  async 'missing-breaching'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm({ TreatMissingData: 'breaching', EvaluationPeriods: 2 });
      await world.wait(61);
      expect(await world.describe()).toMatchObject({
        StateValue: 'ALARM',
        StateReason:
          'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].',
      });
    });
  },

  async 'missing-not-breaching'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm({ TreatMissingData: 'notBreaching', EvaluationPeriods: 1 });
      await world.wait(61);
      expect(await world.describe()).toMatchObject({
        StateValue: 'OK',
        StateReason:
          'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
      });
    });
  },

  async 'evaluation-range'() {
    for (const [extraPeriods, wanted] of [
      [0, 'ALARM'],
      [2, 'OK'],
    ] as const) {
      const world = createWorld({ extraPeriods });
      await world.run(async () => {
        await world.putAlarm({ EvaluationPeriods: 1, TreatMissingData: 'breaching' });
        await world.feed([0, null]);
        await world.wait(59);
        expect(await world.stateOf()).toBe(wanted);
      });
    }
  },

  async 'no-premature-alarm'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm();
      await world.feed([1, null]);
      await world.wait(59);
      expect(await world.stateOf()).toBe('INSUFFICIENT_DATA');
      await world.wait(60);
      expect(await world.stateOf()).toBe('ALARM');
    });
  },

  async 'young-breach'() {
    for (const [youngBreach, wanted] of [
      ['keep', 'INSUFFICIENT_DATA'],
      ['ok', 'OK'],
    ] as const) {
      const world = createWorld({ youngBreach });
      await world.run(async () => {
        await world.putAlarm();
        await world.feed([1]);
        await world.wait(59);
        expect(await world.stateOf()).toBe(wanted);
      });
    }
  },

  async 'reasons-in-words'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm({ DatapointsToAlarm: 3 });
      await world.feed([1, 2.5, 3]);
      await world.wait(59);
      const alarm = await world.describe();
      expect(alarm.StateReason).toBe(
        'Threshold Crossed: 3 out of the last 3 datapoints [3.0 (01/01/26 00:02:00), 2.5 (01/01/26 00:01:00), ' +
          '1.0 (01/01/26 00:00:00)] were greater than the threshold (0.0) (minimum 3 datapoints for OK -> ALARM transition).',
      );
      const data = JSON.parse(alarm.StateReasonData ?? '');
      expect(data).toMatchObject({
        ...{ version: '1.0', startDate: '2026-01-01T00:00:00.000+0000', statistic: 'Sum', period: 60 },
        ...{ recentDatapoints: [1, 2.5, 3], threshold: 0 },
        evaluatedDatapoints: [{ value: 3, sampleCount: 1 }, { value: 2.5 }, { value: 1 }],
      });
      expect(alarm.StateReasonData).toContain('"threshold":0.0,');
      await world.putAlarm({ AlarmName: 'plain', EvaluationPeriods: 2 });
      await world.wait(1);
      await world.feed([0]);
      await world.wait(59);
      expect((await world.describe()).StateReason).toBe(
        'Threshold Crossed: 1 out of the last 3 datapoints [0.0 (01/01/26 00:04:00)] was not greater than the ' +
          'threshold (0.0) (minimum 1 datapoint for ALARM -> OK transition).',
      );
      expect((await world.describe('plain')).StateReason).toMatch(
        /^Threshold Crossed: [12] datapoints? \[.*\] (was|were)( not)? greater than the threshold \(0\.0\)\.$/,
      );
    });
  },

  async 'set-by-hand'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm({ TreatMissingData: 'notBreaching' });
      await world.wait(61);
      const change = { AlarmName: 'errors', StateValue: 'ALARM', StateReason: 'by hand' } as const;
      await world.client.send(new SetAlarmStateCommand(change));
      expect(await world.describe()).toMatchObject({ StateValue: 'ALARM', StateReason: 'by hand' });
      await world.wait(61);
      expect(await world.stateOf()).toBe('OK');
      await expect(
        world.client.send(new SetAlarmStateCommand({ ...change, AlarmName: 'other' })),
      ).rejects.toMatchObject({ name: 'ResourceNotFound' });
    });
  },

  async 'history-outlives-alarms'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm({ TreatMissingData: 'breaching', AlarmActions: ['arn:aws:sns:eu-west-1:1:a'] });
      await world.wait(61);
      await world.client.send(new DeleteAlarmsCommand({ AlarmNames: ['errors'] }));
      const { AlarmHistoryItems = [] } = await world.client.send(
        new DescribeAlarmHistoryCommand({ AlarmName: 'errors', ScanBy: 'TimestampAscending' }),
      );
      expect(AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary)).toEqual([
        'Alarm "errors" created',
        'Alarm updated from INSUFFICIENT_DATA to ALARM',
        expect.stringMatching(/^Failed to execute action arn:aws:sns:eu-west-1:1:a\. Received error: "/),
        'Alarm "errors" deleted',
      ]);
      expect(JSON.parse(AlarmHistoryItems[1]?.HistoryData ?? '')).toMatchObject({
        version: '1.0',
        oldState: { stateValue: 'INSUFFICIENT_DATA' },
        newState: { stateValue: 'ALARM', stateReasonData: { period: 60 } },
      });
    });
  },

  async 'actions-disabled'() {
    expect(await countActions(true)).toEqual([0, 'ALARM']);
  },

  async 'scaling-repeated'() {
    // One action at the transition, then one a minute.
    expect(await countActions(false)).toEqual([5, 'ALARM']);
  },

  async 'composite-rule'() {
    const world = createWorld();
    await world.run(async () => {
      const set = (AlarmName: string, StateValue: 'OK' | 'ALARM') =>
        world.client.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'test' }));
      await world.putAlarm({ AlarmName: 'a', TreatMissingData: 'ignore' });
      await world.putAlarm({ AlarmName: 'b', TreatMissingData: 'ignore' });
      await world.putComposite('both', 'ALARM(a) AND NOT ALARM("b")');
      await world.putComposite('above', 'OK(both)');
      expect([await world.stateOf('both'), await world.stateOf('above')]).toEqual(['OK', 'ALARM']);
      await set('a', 'ALARM');
      expect(await world.describe('both')).toMatchObject({
        StateValue: 'ALARM',
        StateReason:
          'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a transitioned to ALARM at Thursday 01 January, 2026 00:00:00 UTC',
      });
      expect(await world.stateOf('above')).toBe('OK');
      await set('b', 'ALARM');
      expect([await world.stateOf('both'), await world.stateOf('above')]).toEqual(['OK', 'ALARM']);
    });
  },

  async 'composite-cycle'() {
    const world = createWorld();
    await world.putComposite('contrary', 'NOT ALARM(contrary)');
    expect(await world.stateOf('contrary')).toBe('ALARM');
    await world.putComposite('one', 'TRUE');
    await world.putComposite('other', 'NOT ALARM(one)');
    await world.putComposite('one', 'NOT OK(other)');
    expect([await world.stateOf('one'), await world.stateOf('other')]).toEqual(['OK', 'ALARM']);
  },

  async 'composite-children-exist'() {
    const world = createWorld();
    await expect(world.putComposite('c', 'ALARM(nobody) OR TRUE')).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Could not save the composite alarm as alarms [nobody] in the alarm rule do not exist',
    });
  },

  async 'children-not-deleted'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm();
      await world.putComposite('above', 'ALARM(errors)');
      const remove = (name: string) => world.client.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
      await expect(remove('errors')).rejects.toMatchObject({ name: 'ValidationException' });
      await remove('above');
      await remove('errors');
    });
  },

  async 'delete-all-or-none'() {
    const world = createWorld();
    await world.run(async () => {
      await world.putAlarm();
      await expect(
        world.client.send(new DeleteAlarmsCommand({ AlarmNames: ['errors', 'nobody'] })),
      ).rejects.toMatchObject({ name: 'ResourceNotFound' });
      expect(await world.stateOf()).toBe('INSUFFICIENT_DATA');
    });
  },

  async 'metric-alarms-by-default'() {
    const world = createWorld();
    await world.putComposite('always', 'TRUE');
    const { CompositeAlarms } = await world.client.send(
      new DescribeAlarmsCommand({ AlarmNames: ['always'] }),
    );
    expect(CompositeAlarms).toEqual([]);
    expect(await world.stateOf('always')).toBe('ALARM');
  },

  async 'load-balancer-late'() {
    for (const delay of [60_000, 180_000]) {
      const world = createBalancedWorld({ loadBalancerDelay: { min: delay, max: delay } });
      await world.run(async () => {
        const { LoadBalancer } = world.dimensions();
        await world.visit(3);
        await world.wait((START + 60_000 + delay - world.clock.now()) / 1000 - 1);
        expect(await world.read('RequestCount', { LoadBalancer })).toEqual({});
        await world.wait(1);
        expect(await world.read('RequestCount', { LoadBalancer })).toEqual({ 0: 3 });
      });
    }
  },

  async 'no-requests-no-data'() {
    const world = createBalancedWorld();
    await world.run(async () => {
      const names = world.dimensions();
      await world.visit(3);
      await world.wait(120);
      world.answers.status = 500;
      await world.visit(2);
      await world.wait(120);
      expect(await world.read('RequestCount', names)).toEqual({ 0: 3, 2: 2 });
      expect(await world.read('HTTPCode_Target_2XX_Count', names)).toEqual({ 0: 3 });
      expect(await world.read('HTTPCode_Target_5XX_Count', names)).toEqual({ 2: 2 });
    });
  },

  async 'own-errors-apart'() {
    const world = createBalancedWorld();
    await world.run(async () => {
      const { LoadBalancer } = world.dimensions();
      await world.fix('503');
      await world.visit(2);
      await world.wait(120);
      const sums = await Promise.all(
        ['HTTPCode_ELB_5XX_Count', 'HTTPCode_ELB_503_Count', 'HTTPCode_Target_5XX_Count', 'RequestCount'].map(
          (name) => world.read(name, { LoadBalancer }),
        ),
      );
      expect(sums).toEqual([{ 0: 2 }, { 0: 2 }, {}, {}]);
    });
  },

  async 'load-balancer-dimensions'() {
    const world = createBalancedWorld();
    await world.run(async () => {
      await world.visit(1);
      await world.wait(120);
      expect(await world.list('RequestCount')).toEqual([
        'AvailabilityZone LoadBalancer',
        'AvailabilityZone LoadBalancer TargetGroup',
        'LoadBalancer',
        'LoadBalancer TargetGroup',
      ]);
      expect(await world.list('RequestCountPerTarget')).toEqual(['LoadBalancer TargetGroup', 'TargetGroup']);
    });
  },

  async 'requests-by-group'() {
    const world = createBalancedWorld();
    await world.run(async () => {
      const { LoadBalancer, TargetGroup: blue } = world.dimensions();
      await world.visit(4);
      const { arn, TargetGroup: green } = await world.moveOn();
      await world.visit(3);
      await world.register(arn);
      await world.wait(15);
      await world.visit(2);
      await world.wait(120);
      expect(await world.read('RequestCount', { LoadBalancer })).toEqual({ 0: 6 });
      expect(await world.read('RequestCount', { LoadBalancer, TargetGroup: blue })).toEqual({ 0: 4 });
      expect(await world.read('RequestCount', { LoadBalancer, TargetGroup: green })).toEqual({ 0: 2 });
      expect(await world.read('HTTPCode_ELB_503_Count', { LoadBalancer })).toEqual({ 0: 3 });
    });
  },

  async 'requests-per-target'() {
    const world = createBalancedWorld();
    await world.run(async () => {
      const { TargetGroup } = world.dimensions();
      await world.visit(10);
      await world.wait(120);
      expect(await world.read('RequestCountPerTarget', { TargetGroup })).toEqual({ 0: 5 });
    });
  },

  async 'response-time-in-seconds'() {
    const world = createBalancedWorld();
    await world.run(async () => {
      await world.visit(9);
      world.answers.milliseconds = 2_000;
      await world.visit(1);
      await world.wait(120);
      const [Name, Value] = Object.entries(world.dimensions())[0] ?? [];
      const { Datapoints = [] } = await world.client.send(
        new GetMetricStatisticsCommand({
          ...{ Namespace: 'AWS/ApplicationELB', MetricName: 'TargetResponseTime', Period: 60 },
          ...{ Dimensions: [{ Name, Value }], ExtendedStatistics: ['p50', 'p90', 'p99'] },
          ...{ StartTime: at(0), EndTime: at(60) },
        }),
      );
      expect(Datapoints).toMatchObject([
        { Unit: 'Seconds', ExtendedStatistics: { p50: 0.05, p90: 0.05, p99: 2 } },
      ]);
    });
  },

  async 'host-counts'() {
    const world = createBalancedWorld();
    await world.run(async () => {
      const names = world.dimensions();
      await world.wait(120);
      world.answers.checkStatus = 503;
      await world.wait(120);
      const healthy = await world.read('HealthyHostCount', names, 'Minimum');
      const unhealthy = await world.read('UnHealthyHostCount', names, 'Maximum');
      expect([healthy[1], healthy[3], unhealthy[1], unhealthy[3]]).toEqual([2, 0, 0, 2]);
      await world.fix('200');
      await world.wait(120);
      expect(Object.keys(await world.read('HealthyHostCount', names, 'Minimum'))).not.toContain('5');
    });
  },

  async 'service-utilization'() {
    const load = { cpuPerSecond: 100, memoryMebibytes: 128 };
    const MetricNames = ['CPUUtilization', 'MemoryUtilization'];
    for (const [behaviours, wanted] of [
      [{ 'shop:1': { load } }, ['40.0', '25.0']],
      [{}, [undefined, undefined]],
    ] as const) {
      const world = await createScaledWorld({ behaviours });
      await world.run(async () => {
        await world.wait(180);
        const read = MetricNames.map(async (MetricName) => {
          const { Datapoints = [] } = await world.cloudwatch.send(
            new GetMetricStatisticsCommand({
              ...{ Namespace: 'AWS/ECS', MetricName, Period: 60, Statistics: ['Average', 'SampleCount'] },
              Dimensions: [
                { Name: 'ClusterName', Value: 'shop' },
                { Name: 'ServiceName', Value: 'web' },
              ],
              ...{ StartTime: at(120), EndTime: at(180) },
            }),
          );
          return Datapoints[0]?.Average?.toFixed(1);
        });
        expect(await Promise.all(read)).toEqual(wanted);
      });
    }
  },

  async 'tags-of-updates-ignored'() {
    const world = createWorld();
    await world.putAlarm({ Tags: [{ Key: 'team', Value: 'shop' }] });
    await world.putAlarm({ Tags: [{ Key: 'team', Value: 'other' }] });
    const { AlarmArn } = await world.describe();
    const { Tags } = await world.client.send(new ListTagsForResourceCommand({ ResourceARN: AlarmArn }));
    expect(Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
    world.cloudwatch.close();
  },
});

/** Takes the scaling actions of an alarm that breaches for four minutes after its first evaluation. */
async function countActions(disabled: boolean) {
  const world = createWorld();
  const taken: AlarmAction[] = [];
  world.cloudwatch.alarms.handle({ prefix: 'arn:aws:autoscaling:', run: (action) => taken.push(action) });
  return world.run(async () => {
    await world.putAlarm({
      ...{ TreatMissingData: 'breaching', EvaluationPeriods: 1 },
      AlarmActions: ['arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1'],
    });
    if (disabled) await world.client.send(new DisableAlarmActionsCommand({ AlarmNames: ['errors'] }));
    await world.wait(300);
    return [taken.length, await world.stateOf()];
  });
}
