import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  ACCOUNT,
  allow,
  createWorld,
  deny,
  FROM_MAIN,
  HOUR,
  ISSUER,
  MINUTE,
  policy,
  trustsGithub,
  type World,
} from '../iam/testing/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});

const ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/run-1`;

describe('GetCallerIdentity', () => {
  test('tells an administrator, and a session of a role, who they are', async () => {
    expect((await world.admin.sts.getCallerIdentity({})).Arn).toBe(
      `arn:aws:iam::${ACCOUNT}:user/administrator`,
    );
    await world.createRole('deploy', deny('*'));
    const { Role } = await world.admin.iam.getRole({ RoleName: 'deploy' });
    const session = await world.assume(ROLE);
    expect(await session.sts.getCallerIdentity({})).toMatchObject({
      Account: ACCOUNT,
      Arn: SESSION,
      UserId: `${Role?.RoleId}:run-1`,
    });
  });
});

describe('AssumeRole', () => {
  test.each([
    [
      { RoleSessionName: 'a b' },
      "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    ],
    [
      { RoleSessionName: 'a' },
      "1 validation error detected: Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
    ],
    [
      { DurationSeconds: 899 },
      "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
    [
      { DurationSeconds: 3601 },
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ],
    [{ RoleArn: 'arn:aws:iam::123456789012:user/x' }, 'arn:aws:iam::123456789012:user/x is invalid'],
  ])('refuses %j', async (input, message) => {
    await world.createRole('deploy');
    await expect(
      world.admin.sts.assumeRole({ RoleArn: ROLE, RoleSessionName: 'run-1', ...input }),
    ).rejects.toMatchObject({ name: 'ValidationError', message, $metadata: { httpStatusCode: 400 } });
  });

  test('gives longer sessions when the role allows them', async () => {
    await world.createRole('deploy');
    await world.admin.iam.updateRole({ RoleName: 'deploy', MaxSessionDuration: 7200 });
    const { Credentials } = await world.admin.sts.assumeRole({
      RoleArn: ROLE,
      RoleSessionName: 'run-1',
      DurationSeconds: 7200,
    });
    expect(Credentials?.Expiration?.getTime()).toBe(world.clock.now() + 2 * HOUR);
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  });

  test('of a role by a session lasts an hour at most', async () => {
    await world.createRole('deploy', allow('sts:AssumeRole'));
    const arn = await world.createRole('next');
    await world.admin.iam.updateRole({ RoleName: 'next', MaxSessionDuration: 7200 });
    const session = await world.assume(ROLE);
    const assume = (DurationSeconds: number) =>
      session.sts.assumeRole({ RoleArn: arn, RoleSessionName: 'run-2', DurationSeconds });
    await expect(assume(3601)).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    });
    expect((await assume(3600)).AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/next/run-2`);
  });

  test('takes the caller’s policies and the role’s trust policy together', async () => {
    const arn = await world.createRole('deploy');
    const caller = await world.sessionWith(allow('sts:GetCallerIdentity'));
    const assume = () => caller.sts.assumeRole({ RoleArn: arn, RoleSessionName: 'run-1' });
    await expect(assume()).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringMatching(
        /^User: arn:aws:sts::\S+ is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role\/deploy because no identity-based policy allows the sts:AssumeRole action$/,
      ),
    });
    // A trust policy that names the caller needs nothing of his own.
    const { Arn = '' } = await caller.sts.getCallerIdentity({});
    const Principal = { AWS: Arn.replace(/:sts:(.*)assumed-role\/(.*)\/run-1/, ':iam:$1role/$2') };
    const trust = policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
    await world.admin.iam.updateAssumeRolePolicy({ RoleName: 'deploy', PolicyDocument: trust });
    expect((await assume()).AssumedRoleUser?.Arn).toBe(SESSION);
    await expect(world.assume(arn)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('refuses a role that does not exist as one that may not be assumed', async () => {
    await expect(world.assume(ROLE)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::${ACCOUNT}:user/administrator is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('limits the session by the policies that come with it', async () => {
    await world.createRole('deploy', allow('ecs:*'));
    const session = await world.assume(ROLE, { Policy: policy(allow('ecs:ListClusters')) });
    expect((await session.ecs.listClusters({})).clusterArns).toEqual([]);
    await expect(session.ecs.listTaskDefinitions({})).rejects.toMatchObject({
      message: `User: ${SESSION} is not authorized to perform: ecs:ListTaskDefinitions on resource: * because no session policy allows the ecs:ListTaskDefinitions action`,
    });
  });

  test('marks the session with tags, and hands transitive ones on', async () => {
    await world.createRole(
      'deploy',
      allow('ecs:ListClusters', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'web' } } }),
      allow('sts:AssumeRole'),
    );
    const untagged = await world.assume(ROLE);
    await expect(untagged.ecs.listClusters({})).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const Tags = [{ Key: 'team', Value: 'web' }];
    const tagged = await world.assume(ROLE, { Tags, TransitiveTagKeys: ['team'] });
    await tagged.ecs.listClusters({});
    const { Credentials } = await tagged.sts.assumeRole({ RoleArn: ROLE, RoleSessionName: 'run-2' });
    await world.as(Credentials as never).ecs.listClusters({});
    await expect(
      tagged.sts.assumeRole({ RoleArn: ROLE, RoleSessionName: 'run-2', Tags }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});

describe('a key that was issued here', () => {
  test('ends with its session', async () => {
    await world.createRole('deploy', allow('*'));
    const session = await world.assume(ROLE);
    await world.pass(HOUR - 1);
    await session.ecs.listClusters({});
    await world.pass(1);
    const expired = 'The security token included in the request is expired';
    await expect(session.ecs.listClusters({})).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      message: expired,
      $metadata: { httpStatusCode: 400 },
    });
    await expect(session.elbv2.describeLoadBalancers({})).rejects.toMatchObject({
      name: 'ExpiredToken',
      message: expired,
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('belongs to its session’s token', async () => {
    await world.createRole('deploy', allow('*'));
    const assume = async () =>
      (await world.admin.sts.assumeRole({ RoleArn: ROLE, RoleSessionName: 'run-1' })).Credentials;
    const [one, other] = [await assume(), await assume()];
    for (const SessionToken of [undefined, other?.SessionToken, 'made up']) {
      const mixed = world.as({ AccessKeyId: one?.AccessKeyId, SessionToken });
      const message = 'The security token included in the request is invalid.';
      await expect(mixed.ecs.listClusters({})).rejects.toMatchObject({
        name: 'UnrecognizedClientException',
        message,
      });
      await expect(mixed.sts.getCallerIdentity({})).rejects.toMatchObject({
        name: 'InvalidClientTokenId',
        message,
      });
    }
  });

  test('of a user can be made inactive, and deleted', async () => {
    const { iam } = world.admin;
    await iam.createUser({ UserName: 'anna' });
    await iam.putUserPolicy({
      UserName: 'anna',
      PolicyName: 'p',
      PolicyDocument: policy(allow('ecs:List*')),
    });
    const { AccessKey } = await iam.createAccessKey({ UserName: 'anna' });
    const anna = world.clientsOf({ accessKeyId: AccessKey?.AccessKeyId });
    await anna.ecs.listClusters({});
    await expect(anna.ecs.createCluster({ clusterName: 'web' })).rejects.toMatchObject({
      message: `User: arn:aws:iam::${ACCOUNT}:user/anna is not authorized to perform: ecs:CreateCluster on resource: arn:aws:ecs:eu-west-1:${ACCOUNT}:cluster/web because no identity-based policy allows the ecs:CreateCluster action`,
    });
    const key = { UserName: 'anna', AccessKeyId: AccessKey?.AccessKeyId };
    await iam.updateAccessKey({ ...key, Status: 'Inactive' });
    await expect(anna.ecs.listClusters({})).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    await iam.updateAccessKey({ ...key, Status: 'Active' });
    await anna.ecs.listClusters({});
    await iam.deleteAccessKey(key);
    await expect(anna.ecs.listClusters({})).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });
});

describe('AssumeRoleWithWebIdentity', () => {
  const assume = (WebIdentityToken: string, more: object = {}) =>
    world.admin.sts.assumeRoleWithWebIdentity({
      RoleArn: ROLE,
      RoleSessionName: 'run-1',
      WebIdentityToken,
      ...more,
    });
  const createRole = (conditions: object = FROM_MAIN) =>
    world.admin.iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: trustsGithub(conditions) });

  test('gives a job a session of the role that trusts it', async () => {
    await world.trustGithub();
    await createRole();
    await world.setPolicy('deploy', allow('ecs:ListClusters'));
    const answer = await assume(world.idToken());
    expect(answer).toMatchObject({
      AssumedRoleUser: { Arn: SESSION },
      Audience: 'sts.amazonaws.com',
      SubjectFromWebIdentityToken: 'repo:acme/shop:ref:refs/heads/main',
    });
    await world.as(answer.Credentials as never).ecs.listClusters({});
    expect(world.aws.journal.at(-2)?.call).toMatchObject({
      operation: 'AssumeRoleWithWebIdentity',
      accessKeyId: '',
    });
  });

  test.each([
    ['an environment', { environment: 'production' }, 'repo:acme/shop:environment:production'],
    ['ids', { hasImmutableSubject: true }, 'repo:acme@9919/shop@1296269:ref:refs/heads/main'],
    [
      'an environment and ids',
      { environment: 'a', hasImmutableSubject: true },
      'repo:acme@9919/shop@1296269:environment:a',
    ],
  ])('knows subjects with %s', async (_what, job, subject) => {
    await world.trustGithub();
    await createRole({ StringEquals: { [`${ISSUER}:sub`]: subject } });
    expect((await assume(world.idToken(job))).SubjectFromWebIdentityToken).toBe(subject);
    await expect(assume(world.idToken())).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      $metadata: { httpStatusCode: 403 },
    });
  });

  test.each([
    ['repository_id', '1296269', '7'],
    ['environment', 'production', 'staging'],
    ['ref', 'refs/heads/main', 'refs/heads/other'],
  ])('looks at the claim %s beside the subject', async (claim, right, wrong) => {
    await world.trustGithub();
    const StringLike = { [`${ISSUER}:sub`]: 'repo:acme/*' };
    await createRole({ StringLike, StringEquals: { [`${ISSUER}:${claim}`]: wrong } });
    const token = world.idToken({ environment: 'production' });
    await expect(assume(token)).rejects.toMatchObject({ name: 'AccessDenied' });
    const PolicyDocument = trustsGithub({ StringLike, StringEquals: { [`${ISSUER}:${claim}`]: right } });
    await world.admin.iam.updateAssumeRolePolicy({ RoleName: 'deploy', PolicyDocument });
    await assume(token);
  });

  test('refuses a role that does not exist in the same words', async () => {
    await world.trustGithub();
    await expect(assume(world.idToken())).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    });
  });

  test('refuses a token after its five minutes', async () => {
    await world.trustGithub();
    await createRole();
    const token = world.idToken();
    const now = world.clock.now() / 1000;
    await world.pass(5 * MINUTE - 1000);
    await assume(token);
    await world.pass(1000);
    await expect(assume(token)).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      message: `Token expired: current date/time ${now + 300} must be before the expiration date/time ${now + 300}`,
    });
  });

  test.each([
    ['another audience', () => world.idToken({}, 'https://github.com/acme'), 'Incorrect token audience'],
    [
      'nothing of a token',
      () => 'secret',
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    ],
    ['claims changed', () => forge(world.idToken()), expect.stringContaining('verification key')],
    [
      'no signature',
      () => `${world.idToken().split('.').slice(0, 2).join('.')}.AAAA`,
      expect.stringContaining('verification key'),
    ],
    [
      'another algorithm',
      () => `${encode({ alg: 'none' })}.e30.AAAA`,
      'Unsupported signature algorithm: none',
    ],
    [
      'another issuer',
      () => `${encode({ alg: 'RS256' })}.${encode({ iss: 'https://x.example' })}.AAAA`,
      'No OpenIDConnect provider found in your account for https://x.example',
    ],
  ])('refuses a token with %s', async (_what, token, message) => {
    await world.trustGithub();
    await createRole();
    await expect(assume(token())).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
      message,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('refuses all tokens where the account does not know the provider', async () => {
    await expect(assume(world.idToken())).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
      message: `No OpenIDConnect provider found in your account for https://${ISSUER}`,
    });
  });
});

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** The same token for another repository. */
function forge(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return [header, encode({ ...claims, sub: 'repo:evil/shop:ref:refs/heads/main' }), signature].join('.');
}
