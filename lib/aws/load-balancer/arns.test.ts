import { describe, expect, test } from '@jest/globals';
import { isListener, placeOf, targetGroupDimension, targetGroupNameIn } from './arns.ts';

const PLACES = [
  ['arn:aws:elasticloadbalancing:eu-west-1:123456789012', '50dc6c495c0c9188/f2f7dc8efc522ab2'],
  ['arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012', '1/2'],
] as const;

describe.each(PLACES)('what is at %s', (head, path) => {
  const [balancer] = path.split('/');
  const listenerArn = `${head}:listener/app/shop/${path}`;
  const place = {
    listenerArn,
    loadBalancerArn: `${head}:loadbalancer/app/shop/${balancer}`,
    loadBalancerDimension: `app/shop/${balancer}`,
  };

  test('is told by the ARN of a rule', () => {
    const arn = `${head}:listener-rule/app/shop/${path}/9683b2d02a6cabee`;
    expect(placeOf(arn)).toEqual(place);
    expect(isListener(arn)).toBe(false);
  });

  test('is told by the ARN of a listener, for its default rule', () => {
    expect(placeOf(listenerArn)).toEqual(place);
    expect(isListener(listenerArn)).toBe(true);
  });

  test('is told by the ARN of a target group', () => {
    const arn = `${head}:targetgroup/web-blue/0123456789abcdef`;
    expect(targetGroupNameIn(arn)).toBe('web-blue');
    expect(targetGroupDimension(arn)).toBe('targetgroup/web-blue/0123456789abcdef');
  });
});
