import { expect } from '@jest/globals';
import { conforms } from '../conformance/testing/conforms.ts';
import {
  ACCOUNT,
  allow,
  createWorld,
  deny,
  FROM_MAIN,
  type Given,
  HOUR,
  ISSUER,
  MINUTE,
  policy,
  trustsGithub,
  type World,
} from '../iam/testing/world.ts';
import { STS_BEHAVIOURS } from './behaviours.ts';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`;

/** The role that GitHub's jobs may have, and how one of them asks for it. */
async function createFederation(conditions: object = FROM_MAIN) {
  const world = await createWorld();
  await world.trustGithub();
  const trust = trustsGithub(conditions);
  await world.admin.iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: trust });
  const assume = (WebIdentityToken: string, RoleArn = ROLE) =>
    world.admin.sts.assumeRoleWithWebIdentity({ RoleArn, RoleSessionName: 'run-1', WebIdentityToken });
  return { world, assume };
}

const assumeOf =
  ({ admin }: World) =>
  (more: object = {}) =>
    admin.sts.assumeRole({ RoleArn: ROLE, RoleSessionName: 'run-1', ...more });

conforms(STS_BEHAVIOURS, {
  async 'session-expiry'() {
    const world = await createWorld();
    await world.createRole('deploy', allow('*'));
    const session = await world.assume(ROLE);
    await world.pass(HOUR - 1000);
    await session.ecs.listClusters({});
    await world.pass(1000);
    await expect(session.ecs.listClusters({})).rejects.toMatchObject({ name: 'ExpiredTokenException' });
    await expect(session.sts.getCallerIdentity({})).rejects.toMatchObject({ name: 'ExpiredToken' });
  },
  async 'session-token'() {
    const world = await createWorld();
    await world.createRole('deploy', allow('*'));
    const { Credentials } = await assumeOf(world)();
    const { ecs, sts } = world.as({ ...Credentials, SessionToken: 'other' } as Given);
    await expect(ecs.listClusters({})).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    await expect(sts.getCallerIdentity({})).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  },
  async 'chained-hour'() {
    const world = await createWorld();
    await world.createRole('deploy', allow('sts:AssumeRole'));
    await world.admin.iam.updateRole({ RoleName: 'deploy', MaxSessionDuration: 7200 });
    const session = await world.assume(ROLE);
    const again = { RoleArn: ROLE, RoleSessionName: 'run-2', DurationSeconds: 7200 };
    await expect(session.sts.assumeRole(again)).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    });
    await world.admin.sts.assumeRole(again);
  },
  async 'role-duration'() {
    const world = await createWorld();
    await world.createRole('deploy');
    await expect(assumeOf(world)({ DurationSeconds: 7200 })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
    const { Credentials } = await assumeOf(world)({ DurationSeconds: 900 });
    expect(Credentials?.Expiration?.getTime()).toBe(world.clock.now() + 15 * MINUTE);
  },
  async 'trust-policy'() {
    const world = await createWorld();
    await world.createRole('deploy');
    const caller = await world.assume(await world.createRole('caller'));
    const assume = () => caller.sts.assumeRole({ RoleArn: ROLE, RoleSessionName: 'run-1' });
    await expect(assume()).rejects.toMatchObject({ name: 'AccessDenied' });
    const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:role/caller` };
    const PolicyDocument = policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
    await world.admin.iam.updateAssumeRolePolicy({ RoleName: 'deploy', PolicyDocument });
    await assume();
    await expect(assumeOf(world)()).rejects.toMatchObject({ name: 'AccessDenied' });
  },
  async 'session-policy'() {
    const world = await createWorld();
    await world.createRole('deploy', allow('ecs:ListClusters'), allow('ecs:ListTaskDefinitions'));
    const Policy = policy(allow('ecs:ListClusters'), allow('ecs:DescribeClusters'));
    const { ecs } = await world.assume(ROLE, { Policy });
    await ecs.listClusters({});
    await expect(ecs.listTaskDefinitions({})).rejects.toThrow('because no session policy allows');
    await expect(ecs.describeClusters({})).rejects.toThrow('because no identity-based policy allows');
  },
  async 'web-identity-signature'() {
    const { world, assume } = await createFederation();
    const [header, , signature] = world.idToken({ repository: 'evil/shop' }).split('.');
    const [, payload] = world.idToken().split('.');
    await expect(assume([header, payload, signature].join('.'))).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
    });
    await assume(world.idToken());
  },
  async 'web-identity-expiry'() {
    const { world, assume } = await createFederation();
    const token = world.idToken();
    await world.pass(5 * MINUTE - 1000);
    await assume(token);
    await world.pass(1000);
    await expect(assume(token)).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  },
  async 'web-identity-audience'() {
    const { world, assume } = await createFederation({ StringLike: { [`${ISSUER}:sub`]: 'repo:acme/*' } });
    await assume(world.idToken());
    await expect(assume(world.idToken({}, 'https://github.com/acme'))).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
      message: 'Incorrect token audience',
    });
  },
  async 'web-identity-trust'() {
    const subject = 'repo:acme/shop:environment:production';
    const { world, assume } = await createFederation({
      StringEquals: { [`${ISSUER}:sub`]: subject, [`${ISSUER}:repository_id`]: '7' },
    });
    const refusal = {
      name: 'AccessDenied',
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    };
    const token = (job: object) => world.idToken({ environment: 'production', ...job });
    expect((await assume(token({ repositoryId: '7' }))).SubjectFromWebIdentityToken).toBe(subject);
    await expect(assume(token({ repositoryId: '8' }))).rejects.toMatchObject(refusal);
    await expect(assume(token({ repositoryId: '7', environment: 'a' }))).rejects.toMatchObject(refusal);
    await expect(assume(token({ repositoryId: '7' }), `${ROLE}-2`)).rejects.toMatchObject(refusal);
  },
  async 'web-identity-unsigned'() {
    const { world } = await createFederation();
    const ask = async (parameters: Record<string, string>) => {
      const form = new URLSearchParams({ Version: '2011-06-15', ...parameters });
      const body = new TextEncoder().encode(form.toString());
      return (await world.aws.dispatch({ method: 'POST', path: '/', query: {}, headers: {}, body })).status;
    };
    const WebIdentityToken = world.idToken();
    const role = { RoleArn: ROLE, RoleSessionName: 'run-1' };
    expect(await ask({ Action: 'AssumeRoleWithWebIdentity', ...role, WebIdentityToken })).toBe(200);
    expect(await ask({ Action: 'AssumeRole', ...role })).toBe(403);
  },
  async 'caller-identity'() {
    const world = await createWorld();
    await world.createRole('deploy', deny('*'));
    const { sts } = await world.assume(ROLE);
    expect((await sts.getCallerIdentity({})).Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/deploy/run-1`);
  },
  async 'session-names'() {
    const world = await createWorld();
    await world.createRole('deploy');
    for (const RoleSessionName of ['a', 'a b', 'a/b', 'a'.repeat(65)]) {
      await expect(assumeOf(world)({ RoleSessionName })).rejects.toMatchObject({ name: 'ValidationError' });
    }
    await assumeOf(world)({ RoleSessionName: 'web_1+a=b,c.d@e-f' });
  },
});
