import { ActionFailure } from '../../../../lib/action/errors.ts';
import { harmlessLine } from '../../../../lib/action/harmless.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import { SLOTS } from '../../../../lib/aws/target.ts';
import { correctTarget } from './correct-target.ts';
import { makeRules } from './make-rules.ts';
import { makeService } from './make-service.ts';
import { groupArnsOf, makeTargetGroup } from './make-target-group.ts';
import type { Parts } from './parts.ts';
import type { Step } from './step.ts';

/** What nothing that there is tells: variables of the shell that have to be set before the commands are run. */
const GIVEN: Readonly<Record<string, string>> = {
  VPC_ID: 'the VPC of the load balancer and the tasks',
  HEALTH_CHECK_PATH: 'the path that a healthy task answers with status 200',
  SUBNET_A: 'a subnet of the load balancer',
  SUBNET_B: 'another, in another zone',
  SECURITY_GROUP: 'the security group of the load balancer',
  CERTIFICATE_ARN: 'the certificate of the HTTPS listener',
  RULE_CONDITIONS: 'such as Field=host-header,Values=www.example.com',
  OIDC_CLIENT_SECRET: 'what the identity provider has given',
  TASK_DEFINITION: 'family and revision that the services start from',
  TASK_SUBNET_A: 'a subnet of the tasks',
  TASK_SUBNET_B: 'another, in another zone',
  TASK_SECURITY_GROUP: 'the security group of the tasks',
};

/** All that a target names and that does not exist, with the commands that make it; undefined when all is there. */
export function explainMissing(parts: Parts): ActionFailure | undefined {
  const groups = groupArnsOf(parts);
  const rules = makeRules(parts, groups);
  const steps = [
    ...makeCluster(parts),
    ...SLOTS.flatMap((slot) => makeTargetGroup(slot, parts)),
    ...rules.steps,
    ...SLOTS.flatMap((slot) => makeService(slot, parts, groups)),
    ...correctTarget(parts, groups, rules.arns),
  ];
  const missing = steps.filter(({ isMissing }) => isMissing);
  if (missing.length === 0) return undefined;
  const script = steps.flatMap(({ commands, ...step }) => [`# ${describe(step)}`, ...commands]).join('\n');
  return new ActionFailure({
    cause: `The target names what does not exist: ${missing.map(describe).join('; ')}.`,
    advice: `A bootstrap makes no such thing. Run these commands in one shell, then run it again.${describeGiven(script)}`,
    detail: script,
  });
}

function makeCluster({ target: { cluster }, hasCluster, region }: Parts): Step[] {
  if (hasCluster) return [];
  // An ARN ends with the name.
  const options = { 'cluster-name': cluster.split('/').at(-1) };
  const commands = [awsCommand('ecs create-cluster', region, options)];
  return [{ what: `cluster ${cluster}`, isMissing: true, commands }];
}

/** On one line, whatever stands in the names: behind a line feed it would be a command. */
function describe({ what, note }: Pick<Step, 'what' | 'note'>): string {
  return harmlessLine(note === undefined ? what : `${what}, ${note}`);
}

function describeGiven(script: string): string {
  const needed = Object.entries(GIVEN).filter(([name]) => script.includes(`\${${name}:?}`));
  if (needed.length === 0) return '';
  const list = needed.map(([name, what]) => `${name} (${what})`).join(', ');
  return ` Set before: ${list}.`;
}
