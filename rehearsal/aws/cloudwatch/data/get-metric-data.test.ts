import { GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { expect, test } from '@jest/globals';
import { createWorld, START } from '../testing/world.ts';

const errors: MetricDataQuery = {
  Id: 'errors',
  MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'Errors' }, Period: 3_600, Stat: 'Sum' },
};

test.each([
  '1',
  'none',
  'errors +',
  `${'('.repeat(900)}errors${')'.repeat(900)}`,
  'errors errors',
  '[errors]',
  'FILL(errors, [errors, errors])',
  '',
])('the expression %j is refused as such', async (Expression) => {
  const { client } = createWorld();
  const query = { MetricDataQueries: [errors, { Id: 'e', Expression }] };
  await expect(
    client.send(
      new GetMetricDataCommand({ ...query, StartTime: new Date(START - 60_000), EndTime: new Date(START) }),
    ),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});

test.each(['toString(errors)', 'constructor(errors)'])('there is no function %j', async (Expression) => {
  const { client } = createWorld();
  const query = { MetricDataQueries: [errors, { Id: 'e', Expression }] };
  await expect(
    client.send(
      new GetMetricDataCommand({ ...query, StartTime: new Date(START - 60_000), EndTime: new Date(START) }),
    ),
  ).rejects.toMatchObject({ name: 'NotImplemented' });
});

test('there is no statistic that every object has', async () => {
  const { statistics } = createWorld();
  await expect(
    statistics({ Statistics: undefined, ExtendedStatistics: ['constructor'] }),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});

test('all of time can be asked for, and what can have data is looked at', async () => {
  const world = createWorld();
  await world.run(async () => {
    await world.put({ Value: 4 });
    const { MetricDataResults } = await world.client.send(
      new GetMetricDataCommand({
        MetricDataQueries: [errors, { Id: 'filled', Expression: 'FILL(errors, 0)' }],
        ...{ StartTime: new Date(0), EndTime: new Date('9999-12-31') },
      }),
    );
    expect(MetricDataResults?.[0]?.Values).toEqual([4]);
    expect(MetricDataResults?.[1]?.Values?.length).toBeLessThan(456 * 24);
  });
});
