import { describe, expect, test } from '@jest/globals';
import type { ServiceModel } from '../model.ts';
import { createRefuseInvalid } from './refuse-invalid.ts';

function refuse(name: string, operation: string, input: unknown, protocol: 'json' | 'query' = 'json') {
  const model = { name, protocols: [protocol] } as unknown as ServiceModel;
  return () => createRefuseInvalid(model)(operation, input);
}

const LONG = 'x'.repeat(2049);

describe('what a model demands', () => {
  test.each([
    ['ssm', 'PutParameter', { Name: '/a', Value: 'v', Type: 'String', Tags: [{ Key: 'a', Value: '' }] }],
    ['ssm', 'GetParameters', { Names: ['/a', '/b'] }],
    ['logs', 'CreateLogGroup', { logGroupName: '/ecs/web', tags: { 'a b': 'ü' } }],
    ['ecr', 'CreateRepository', { repositoryName: 'team/web-2' }],
    ['elasticloadbalancing', 'CreateTargetGroup', { Name: 'web', Port: 65_535 }],
    ['sts', 'GetCallerIdentity', {}],
    ['a-service-without-a-file', 'Anything', { at: 'all' }],
  ])('%s:%s takes what satisfies it', (service, operation, input) => {
    expect(refuse(service, operation, input)).not.toThrow();
  });

  test.each([
    [
      'ssm',
      'GetParameter',
      {},
      'ValidationException',
      "Value null at 'name' failed to satisfy constraint: Member must not be null",
    ],
    [
      'ssm',
      'GetParameter',
      { Name: '' },
      'ValidationException',
      "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'ssm',
      'GetParametersByPath',
      { Path: '/', MaxResults: 11 },
      'ValidationException',
      "Value '11' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 10",
    ],
    [
      'ssm',
      'PutParameter',
      { Name: '/a', Value: 'v', Type: 'Text' },
      'ValidationException',
      "Value 'Text' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [String, StringList, SecureString]",
    ],
    [
      'ssm',
      'PutParameter',
      { Name: '/a', Value: 'v', Tags: [{ Key: 'a', Value: '' }, { Key: 'b' }] },
      'ValidationException',
      "Value null at 'tags.2.member.value' failed to satisfy constraint: Member must not be null",
    ],
    [
      'ssm',
      'GetParameters',
      { Names: ['a', ''] },
      'ValidationException',
      "Value '[a, ]' at 'names' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1]",
    ],
    [
      'logs',
      'CreateLogGroup',
      { logGroupName: 'a b' },
      'InvalidParameterException',
      "Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
    ],
    [
      'elasticloadbalancing',
      'CreateTargetGroup',
      { Name: 'web', Port: 0 },
      'ValidationError',
      "Value '0' at 'port' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
  ])('%s:%s refuses %j', (service, operation, input, code, message) => {
    expect(refuse(service, operation, input)).toThrow(
      expect.objectContaining({ code, status: 400, message: `1 validation error detected: ${message}` }),
    );
  });

  test('several violations stand in one error', () => {
    expect(refuse('ssm', 'GetParameterHistory', { MaxResults: 0 })).toThrow(
      "2 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null; " +
        "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
  });

  test('of one value the pattern comes before the length', () => {
    expect(refuse('logs', 'CreateLogGroup', { logGroupName: '' })).toThrow(
      /^2 validation errors detected: .*pattern: .*; Value '' at 'logGroupName' .*greater than or equal to 1$/,
    );
  });

  test('ECR tells one violation, in words of its own', () => {
    expect(refuse('ecr', 'DescribeImages', { repositoryName: 'Web', maxResults: 0 })).toThrow(
      expect.objectContaining({
        code: 'InvalidParameterException',
        message: expect.stringMatching(
          /^Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '/,
        ),
      }),
    );
    expect(refuse('ecr', 'DescribeImages', { repositoryName: 'web', maxResults: 0 })).toThrow(
      "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value greater than or equal to 1'",
    );
  });

  test('ECS has words of its own for everything, and the kernel none', () => {
    expect(refuse('ecs', 'RunTask', { launchType: 'MOON' })).not.toThrow();
  });

  test('the names of JavaScript objects are members like others', () => {
    const tags = JSON.parse('{"__proto__": "a", "constructor": "b"}');
    expect(refuse('logs', 'CreateLogGroup', { logGroupName: 'a', tags })).not.toThrow();
  });

  test('a pattern is not tried on a text that is too long for it', () => {
    expect(refuse('ecr', 'DescribeImages', { repositoryName: `${LONG}/`.repeat(1000) })).toThrow(
      'less than or equal to 256',
    );
  });
});

describe('a whole number', () => {
  test.each([[1.5], [2 ** 31], [-(2 ** 31) - 1], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    'is not %d',
    (desiredCount) => {
      expect(refuse('ecs', 'CreateService', { serviceName: 'web', desiredCount })).toThrow(
        expect.objectContaining({
          code: 'SerializationException',
          message: 'NUMBER_VALUE can not be converted to an Integer',
        }),
      );
    },
  );

  test('of 64 bits may be greater', () => {
    const { events } = { events: [{ timestamp: 2 ** 45, message: 'm' }] };
    const input = { logGroupName: 'a', logStreamName: 'b', logEvents: events };
    expect(refuse('logs', 'PutLogEvents', input)).not.toThrow();
    expect(
      refuse('logs', 'PutLogEvents', { ...input, logEvents: [{ timestamp: 2 ** 63, message: 'm' }] }),
    ).toThrow('can not be converted to a Long');
  });

  test('has the error of the query protocol there', () => {
    expect(refuse('elasticloadbalancing', 'CreateTargetGroup', { Name: 'a', Port: 1.5 }, 'query')).toThrow(
      expect.objectContaining({ code: 'MalformedInput' }),
    );
  });
});
