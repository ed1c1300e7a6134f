import { expect, test } from '@jest/globals';
import { nameCall } from './middleware.ts';

test.each([
  [{ clientName: 'ECSClient', commandName: 'DescribeServicesCommand' }, 'ECS', 'DescribeServices'],
  [
    { clientName: 'ElasticLoadBalancingV2Client', commandName: 'ModifyRuleCommand' },
    'ElasticLoadBalancingV2',
    'ModifyRule',
  ],
  [{}, 'AWS', 'call'],
])('%j is a call of %s: %s', (context, service, operation) => {
  expect(nameCall(context)).toEqual({ service, operation });
});
