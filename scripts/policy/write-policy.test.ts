import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '../repository.ts';
import { readShipped } from './shipped.ts';
import { writePolicy } from './write-policy.ts';

const ELB = 'arn:aws-cn:elasticloadbalancing:cn-north-1:210987654321';
const LISTENER = `${ELB}:listener/app/shop/0123456789abcdef/1`;
const RULE = `${ELB}:listener-rule/app/shop/0123456789abcdef/1/2`;
const TEST_LISTENER = `${ELB}:listener/app/shop/0123456789abcdef/3`;

const TARGET = {
  cluster: 'arn:aws-cn:ecs:cn-north-1:210987654321:cluster/production',
  slots: {
    blue: { service: 'web-blue', targetGroup: `${ELB}:targetgroup/web-blue/0123456789abcdef` },
    green: { service: 'web-green', targetGroup: `${ELB}:targetgroup/web-green/0123456789abcdef` },
  },
  productionRules: [LISTENER, RULE],
  testRules: [TEST_LISTENER],
  container: { name: 'web', port: 8080 },
};

const blueGreen = await readShipped(repositoryRoot, 'blue-green-switch');
const deployImage = await readShipped(repositoryRoot, 'deploy-image');

function write(words: string, { shipped = blueGreen, target = TARGET as object } = {}) {
  return writePolicy(shipped, words.split(/\s+/), () => JSON.stringify(target));
}

const statement = (policy: ReturnType<typeof write>, sid: string) =>
  policy.Statement.find(({ Sid }) => Sid === sid);

test('a mode gets the statements that it needs, filled in from the target document', () => {
  const policy = write('--mode status --target target.json --target-parameter /platform/shop');
  const sids = policy.Statement.map(({ Sid }) => Sid);
  expect(sids).toEqual(expect.arrayContaining(['ReadTarget', 'ReadLease', 'ReadSlots']));
  expect(sids).not.toEqual(expect.arrayContaining(['RunSlots']));
  expect(statement(policy, 'ReadLease')?.Resource).toEqual([
    'arn:aws-cn:ssm:cn-north-1:210987654321:parameter/platform/shop/lease/*',
  ]);
  expect(statement(policy, 'ReadSlots')?.Resource).toEqual([
    'arn:aws-cn:ecs:cn-north-1:210987654321:service/production/web-blue',
    'arn:aws-cn:ecs:cn-north-1:210987654321:service/production/web-green',
  ]);
});

const FINISH = '--mode finish --target target.json --target-parameter /shop';

test('listeners are for default rules, the ARNs of rules for other rules', () => {
  const policy = write(FINISH);
  expect(statement(policy, 'WriteDefaultRules')?.Resource).toEqual([LISTENER, TEST_LISTENER]);
  expect(statement(policy, 'WriteRules')?.Resource).toEqual([RULE]);
});

test('a statement that is left with no resource is left away', () => {
  const target = { ...TARGET, productionRules: [LISTENER] };
  expect(statement(write(FINISH, { target }), 'WriteRules')).toBeUndefined();
});

test('several modes get what any of them needs, without the features that are not used', () => {
  const words = `--mode finish,dry-run --without test-headers,alarms,alarm-tags --target t --target-parameter /shop`;
  const sids = write(words).Statement.map(({ Sid }) => Sid);
  expect(sids).toEqual(expect.arrayContaining(['RunSlots', 'ReadStickiness']));
  expect(sids.filter((sid) => /TestHeaders|Alarm/.test(sid))).toEqual([]);
});

test('what nothing tells is asked for by the option that gives it', () => {
  expect(() => write('--mode rollback --target target.json')).toThrow(
    [
      `Nothing is known for \${TargetParameter} of ReadTarget: give --target-parameter, or leave it away with --without target-parameter.`,
      `Nothing is known for \${Record} of ReadLease, ListRecord, ListPlans, WriteRecord, PruneRecord, ReadLeftOff: give --record.`,
      `Nothing is known for \${TaskRole} of PassTaskRoles: give --task-role.`,
      `Nothing is known for \${ExecutionRole} of PassTaskRoles: give --execution-role.`,
      `Nothing is known for \${LogGroup} of ReadContainerLogs: give --log-group, or leave it away with --without container-logs.`,
    ].join('\n'),
  );
});

test('a run without a record needs nothing of one', () => {
  const words = '--mode finish --target target.json --without record,target-parameter';
  expect(write(words).Statement.map(({ Sid }) => Sid)).not.toContain('ReadLease');
});

test.each([
  ['--mode rollbak', '--mode knows no "rollbak". Did you mean rollback? Known: release, prepare,'],
  ['--without alarm', '--without knows no "alarm". Did you mean alarms? Known: target-parameter,'],
  ['--mod status', "Unknown option '--mod'"],
])('%s is refused: %s', (words, message) => {
  expect(() => write(words)).toThrow(message);
});

test('a target document that is wrong is refused as by the action', () => {
  const words = '--target target.json --mode status';
  expect(() => write(words, { target: { cluster: 'x' } })).toThrow(
    'The deployment target in target.json is wrong',
  );
});

test('an action without modes takes its names from the options, also for one statement alone', () => {
  const words =
    '--region eu-west-1 --account 123456789012 --repository web --read-and-push.repository dev,web';
  const policy = write(words, { shipped: deployImage });
  const repository = (name: string) => `arn:aws:ecr:eu-west-1:123456789012:repository/${name}`;
  expect(statement(policy, 'ReadAndPush')?.Resource).toEqual([repository('dev'), repository('web')]);
  expect(statement(policy, 'CreateOnRequest')?.Resource).toEqual([repository('web')]);
  expect(() => write('--mode build', { shipped: deployImage })).toThrow('leave --mode away');
});

/** What stands for a placeholder. */
const UNFILLED = /\$\{/;

test.each([
  ['blue-green-switch', blueGreen],
  ['deploy-image', deployImage],
])('the command in the README of %s works', (action, shipped) => {
  const readme = readFileSync(join(repositoryRoot, 'actions', action, 'README.md'), 'utf8');
  const [, command = ''] = /npm run --silent policy -- \S+ ((?:.|\\\n)*?)\n```/.exec(readme) ?? [];
  const policy = write(command.replaceAll('\\\n', ' '), { shipped });
  expect(JSON.stringify(policy)).not.toMatch(UNFILLED);
});
