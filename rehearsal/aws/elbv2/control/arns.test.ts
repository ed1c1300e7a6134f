import { describe, expect, test } from '@jest/globals';
import { listenerArn, loadBalancerArn, parseArn, ruleArn, targetGroupArn } from './arns.ts';

describe('ARNs', () => {
  test.each([
    ['eu-west-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('in %s have the partition %s', (region, partition) => {
    const place = { account: '123456789012', region };
    const prefix = `arn:${partition}:elasticloadbalancing:${region}:123456789012`;
    const loadBalancer = loadBalancerArn(place, 'web', '01');
    const listener = listenerArn(loadBalancer, '02');
    const arns = [loadBalancer, listener, ruleArn(listener, '03'), targetGroupArn(place, 'blue', '04')];
    expect(arns).toEqual([
      `${prefix}:loadbalancer/app/web/01`,
      `${prefix}:listener/app/web/01/02`,
      `${prefix}:listener-rule/app/web/01/02/03`,
      `${prefix}:targetgroup/blue/04`,
    ]);
    expect(arns.map(parseArn)).toEqual(
      ['loadbalancer', 'listener', 'listener-rule', 'targetgroup'].map((kind) => ({ ...place, kind })),
    );
  });

  test.each([
    '',
    'blue',
    'arn:aws:ecs:eu-west-1:123456789012:service/a',
    'arn:aws:elasticloadbalancing:eu-west-1::targetgroup/a',
  ])('%s is none of this service', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });
});
