import { describe, expect, test } from '@jest/globals';
import { describeResource, failedCallOf, markFailedCall } from './failed-call.ts';

describe('the resource of a call', () => {
  test.each([
    [
      { cluster: 'main', services: ['web-blue', 'web-green'] },
      'cluster "main", service "web-blue", "web-green"',
    ],
    [{ Name: '/platform/shop', Value: 'hush' }, 'parameter "/platform/shop"'],
    [{ RuleArns: ['arn:1'] }, 'rule "arn:1"'],
    [{ tasks: [], maxResults: 5 }, ''],
    [undefined, ''],
  ])('%j is %s', (input, text) => expect(describeResource(input)).toBe(text));
});

test('an error keeps the mark of the call that ended it first', () => {
  const error = new Error('no');
  const call = { service: 'ECS', operation: 'RunTask', resource: '', attempts: 1, milliseconds: 3 };
  expect(failedCallOf(error)).toBeUndefined();
  markFailedCall(error, call);
  markFailedCall(error, { ...call, operation: 'StopTask' });
  expect(failedCallOf(error)).toEqual(call);
  markFailedCall(Object.freeze(new Error('frozen')), call);
  expect(failedCallOf('text')).toBeUndefined();
});
