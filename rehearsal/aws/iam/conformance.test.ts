import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@jest/globals';
import { conforms } from '../conformance/testing/conforms.ts';
import { IAM_BEHAVIOURS } from './behaviours.ts';
import { TASK_ROLE_PROOFS } from './conformance/task-roles.ts';
import {
  ACCOUNT,
  allow,
  createWorld,
  deny,
  ISSUER,
  policy,
  TRUSTS_ACCOUNT,
  trustsGithub,
} from './testing/world.ts';

const ARN = `arn:aws:ecs:eu-west-1:${ACCOUNT}`;
const denied = (action: string, resource: string, reason: string) => ({
  name: 'AccessDeniedException',
  message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/deploy/run-1 is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
});
const noPolicy = (action: string) => `because no identity-based policy allows the ${action} action`;
const isDenied = { name: expect.stringMatching(/^AccessDenied/) };

/** A session of the role `deploy` that may do just this. */
async function sessionWith(...statements: readonly object[]) {
  const world = await createWorld();
  const arn = await world.createRole('deploy', ...statements);
  return { ...world, arn, session: await world.assume(arn) };
}

const TASK = {
  family: 'web',
  containerDefinitions: [{ name: 'web', image: 'web', memory: 64 }],
};
const TASK_ROLE = `arn:aws:iam::${ACCOUNT}:role/task`;

conforms(IAM_BEHAVIOURS, {
  ...TASK_ROLE_PROOFS,
  async 'implicit-deny'() {
    const { session } = await sessionWith(allow('ecs:ListClusters'));
    await session.ecs.listClusters({});
    await expect(session.ecs.updateService({ cluster: 'main', service: 'web' })).rejects.toMatchObject(
      denied('ecs:UpdateService', `${ARN}:service/main/web`, noPolicy('ecs:UpdateService')),
    );
  },
  async 'explicit-deny'() {
    const { session } = await sessionWith(allow('*'), deny('ecs:List*'));
    await session.ecs.describeClusters({});
    await expect(session.ecs.listClusters({})).rejects.toMatchObject(
      denied('ecs:ListClusters', '*', 'with an explicit deny in an identity-based policy'),
    );
  },
  async 'permissions-boundary'() {
    const { admin, session } = await sessionWith(allow('ecs:ListClusters'), allow('ecs:ListTaskDefinitions'));
    const { Policy } = await admin.iam.createPolicy({
      PolicyName: 'boundary',
      PolicyDocument: policy(allow('ecs:ListClusters'), allow('ecs:DescribeClusters')),
    });
    await admin.iam.putRolePermissionsBoundary({ RoleName: 'deploy', PermissionsBoundary: Policy?.Arn });
    await session.ecs.listClusters({});
    await expect(session.ecs.listTaskDefinitions({})).rejects.toMatchObject(
      denied(
        'ecs:ListTaskDefinitions',
        '*',
        'because no permissions boundary allows the ecs:ListTaskDefinitions action',
      ),
    );
    await expect(session.ecs.describeClusters({})).rejects.toMatchObject(isDenied);
  },
  async 'resource-wildcard'() {
    const group = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group`;
    const { session } = await sessionWith(
      allow('logs:GetLogEvents', [`${group}:/ecs/*:log-stream:web`, 'arn:aws:logs:*:*:log-group:/open*']),
    );
    const read = (logGroupName: string, logStreamName: string) =>
      session.logs.getLogEvents({ logGroupName, logStreamName });
    const isAllowed = { name: 'ResourceNotFoundException' };
    await expect(read('/ecs/shop/api', 'web')).rejects.toMatchObject(isAllowed);
    await expect(read('/ecs/shop', 'api')).rejects.toMatchObject(isDenied);
    await expect(read('/open', 'any')).rejects.toMatchObject(isAllowed);
    const narrow = await sessionWith(allow('logs:GetLogEvents', `${group}:/ecs/*p:log-stream:*b`));
    const stream = { logGroupName: '/ecs/shop', logStreamName: 'x/web' };
    await expect(narrow.session.logs.getLogEvents(stream)).rejects.toMatchObject(isAllowed);
    const crossing = await sessionWith(allow('logs:GetLogEvents', `${group}:/ecs/*eb`));
    await expect(crossing.session.logs.getLogEvents(stream)).rejects.toMatchObject(isDenied);
  },
  async 'not-action'() {
    const { session } = await sessionWith({ Effect: 'Allow', NotAction: ['ecs:List*'], Resource: '*' });
    await session.ecs.describeClusters({});
    await expect(session.ecs.listClusters({})).rejects.toMatchObject(isDenied);
  },
  async 'policy-variables'() {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's own variables
    const team = '${aws:PrincipalTag/team}';
    const { session, assume, arn } = await sessionWith(
      allow('ssm:GetParameter', `arn:aws:ssm:*:*:parameter/${team}/*`),
    );
    await expect(session.ssm.getParameter({ Name: '//url' })).rejects.toMatchObject(isDenied);
    const web = await assume(arn, { Tags: [{ Key: 'team', Value: 'web' }] });
    await expect(web.ssm.getParameter({ Name: '/web/url' })).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
    await expect(web.ssm.getParameter({ Name: '/api/url' })).rejects.toMatchObject(isDenied);
    const star = await assume(arn, { Tags: [{ Key: 'team', Value: '=' }] });
    await expect(star.ssm.getParameter({ Name: '/api/url' })).rejects.toMatchObject(isDenied);
  },
  async 'missing-key'() {
    const on = (Condition: object) => sessionWith(allow('ecs:ListClusters', '*', { Condition }));
    const key = 'aws:PrincipalTag/team';
    const call = async (condition: object) => (await on(condition)).session.ecs.listClusters({});
    await expect(call({ StringEquals: { [key]: 'web' } })).rejects.toMatchObject(isDenied);
    await expect(call({ 'ForAnyValue:StringEquals': { [key]: 'web' } })).rejects.toMatchObject(isDenied);
    await call({ StringNotEquals: { [key]: 'web' } });
    await call({ StringEqualsIfExists: { [key]: 'web' } });
    await call({ 'ForAllValues:StringEquals': { [key]: 'web' } });
    await call({ Null: { [key]: 'true' } });
  },
  async 'resource-tags'() {
    const { admin, session } = await sessionWith(
      allow('ecs:DeleteCluster', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } }),
    );
    await admin.ecs.createCluster({ clusterName: 'api', tags: [{ key: 'team', value: 'api' }] });
    await expect(session.ecs.deleteCluster({ cluster: 'api' })).rejects.toMatchObject(isDenied);
    const resourceArn = `${ARN}:cluster/api`;
    await admin.ecs.tagResource({ resourceArn, tags: [{ key: 'team', value: 'web' }] });
    await session.ecs.deleteCluster({ cluster: 'api' });
  },
  async 'pass-role'() {
    const passing = (service: string) =>
      allow('iam:PassRole', TASK_ROLE, { Condition: { StringEquals: { 'iam:PassedToService': service } } });
    const { admin, session, setPolicy } = await sessionWith(allow('ecs:*'));
    const register = () => session.ecs.registerTaskDefinition({ ...TASK, taskRoleArn: TASK_ROLE });
    await admin.ecs.createCluster({ clusterName: 'default' });
    await admin.ecs.registerTaskDefinition({ ...TASK, taskRoleArn: TASK_ROLE });
    const run = () => session.ecs.runTask({ taskDefinition: 'web', launchType: 'FARGATE' });
    const refusal = denied('iam:PassRole', TASK_ROLE, noPolicy('iam:PassRole'));
    for (const call of [register, run]) await expect(call()).rejects.toMatchObject(refusal);
    await setPolicy('deploy', allow('ecs:*'), passing('ec2.amazonaws.com'));
    for (const call of [register, run]) await expect(call()).rejects.toMatchObject(refusal);
    await setPolicy('deploy', allow('ecs:*'), passing('ecs-tasks.amazonaws.com'));
    await register();
    await expect(run()).rejects.toMatchObject({ name: 'InvalidParameterException' });
  },
  async 'pass-role-services'() {
    for (const passRoleAtServices of [false, true]) {
      const world = await createWorld({ passRoleAtServices });
      await world.admin.ecs.createCluster({ clusterName: 'default' });
      await world.admin.ecs.registerTaskDefinition({ ...TASK, taskRoleArn: TASK_ROLE });
      const session = await world.assume(await world.createRole('deploy', allow('ecs:*')));
      const update = session.ecs.updateService({ service: 'web', taskDefinition: 'web' });
      await expect(update).rejects.toMatchObject({
        name: passRoleAtServices ? 'AccessDeniedException' : 'ServiceNotFoundException',
      });
    }
  },
  async 'tag-on-create'() {
    const { session, setPolicy } = await sessionWith(allow('ecs:RegisterTaskDefinition'));
    const register = () =>
      session.ecs.registerTaskDefinition({ ...TASK, tags: [{ key: 'team', value: 'web' }] });
    await expect(register()).rejects.toMatchObject(
      denied('ecs:TagResource', `${ARN}:task-definition/web:*`, noPolicy('ecs:TagResource')),
    );
    const tagging = (action: string) =>
      allow('ecs:TagResource', '*', { Condition: { StringEquals: { 'ecs:CreateAction': action } } });
    await setPolicy('deploy', allow('ecs:RegisterTaskDefinition'), tagging('CreateCluster'));
    await expect(register()).rejects.toMatchObject(isDenied);
    await setPolicy('deploy', allow('ecs:RegisterTaskDefinition'), tagging('RegisterTaskDefinition'));
    await register();
  },
  async 'tag-on-create-everywhere'() {
    const { session, setPolicy } = await sessionWith();
    const { iam, logs } = session;
    const RoleName = 'web';
    const Tags = [{ Key: 'team', Value: 'web' }];
    const createRole = (more = {}) =>
      iam.createRole({ RoleName, AssumeRolePolicyDocument: TRUSTS_ACCOUNT, ...more });
    const createGroup = (more = {}) => logs.createLogGroup({ logGroupName: 'web', ...more });
    await setPolicy('deploy', allow(['iam:CreateRole', 'logs:CreateLogGroup']));
    await expect(createRole({ Tags })).rejects.toThrow(
      `perform: iam:TagRole on resource: arn:aws:iam::${ACCOUNT}:role/web because`,
    );
    await expect(createGroup({ tags: { team: 'web' } })).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User with accountId: ${ACCOUNT} is not authorized to perform CreateLogGroup with Tags. An additional permission "logs:TagResource" is required.`,
    });
    await setPolicy('deploy', allow(['iam:*Role', 'logs:CreateLogGroup', 'logs:TagResource']));
    await createRole({ Tags });
    await createGroup({ tags: { team: 'web' } });
  },
  async 'describes-by-arn'() {
    const { session } = await sessionWith(
      allow('ecs:DescribeServices', `${ARN}:service/main/web`),
      allow('ecs:DescribeTasks', `${ARN}:task/main/*`),
      allow('ecs:DescribeClusters', `${ARN}:cluster/main`),
    );
    const services = (...names: string[]) =>
      session.ecs.describeServices({ cluster: 'main', services: names });
    await expect(services('web')).rejects.toMatchObject({ name: 'ClusterNotFoundException' });
    await expect(services('web', 'api')).rejects.toMatchObject(
      denied('ecs:DescribeServices', `${ARN}:service/main/api`, noPolicy('ecs:DescribeServices')),
    );
    await session.ecs.describeClusters({ clusters: ['main'] });
    await expect(session.ecs.describeClusters({})).rejects.toMatchObject(isDenied);
    const tasks = (cluster: string) => session.ecs.describeTasks({ cluster, tasks: ['a'.repeat(32)] });
    await expect(tasks('main')).rejects.toMatchObject({ name: 'ClusterNotFoundException' });
    await expect(tasks('other')).rejects.toMatchObject(isDenied);
  },
  async 'describes-by-star'() {
    const actions = ['elasticloadbalancing:Describe*', 'ecs:DescribeTaskDefinition'];
    const { session, setPolicy } = await sessionWith(allow(actions, 'arn:aws:*:*:*:*'));
    const rules = () => session.elbv2.describeLoadBalancers({});
    await expect(rules()).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/deploy/run-1 is not authorized to perform: elasticloadbalancing:DescribeLoadBalancers ${noPolicy('elasticloadbalancing:DescribeLoadBalancers')}`,
    });
    const definition = () => session.ecs.describeTaskDefinition({ taskDefinition: 'web' });
    await expect(definition()).rejects.toMatchObject(isDenied);
    await setPolicy('deploy', allow(actions));
    await rules();
    await expect(definition()).rejects.toMatchObject({ name: 'ClientException' });
  },
  async 'scaled-service'() {
    const own = allow('application-autoscaling:*');
    const { session, setPolicy } = await sessionWith(own);
    const register = () =>
      session.scaling.registerScalableTarget({
        ...{ ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' },
        ...{ ResourceId: 'service/shop/web', MinCapacity: 1, MaxCapacity: 2 },
      });
    const missing = (action: string) => ({
      name: 'ValidationException',
      message: `User is missing the following permissions: ${action}`,
    });
    await expect(register()).rejects.toMatchObject(missing('ecs:DescribeServices'));
    const service = `${ARN}:service/shop/web`;
    await setPolicy('deploy', own, allow('ecs:DescribeServices', service));
    await expect(register()).rejects.toMatchObject(missing('ecs:UpdateService'));
    await setPolicy('deploy', own, allow(['ecs:DescribeServices', 'ecs:UpdateService'], service));
    await expect(register()).rejects.toThrow(/ECS service doesn't exist/);
  },
  async 'denial-codes'() {
    const { session } = await sessionWith();
    const code = (name: string, httpStatusCode: number) => ({ name, $metadata: { httpStatusCode } });
    await expect(session.ecs.listClusters({})).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(session.ssm.getParameter({ Name: 'a' })).rejects.toMatchObject(
      code('AccessDeniedException', 400),
    );
    await expect(session.elbv2.describeLoadBalancers({})).rejects.toMatchObject(code('AccessDenied', 403));
    await expect(session.iam.listRoles({})).rejects.toMatchObject(code('AccessDenied', 403));
  },
  async 'registry-rights'() {
    const repository = `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/web`;
    const { admin, aws, session, setPolicy } = await sessionWith(
      allow('ecr:GetAuthorizationToken'),
      allow('ecr:ListImages', repository),
    );
    await admin.ecr.createRepository({ repositoryName: 'web' });
    const { authorizationData } = await session.ecr.getAuthorizationToken({});
    const server = createServer((request, response) => void aws.handleRegistry(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const list = async () => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/web/tags/list`;
      const authorization = `Basic ${authorizationData?.[0]?.authorizationToken}`;
      const response = await fetch(url, { headers: { authorization } });
      return `${response.status} ${await response.text()}`;
    };
    try {
      expect(await list()).toContain('200 {"name":"web"');
      await setPolicy('deploy', allow('ecr:GetAuthorizationToken'));
      const words = `User: arn:aws:sts::${ACCOUNT}:assumed-role/deploy/run-1 is not authorized to perform: ecr:ListImages on resource: ${repository} ${noPolicy('ecr:ListImages')}`;
      expect(await list()).toBe(`403 {"errors":[{"code":"DENIED","message":"${words}"}]}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
  async 'delete-conflict'() {
    const { iam } = (await createWorld()).admin;
    const conflict = { name: 'DeleteConflictException' };
    const { Policy } = await iam.createPolicy({ PolicyName: 'p', PolicyDocument: policy(allow('*')) });
    await iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: TRUSTS_ACCOUNT });
    await iam.attachRolePolicy({ RoleName: 'deploy', PolicyArn: Policy?.Arn });
    await expect(iam.deleteRole({ RoleName: 'deploy' })).rejects.toMatchObject({
      ...conflict,
      message: 'Cannot delete entity, must detach all policies first.',
    });
    await expect(iam.deletePolicy({ PolicyArn: Policy?.Arn })).rejects.toMatchObject(conflict);
    await iam.detachRolePolicy({ RoleName: 'deploy', PolicyArn: Policy?.Arn });
    await iam.putRolePermissionsBoundary({ RoleName: 'deploy', PermissionsBoundary: Policy?.Arn });
    await expect(iam.deletePolicy({ PolicyArn: Policy?.Arn })).rejects.toMatchObject(conflict);
    await iam.deleteRolePermissionsBoundary({ RoleName: 'deploy' });
    await iam.deletePolicy({ PolicyArn: Policy?.Arn });
    await iam.deleteRole({ RoleName: 'deploy' });
    await iam.createUser({ UserName: 'anna' });
    const { AccessKey } = await iam.createAccessKey({ UserName: 'anna' });
    await expect(iam.deleteUser({ UserName: 'anna' })).rejects.toMatchObject(conflict);
    await iam.deleteAccessKey({ UserName: 'anna', AccessKeyId: AccessKey?.AccessKeyId });
    await iam.deleteUser({ UserName: 'anna' });
    await expect(iam.getRole({ RoleName: 'deploy' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name deploy cannot be found.',
    });
  },
  async 'lists-tell-less'() {
    const { iam } = (await createWorld()).admin;
    const Tags = [{ Key: 'team', Value: 'web' }];
    const PolicyDocument = policy(allow('*'));
    const { Policy } = await iam.createPolicy({ PolicyName: 'p', PolicyDocument, Description: 'all', Tags });
    const limited = { PermissionsBoundary: Policy?.Arn, Tags };
    await iam.createRole({ RoleName: 'web', AssumeRolePolicyDocument: TRUSTS_ACCOUNT, ...limited });
    await iam.createUser({ UserName: 'anna', ...limited });
    expect((await iam.getPolicy({ PolicyArn: Policy?.Arn })).Policy).toMatchObject({
      Description: 'all',
      Tags,
    });
    expect((await iam.getRole({ RoleName: 'web' })).Role).toMatchObject({ Tags, RoleLastUsed: {} });
    expect((await iam.getUser({ UserName: 'anna' })).User?.PermissionsBoundary).toBeDefined();
    const lists = [
      (await iam.listPolicies({ Scope: 'Local' })).Policies,
      (await iam.listRoles({})).Roles,
      (await iam.listUsers({})).Users,
    ];
    for (const [one] of lists as readonly object[][]) {
      expect(one).toHaveProperty('Arn');
      for (const name of ['Description', 'Tags', 'PermissionsBoundary', 'RoleLastUsed']) {
        expect(one).not.toHaveProperty(name);
      }
    }
  },
  async 'already-exists'() {
    const { iam } = (await createWorld()).admin;
    await iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: TRUSTS_ACCOUNT });
    const again = iam.createRole({ RoleName: 'Deploy', AssumeRolePolicyDocument: TRUSTS_ACCOUNT });
    await expect(again).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Role with name Deploy already exists.',
    });
  },
  async 'malformed-policy'() {
    const { admin, createRole } = await createWorld();
    await createRole('deploy');
    const put = (PolicyDocument: string) =>
      admin.iam.putRolePolicy({ RoleName: 'deploy', PolicyName: 'p', PolicyDocument });
    const malformed = { name: 'MalformedPolicyDocumentException', $metadata: { httpStatusCode: 400 } };
    for (const text of [
      '{"Version"',
      JSON.stringify({ Version: '2026-01-01', Statement: [allow('*')] }),
      policy(),
      policy({ Effect: 'allow', Action: '*', Resource: '*' }),
      policy({ Effect: 'Allow', Action: '*' }),
      policy(allow('ListClusters')),
      policy(allow('ecs:ListClusters', 'web')),
      policy({ ...allow('*'), Principal: '*' }),
      policy(allow('*', '*', { Condition: { StringIs: { 'aws:userid': 'x' } } })),
      policy({ ...allow('*'), Actions: '*' }),
    ]) {
      await expect(put(text)).rejects.toMatchObject(malformed);
    }
    expect((await admin.iam.listRolePolicies({ RoleName: 'deploy' })).PolicyNames).toEqual([]);
  },
  async 'github-subject'() {
    const open = trustsGithub({ StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com' } });
    for (const requiresSubject of [true, false]) {
      const { iam } = (await createWorld({ requiresSubject })).admin;
      const created = iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: open });
      if (!requiresSubject) await created;
      else {
        await expect(created).rejects.toMatchObject({
          name: 'MalformedPolicyDocumentException',
          message: expect.stringContaining(`${ISSUER}:sub`),
        });
      }
    }
  },
  async 'revoked-key'() {
    const { admin, clientsOf } = await createWorld();
    await admin.iam.createUser({ UserName: 'anna' });
    const { AccessKey } = await admin.iam.createAccessKey({ UserName: 'anna' });
    const { sts } = clientsOf({ accessKeyId: AccessKey?.AccessKeyId });
    await sts.getCallerIdentity({});
    const key = { UserName: 'anna', AccessKeyId: AccessKey?.AccessKeyId };
    await admin.iam.updateAccessKey({ ...key, Status: 'Inactive' });
    await expect(sts.getCallerIdentity({})).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  },
});
