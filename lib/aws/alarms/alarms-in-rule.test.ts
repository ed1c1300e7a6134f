import { expect, test } from '@jest/globals';
import { alarmsInRule } from './alarms-in-rule.ts';

test.each<[string, string[]]>([
  ['ALARM(errors)', ['errors']],
  [
    'ALARM(errors) AND NOT (OK("slow (p99), web") OR INSUFFICIENT_DATA(traffic))',
    ['errors', 'slow (p99), web', 'traffic'],
  ],
  ['ALARM(errors) OR OK(errors)', ['errors']],
  ['ALARM("a \\"quoted\\" one")', ['a "quoted" one']],
  ['ALARM("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors")', ['errors']],
  ['ALARM(arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors)', ['errors']],
  ['AT_LEAST(2, ALARM, (one, "two, too", three)) AND ALARM(four)', ['one', 'two, too', 'three', 'four']],
  ['AT_LEAST(50%, NOT OK, (one,two))', ['one', 'two']],
  ['TRUE', []],
])('the rule %s refers to %j', (rule, names) => {
  expect(alarmsInRule(rule)).toEqual(names);
});
