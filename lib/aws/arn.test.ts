import { expect, test } from '@jest/globals';
import { regionOf } from './arn.ts';

test.each([
  ['arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef', 'eu-west-1'],
  ['arn:aws-cn:ecs:cn-north-1:123456789012:cluster/main', 'cn-north-1'],
  ['arn:aws:iam::123456789012:role/deploy', ''],
  ['main', ''],
])('%s is in region "%s"', (arn, region) => {
  expect(regionOf(arn)).toBe(region);
});
