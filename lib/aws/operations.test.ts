import { expect, test } from '@jest/globals';
import { isRuleWrite, isWrite } from './operations.ts';

test.each([
  ['DescribeRules', false, false],
  ['GetParameter', false, false],
  ['ListServices', false, false],
  ['BatchGetImage', false, false],
  ['FilterLogEvents', false, false],
  ['ModifyRule', true, true],
  ['ModifyListener', true, true],
  ['ModifyListenerAttributes', true, false],
  ['CreateRule', true, false],
  ['UpdateService', true, false],
  ['RunTask', true, false],
])('%s: writes %s, writes a rule %s', (operation, writes, writesRule) => {
  expect([isWrite(operation), isRuleWrite(operation)]).toEqual([writes, writesRule]);
});
