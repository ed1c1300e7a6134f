import { DescribeAlarmsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from '@jest/globals';
import { createWorld } from './testing/world.ts';

test('a token that was made up is refused with the code that the call declares for it', async () => {
  const { client } = createWorld();
  await expect(client.send(new DescribeAlarmsCommand({ NextToken: 'made up' }))).rejects.toMatchObject({
    name: 'InvalidNextToken',
  });
  await expect(client.send(new ListMetricsCommand({ NextToken: 'made up' }))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
});
