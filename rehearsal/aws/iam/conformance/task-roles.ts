import type { RegisterTaskDefinitionRequest, Task } from '@aws-sdk/client-ecs';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { expect } from '@jest/globals';
import { type Proofs, refusalOf } from '../../conformance/testing/proofs.ts';
import { SUBNETS } from '../../ec2/testing/networks.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import type { TASK_ROLE_BEHAVIOURS } from '../access/task-role-behaviours.ts';
import { ACCOUNT, allow, createWorld, deny, MINUTE, policy } from '../testing/world.ts';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/execution`;
const AWS_MANAGED = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy';
const ECR_IMAGE = '127.0.0.1:4510/web:1';
const NETWORK = { awsvpcConfiguration: { subnets: SUBNETS } };

const trusts = (Service: string, Condition = {}) =>
  policy({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole', Condition });
const TRUSTS_TASKS = trusts('ecs-tasks.amazonaws.com');

const logsTo = (group: string, more = {}) => ({
  logDriver: 'awslogs' as const,
  options: {
    ...{ 'awslogs-group': group, 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'web' },
    ...more,
  },
});

/** An execution role that ECS may assume, and tasks that are run with it. */
async function createTaskWorld() {
  const world = await createWorld();
  const { ecs, iam } = world.admin;
  await ecs.createCluster({});
  await iam.createRole({ RoleName: 'execution', AssumeRolePolicyDocument: TRUSTS_TASKS });

  const register = (container: object, more: Partial<RegisterTaskDefinitionRequest> = {}) =>
    ecs.registerTaskDefinition({
      ...{ family: 'web', cpu: '256', memory: '512', executionRoleArn: ROLE },
      ...{ networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'] },
      containerDefinitions: [{ name: 'web', image: 'web:1', ...container }],
      ...more,
    });
  const run = () =>
    ecs.runTask({ taskDefinition: 'web', launchType: 'FARGATE', networkConfiguration: NETWORK });

  return {
    ...world,
    register,
    run,
    /** What becomes of a task within two minutes: `RUNNING`, or why it stopped. */
    async outcome(): Promise<{
      readonly id: string;
      readonly task: Task | undefined;
      readonly told: string;
    }> {
      const arn = (await run()).tasks?.[0]?.taskArn ?? '';
      await world.pass(2 * MINUTE);
      const [task] = (await ecs.describeTasks({ tasks: [arn] })).tasks ?? [];
      const id = arn.split('/').at(-1) ?? '';
      return { id, task, told: task?.stoppedReason ?? task?.lastStatus ?? '' };
    },
  };
}

const denial = (id: string, action: string, resource: string, reason = noPolicy(action)) =>
  `AccessDeniedException: User: arn:aws:sts::${ACCOUNT}:assumed-role/execution/${id} is not authorized to perform: ` +
  `${action} on resource: ${resource} ${reason}`;
const noPolicy = (action: string) => `because no identity-based policy allows the ${action} action`;

const UNASSUMABLE = `ECS was unable to assume the role '${ROLE}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.`;
const NO_RESOURCE =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve';
const NO_LOGGER =
  'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log';

export const TASK_ROLE_PROOFS: Proofs<typeof TASK_ROLE_BEHAVIOURS> = {
  async 'assumable-roles'() {
    const world = await createTaskWorld();
    const { ecs, iam } = world.admin;
    const trust = (PolicyDocument: string) =>
      iam.updateAssumeRolePolicy({ RoleName: 'execution', PolicyDocument });
    await world.register({});
    const from = (account: string) => ({ StringEquals: { 'aws:SourceAccount': account } });
    for (const document of [TRUSTS_TASKS, trusts('ecs-tasks.amazonaws.com', from(ACCOUNT))]) {
      await trust(document);
      expect(await refusalOf(world.run())).toBe('no error');
    }
    for (const document of [
      trusts('ec2.amazonaws.com'),
      trusts('ecs-tasks.amazonaws.com', from('210987654321')),
    ]) {
      await trust(document);
      expect(await refusalOf(world.run())).toBe(`ClientException: ${UNASSUMABLE}`);
    }
    await trust(TRUSTS_TASKS);
    await iam.deleteRole({ RoleName: 'execution' });
    expect(await refusalOf(world.run())).toBe(`ClientException: ${UNASSUMABLE}`);
    await ecs.createService({
      ...{ serviceName: 'web', taskDefinition: 'web', desiredCount: 1 },
      ...{ launchType: 'FARGATE', networkConfiguration: NETWORK },
    });
    await world.pass(MINUTE);
    const [service] = (await ecs.describeServices({ services: ['web'] })).services ?? [];
    expect(service?.events?.map(({ message }) => message)).toContain(
      `(service web) failed to launch a task with (error ${UNASSUMABLE}).`,
    );
    await iam.createRole({ RoleName: 'execution', AssumeRolePolicyDocument: TRUSTS_TASKS });
    expect(await refusalOf(world.run())).toBe('no error');
  },

  async 'execution-role-secrets'() {
    const world = await createTaskWorld();
    const { iam, ssm } = world.admin;
    const secrets = new SecretsManager(inProcessClient(world.aws.dispatch));
    const { ARN: secret = '' } = await secrets.createSecret({ Name: 'db', SecretString: '{"key":"hush"}' });
    await world.clock.run(ssm.putParameter({ Name: '/web/key', Value: 'hush', Type: 'SecureString' }));
    const parameter = `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/web/key`;
    const cases = [
      [`${secret}:key::`, 'secretsmanager:GetSecretValue', secret],
      ['/web/key', 'ssm:GetParameters', parameter],
    ] as const;
    const { Policy } = await iam.createPolicy({ PolicyName: 'none', PolicyDocument: policy(allow('ecs:*')) });
    for (const [valueFrom, action, resource] of cases) {
      await world.register({ secrets: [{ name: 'KEY', valueFrom }] });
      await world.setPolicy('execution', allow(action, `${resource}-other`));
      const refused = await world.outcome();
      expect(refused.told.startsWith(`${NO_RESOURCE} `)).toBe(true);
      expect(refused.told.endsWith(denial(refused.id, action, resource))).toBe(true);
      expect(refused.task?.stopCode).toBe('TaskFailedToStart');

      await world.setPolicy('execution', allow(action, resource));
      expect((await world.outcome()).told).toBe('RUNNING');

      await world.setPolicy('execution', allow(action, resource), deny(action));
      const forbidden = await world.outcome();
      const explicit = 'with an explicit deny in an identity-based policy';
      expect(forbidden.told.endsWith(denial(forbidden.id, action, resource, explicit))).toBe(true);

      await world.setPolicy('execution', allow(action, resource));
      const limit = { RoleName: 'execution', PermissionsBoundary: Policy?.Arn };
      await iam.putRolePermissionsBoundary(limit);
      expect((await world.outcome()).told).toMatch(/because no permissions boundary allows/);
      await iam.deleteRolePermissionsBoundary(limit);
    }
  },

  async 'execution-role-pulls'() {
    const world = await createTaskWorld();
    await world.register({ image: ECR_IMAGE });
    const resource = `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/web`;
    await world.admin.ecr.createRepository({ repositoryName: 'web' });
    const { id, told } = await world.outcome();
    expect(told).toBe(
      `${NO_RESOURCE} ecr registry auth: service call has been retried 1 time(s): ${denial(id, 'ecr:GetAuthorizationToken', '*')}`,
    );
    await world.setPolicy('execution', allow('ecr:GetAuthorizationToken'));
    const refused = await world.outcome();
    expect(refused.told).toBe(
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${ECR_IMAGE}: ` +
        'pulling from host 127.0.0.1:4510 failed with status code [manifests 1]: 403 Forbidden',
    );
    expect(refused.task?.containers?.[0]?.reason).toBe(refused.told);
    await world.setPolicy(
      'execution',
      allow('ecr:GetAuthorizationToken'),
      allow('ecr:BatchGetImage', resource),
    );
    expect((await world.outcome()).told).toMatch(/^CannotPullContainerError: .*403 Forbidden$/);
    await world.admin.iam.deleteRolePolicy({ RoleName: 'execution', PolicyName: 'inline' });
    await world.admin.iam.attachRolePolicy({ RoleName: 'execution', PolicyArn: AWS_MANAGED });
    expect((await world.outcome()).told).toBe('RUNNING');
    await world.setPolicy('execution', deny('ecr:BatchGetImage', resource));
    expect((await world.outcome()).told).toMatch(/^CannotPullContainerError: /);
  },

  async 'execution-role-logs'() {
    const world = await createTaskWorld();
    const { logs, iam } = world.admin;
    const stream = (group: string, id = '') =>
      `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:${group}:log-stream:${id && `web/web/${id}`}`;
    await logs.createLogGroup({ logGroupName: 'there' });
    await world.register({ logConfiguration: logsTo('there') });
    const refused = await world.outcome();
    expect(refused.told).toBe(
      `${NO_LOGGER} stream: ${denial(refused.id, 'logs:CreateLogStream', stream('there', refused.id))} : exit status 1`,
    );
    await world.setPolicy('execution', allow('logs:CreateLogStream'));
    expect((await world.outcome()).told).toBe('RUNNING');

    await iam.attachRolePolicy({ RoleName: 'execution', PolicyArn: AWS_MANAGED });
    await world.register({ logConfiguration: logsTo('made', { 'awslogs-create-group': 'true' }) });
    const groupless = await world.outcome();
    expect(groupless.told).toBe(
      `${NO_LOGGER} group: ${denial(groupless.id, 'logs:CreateLogGroup', stream('made'))} : exit status 1`,
    );
    await world.setPolicy('execution', allow('logs:CreateLogGroup'));
    expect((await world.outcome()).told).toBe('RUNNING');
    const { logGroups } = await logs.describeLogGroups({ logGroupNamePrefix: 'made' });
    expect(logGroups).toHaveLength(1);
  },
};
