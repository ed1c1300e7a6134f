import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { describe, expect, test } from '@jest/globals';
import { createVirtualAws } from '../../../rehearsal/testing/virtual-aws.ts';
import { findAlarms } from './find-alarms.ts';
import { readFamily } from './read-family.ts';

type Tags = Readonly<Record<string, string>>;

async function setUp() {
  const { clock, ports, callsOf, aws } = await createVirtualAws();
  const { cloudwatch } = ports;
  const run = <Result>(work: Promise<Result>) => clock.run(work);
  const toTags = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return {
    ...{ ports, run, callsOf, aws },
    find: (names: readonly string[], tags: readonly { key: string; value: string }[] = []) =>
      run(findAlarms(ports, { names, tags })),
    addMetricAlarm: (AlarmName: string, tags: Tags = {}, given: Partial<PutMetricAlarmInput> = {}) =>
      run(
        cloudwatch.putMetricAlarm({
          ...{ AlarmName, Namespace: 'Shop', MetricName: 'Errors', Statistic: 'Sum', Period: 60 },
          ...{ EvaluationPeriods: 3, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' },
          ...given,
          Tags: toTags(tags),
        }),
      ),
    addComposite: (AlarmName: string, AlarmRule: string, tags: Tags = {}) =>
      run(cloudwatch.putCompositeAlarm({ AlarmName, AlarmRule, Tags: toTags(tags) })),
  };
}

describe('alarms', () => {
  test('are found by name in one call, metric and composite alike, in the order of the names', async () => {
    const { find, addMetricAlarm, addComposite, callsOf } = await setUp();
    await addMetricAlarm('errors');
    await addMetricAlarm('other');
    await addComposite('any', 'ALARM(errors)');
    expect(await find(['errors', 'any'])).toEqual([
      expect.objectContaining({
        ...{ name: 'errors', state: 'INSUFFICIENT_DATA', since: expect.any(Number) },
        basis: { kind: 'metrics', namespaces: ['Shop'], period: 60, evaluationPeriods: 3 },
      }),
      expect.objectContaining({ name: 'any', basis: { kind: 'alarms', names: ['errors'] } }),
    ]);
    expect(callsOf('DescribeAlarms')).toHaveLength(1);
    expect(callsOf('ListTagsForResource')).toHaveLength(0);
  });

  test('are found by a tag on any page, each once however it is meant', async () => {
    const { find, addMetricAlarm, addComposite } = await setUp();
    for (let index = 100; index < 200; index += 1) await addMetricAlarm(`a${index}`);
    await addMetricAlarm('z', { service: 'web', team: 'shop' });
    await addComposite('any', 'ALARM(z)', { service: 'web' });
    await addMetricAlarm('zz', { service: 'websites' });
    const tags = [
      { key: 'service', value: 'web' },
      { key: 'team', value: 'shop' },
    ];
    expect((await find(['z', 'a150'], tags)).map(({ name }) => name)).toEqual(['z', 'a150', 'any']);
  });

  test('that are deleted while their tags are read are left out', async () => {
    const { find, addMetricAlarm, aws, ports } = await setUp();
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'gone'];
    for (const name of names) await addMetricAlarm(name, { service: 'web' });
    let isGone = false;
    aws.faults.decide(({ call }) => {
      if (call.operation === 'ListTagsForResource' && !isGone) {
        isGone = true;
        void ports.cloudwatch.deleteAlarms({ AlarmNames: ['gone'] });
      }
      return undefined;
    });
    const found = await find([], [{ key: 'service', value: 'web' }]);
    expect(found.map(({ name }) => name)).toEqual(names.slice(0, -1));
  });

  test('that are missing are named, with what was meant', async () => {
    const { find, addMetricAlarm, addComposite } = await setUp();
    await addMetricAlarm('web-errors', { service: 'web' });
    await addComposite('web-any', 'ALARM(web-errors)');
    await expect(find(['web-errors', 'web-anny'])).rejects.toThrow(
      'Alarm "web-anny" does not exist in eu-west-1. Did you mean "web-any"?',
    );
    await expect(find([], [{ key: 'service', value: 'wbe' }])).rejects.toThrow(
      'No alarm has the tag service=wbe. Did you mean "service=web"?',
    );
    await expect(find(['something else'])).rejects.toMatchObject({
      failure: {
        cause: 'Alarm "something else" does not exist in eu-west-1.',
        advice: `Correct the input "alarms". Which there are: aws cloudwatch describe-alarms --alarm-types '["MetricAlarm","CompositeAlarm"]' --region eu-west-1`,
      },
    });
  });

  test('that are more than one call tells are refused', async () => {
    const { find, addMetricAlarm } = await setUp();
    for (let index = 0; index < 101; index += 1) await addMetricAlarm(`a${index}`, { service: 'web' });
    const names = Array.from({ length: 101 }, (_, index) => `a${index}`);
    const message = '101 alarms are too many: 100 can be watched in one call.';
    await expect(find(names)).rejects.toThrow(message);
    await expect(find([], [{ key: 'service', value: 'web' }])).rejects.toThrow(message);
  });
});

test('a family are the alarms with all that composite ones depend on, cycles or not', async () => {
  const { find, addMetricAlarm, addComposite, ports, run } = await setUp();
  for (const name of ['errors', 'slow', 'other']) await addMetricAlarm(name);
  await addComposite('inner', 'ALARM(slow)');
  await addComposite('outer', 'ALARM(errors) OR ALARM(inner)');
  await addComposite('inner', 'ALARM(slow) OR ALARM(outer)');
  await addComposite('top', 'OK(outer)');
  const family = await run(readFamily(ports, await find(['top'])));
  expect(family.map(({ name }) => name)).toEqual(['top', 'outer', 'errors', 'inner', 'slow']);
});

test('the longest period of an alarm over several metrics counts', async () => {
  const { find, addMetricAlarm } = await setUp();
  const stat = (MetricName: string, Period: number) => ({
    Metric: { Namespace: 'Shop', MetricName },
    ...{ Period, Stat: 'Sum' },
  });
  await addMetricAlarm(
    'rate',
    {},
    {
      ...{ Namespace: undefined, MetricName: undefined, Statistic: undefined, Period: undefined },
      Metrics: [
        { Id: 'rate', Expression: 'errors / requests', ReturnData: true },
        { Id: 'errors', MetricStat: stat('Errors', 120), ReturnData: false },
        { Id: 'requests', MetricStat: stat('Requests', 120), ReturnData: false },
      ],
    },
  );
  expect((await find(['rate']))[0]?.basis).toEqual({
    ...{ kind: 'metrics', namespaces: ['Shop', 'Shop'], period: 120, evaluationPeriods: 3 },
  });
});
