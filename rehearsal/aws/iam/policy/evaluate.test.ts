import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allow, deny, policy } from '../testing/world.ts';
import { parsePolicy } from './document.ts';
import { evaluate } from './evaluate.ts';

const SERVICE = 'arn:aws:ecs:eu-west-1:123456789012:service/main/web';

/** Whether the statements allow the action there. */
function isAllowed(
  statements: readonly object[],
  {
    action = 'ecs:UpdateService',
    resource = SERVICE,
    context = {} as Record<string, string | string[]>,
  } = {},
): boolean {
  const entries = Object.entries(context).map(([key, value]) => [key.toLowerCase(), [value].flat()] as const);
  const identity = [parsePolicy(policy(...statements), 'identity')];
  return evaluate({ action, resource, context: new Map(entries) }, { identity }) === undefined;
}

describe('an action', () => {
  test.each([
    ['ecs:UpdateService', true],
    ['ECS:updateservice', true],
    ['ecs:*', true],
    ['ecs:Update*', true],
    ['ecs:?pdateService', true],
    ['*', true],
    ['ecs:Update', false],
    ['ec2:*', false],
  ])('%s: %s', (pattern, expected) => {
    expect(isAllowed([allow(pattern)])).toBe(expected);
  });
});

describe('a resource', () => {
  test.each([
    ['*', true],
    [SERVICE, true],
    ['arn:aws:ecs:*:*:service/main/*', true],
    ['arn:aws:ecs:*:123456789012:*', true],
    ['arn:aws:ecs:*', true],
    ['arn:aws:ecs:eu-west-?:123456789012:service/*/web', true],
    ['arn:aws:ecs:e*t-1:service/main/web', false],
    ['arn:aws:ecs:eu-west-1:123456789012:service/main', false],
    ['arn:aws:ecs:eu-west-1:123456789012:service/MAIN/web', false],
  ])('%s: %s', (pattern, expected) => {
    expect(isAllowed([allow('*', pattern)])).toBe(expected);
    expect(isAllowed([{ Effect: 'Allow', Action: '*', NotResource: pattern }])).toBe(!expected);
  });

  test('of an action that knows none is matched by * alone', () => {
    expect(isAllowed([allow('*')], { resource: '*' })).toBe(true);
    expect(isAllowed([allow('*', 'arn:aws:*:*:*:*')], { resource: '*' })).toBe(false);
  });
});

describe('a condition', () => {
  test.each([
    ['StringEquals', 'web', 'web', true],
    ['StringEquals', 'web', 'Web', false],
    ['StringNotEquals', 'web', 'api', true],
    ['StringEqualsIgnoreCase', 'web', 'WEB', true],
    ['StringLike', 'w*b', 'web', true],
    ['StringLike', 'w?b', 'weeb', false],
    ['StringNotLike', 'w*', 'api', true],
    [
      'ArnEquals',
      'arn:aws:ecs:*:123456789012:cluster/*',
      'arn:aws:ecs:eu-west-1:123456789012:cluster/main',
      true,
    ],
    ['ArnLike', 'arn:aws:ecs:*:cluster/main', 'arn:aws:ecs:eu-west-1:123456789012:cluster/main', false],
    ['ArnNotEquals', 'arn:aws:ecs:eu-west-1:1:cluster/a', 'arn:aws:ecs:eu-west-1:1:cluster/b', true],
    ['NumericLessThanEquals', '900', '900', true],
    ['NumericGreaterThan', '900', '900', false],
    ['DateLessThan', '2026-02-01T00:00:00Z', '2026-01-31T00:00:00Z', true],
    ['DateGreaterThan', '1769900000', '2026-01-31T00:00:00Z', false],
    ['Bool', 'true', 'true', true],
    ['Bool', 'false', 'true', false],
    ['IpAddress', '127.0.0.0/8', '127.0.0.1', true],
    ['IpAddress', '10.0.0.0/8', '127.0.0.1', false],
    ['NotIpAddress', '10.0.0.0/8', '127.0.0.1', true],
  ])('%s %s of %s: %s', (operator, wanted, actual, expected) => {
    const Condition = { [operator]: { 'aws:Key': wanted } };
    expect(isAllowed([allow('*', '*', { Condition })], { context: { 'aws:key': actual } })).toBe(expected);
  });

  test.each([
    ['ForAllValues:StringEquals', ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'c'], false],
    ['ForAllValues:StringEquals', [], true],
    ['ForAnyValue:StringEquals', ['a', 'c'], true],
    ['ForAnyValue:StringEquals', ['c'], false],
    ['ForAnyValue:StringEquals', [], false],
    ['ForAnyValue:StringNotEquals', ['a', 'c'], true],
  ])('%s [a, b] of %j: %s', (operator, actual, expected) => {
    const Condition = { [operator]: { 'aws:TagKeys': ['a', 'b'] } };
    expect(isAllowed([allow('*', '*', { Condition })], { context: { 'aws:TagKeys': actual } })).toBe(
      expected,
    );
  });

  test('several operators and keys have to hold together, and of several values any', () => {
    const Condition = { StringEquals: { a: ['1', '2'], b: '3' }, Null: { c: 'true' } };
    const statement = allow('*', '*', { Condition });
    expect(isAllowed([statement], { context: { a: '2', b: '3' } })).toBe(true);
    expect(isAllowed([statement], { context: { a: '2', b: '4' } })).toBe(false);
    expect(isAllowed([statement], { context: { a: '2', b: '3', c: '' } })).toBe(false);
  });

  test('a variable in a value is no pattern', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's own variables
    const Condition = { StringLike: { a: '${b}' } };
    expect(isAllowed([allow('*', '*', { Condition })], { context: { a: 'x', b: '*' } })).toBe(false);
    expect(isAllowed([allow('*', '*', { Condition })], { context: { a: '*', b: '*' } })).toBe(true);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's own variables
    const fallback = { StringEquals: { a: "${c, 'web'}" } };
    expect(isAllowed([allow('*', '*', { Condition: fallback })], { context: { a: 'web' } })).toBe(true);
  });
});

const patterns = fc.constantFrom('*', 'ecs:*', 'ecs:Update*', 'ecs:List*', 'ssm:*');
const resources = fc.constantFrom('*', SERVICE, 'arn:aws:ecs:*:*:service/*', 'arn:aws:ssm:*:*:*');
const statements = fc.array(fc.tuple(patterns, resources), { maxLength: 5 });

test('a matching deny always wins, and more allows never take anything away', () => {
  fc.assert(
    fc.property(statements, statements, (allowed, added) => {
      const before = allowed.map(([action, resource]) => allow(action, resource));
      const more = [...before, ...added.map(([action, resource]) => allow(action, resource))];
      if (before.length > 0 && isAllowed(before)) expect(isAllowed(more)).toBe(true);
      expect(isAllowed([...more, deny('ecs:UpdateService')])).toBe(false);
      expect(isAllowed([deny('*', 'arn:aws:ecs:*:*:service/main/*'), ...more])).toBe(false);
    }),
  );
});
