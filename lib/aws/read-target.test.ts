import { describe, expect, test } from '@jest/globals';
import { ActionFailure } from '../action/errors.ts';
import { assembleTarget, parseTargetLayer } from './read-target.ts';

const elb = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012';
const rule = `${elb}:listener-rule/app/main/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee`;
const listener = `${elb}:listener/app/main/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const good = {
  cluster: 'main',
  slots: {
    blue: { service: 'web-blue', targetGroup: `${elb}:targetgroup/web-blue/0123456789abcdef` },
    green: { service: 'web-green', targetGroup: `${elb}:targetgroup/web-green/fedcba9876543210` },
  },
  productionRules: [rule],
  container: { name: 'web', port: 8080 },
};
const full = {
  ...good,
  productionRules: [rule, listener],
  testRules: [rule.replace('9683', '0000')],
  subnets: ['subnet-0a1b2c3d'],
  securityGroups: ['sg-0a1b2c3d'],
  logGroups: ['/ecs/web'],
  repository: 'shop/web',
  database: { instance: 'shop' },
  assetBucket: 'shop-assets',
};

function failureOf(work: () => unknown): ActionFailure {
  try {
    work();
  } catch (error) {
    if (error instanceof ActionFailure) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

const check = (document: unknown) => assembleTarget([{ origin: 'input "target"', document }]);

describe('a target', () => {
  test.each([
    ['the least', good],
    ['everything', full],
    ['another partition', JSON.parse(JSON.stringify(good).replaceAll('arn:aws:', 'arn:aws-cn:'))],
  ])('may say %s', (_, document) => expect(check(document)).toEqual(document));

  const wrong = 'The deployment target in input "target" is wrong: ';
  test.each<[string, unknown, string]>([
    [
      'a missing key',
      { ...good, cluster: undefined },
      `${wrong}cluster is missing. It is name or ARN of the ECS cluster.`,
    ],
    [
      'a misspelt key',
      { ...good, slots: { ...good.slots, blue: { ...good.slots.blue, targetGruop: 'x' } } },
      `${wrong}slots.blue.targetGruop is not known. Did you mean "targetGroup"? Allowed: service, targetGroup.`,
    ],
    [
      'a key like no other',
      { ...good, zzz: 1 },
      `${wrong}zzz is not known. Allowed: cluster, slots, productionRules, testRules, container, subnets, securityGroups, logGroups, repository, database, assetBucket.`,
    ],
    [
      'a wrong value',
      { ...good, container: { name: 'web', port: '8080' } },
      `${wrong}container.port is "8080". Allowed: a port from 1 to 65535.`,
    ],
    [
      'a wrong ARN in a list',
      { ...good, productionRules: [rule, 'web'] },
      `${wrong}productionRules.1 is "web". Allowed: the ARN of a rule`,
    ],
    ['nothing after a key', { ...good, testRules: null }, `${wrong}testRules is null. Allowed: a list of`],
    [
      'no rule',
      { ...good, productionRules: [] },
      `${wrong}productionRules is []. Allowed: a list of at least one rule.`,
    ],
    ['no object', 'web', `${wrong}it is "web". Allowed: a document with cluster, slots,`],
    [
      'one service for both slots',
      { ...good, slots: { ...good.slots, green: { ...good.slots.green, service: 'web-blue' } } },
      `${wrong}slots.green.service is the service of slots.blue too; each slot needs one of its own.`,
    ],
    [
      'one target group for both slots',
      {
        ...good,
        slots: { ...good.slots, green: { ...good.slots.green, targetGroup: good.slots.blue.targetGroup } },
      },
      `${wrong}slots.green.targetGroup is the target group of slots.blue too; each slot needs one of its own.`,
    ],
    [
      'a rule twice',
      { ...good, productionRules: [rule, rule] },
      `${wrong}productionRules names "${rule}" twice.`,
    ],
    [
      'a rule that is production and test',
      { ...good, testRules: [rule] },
      `${wrong}testRules names "${rule}", which is a production rule; a rule is one or the other.`,
    ],
    [
      'two databases',
      { ...good, database: { instance: 'a', cluster: 'b' } },
      `${wrong}database needs either an instance or a cluster, and not both.`,
    ],
  ])('with %s is refused', (_, document, cause) =>
    expect(failureOf(() => check(document)).failure.cause).toContain(cause),
  );

  test('shows every problem, the first as the cause', () => {
    const { failure } = failureOf(() => check({ ...good, zzz: 1, container: { name: '', port: 0 } }));
    expect(failure.detail?.split('\n')).toHaveLength(2);
  });
});

describe('layers', () => {
  test('later ones count, key by key', () => {
    const target = assembleTarget([
      { origin: 'parameter /platform/shop/production/web', document: full },
      { origin: 'platform.yml', document: { container: { port: 3000 }, logGroups: ['/other'] } },
      { origin: 'the inputs', document: { cluster: 'other', container: undefined } },
    ]);
    expect(target).toEqual({
      ...full,
      cluster: 'other',
      container: { name: 'web', port: 3000 },
      logGroups: ['/other'],
    });
  });

  test('an error names the layer that it comes from', () => {
    const parameter = { origin: 'parameter /p', document: good };
    const inputs = (document: unknown) =>
      failureOf(() => assembleTarget([parameter, { origin: 'the inputs', document }]));
    expect(inputs({ container: { port: 0 } }).failure.cause).toContain(
      'in the inputs is wrong: container.port',
    );
    expect(inputs({ database: {} }).failure.cause).toContain('in the inputs is wrong: database');
    const missing = failureOf(() =>
      assembleTarget([
        { origin: 'platform.yml', document: { cluster: 'a' } },
        { origin: 'the inputs', document: {} },
      ]),
    );
    expect(missing.failure.cause).toContain('in platform.yml and the inputs is wrong: slots is missing.');
  });

  test('a text is JSON or YAML', () => {
    expect(parseTargetLayer('cluster: main', 'a').document).toEqual({ cluster: 'main' });
    expect(parseTargetLayer('{"cluster": "main"}', 'a').document).toEqual({ cluster: 'main' });
    expect(failureOf(() => parseTargetLayer('cluster: [', 'platform.yml')).failure.cause).toMatch(
      /^The deployment target in platform\.yml is neither JSON nor YAML: /,
    );
  });
});
