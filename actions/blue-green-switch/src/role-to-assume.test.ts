import { IAM } from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { toFailure } from '../../../lib/action/failure.ts';
import { createRoleCredentials } from '../../../lib/aws/credentials/role-credentials.ts';
import { explainAwsError } from '../../../lib/aws/errors/explain.ts';
import type { JobIdentity } from '../../../rehearsal/aws/github-oidc/claims.ts';
import { inProcessClient } from '../../../rehearsal/aws/kernel/in-process.ts';
import { createWorld, NEXT } from '../testing/world.ts';

// Two hours of a platform's life.
jest.setTimeout(180_000);

const ISSUER = 'token.actions.githubusercontent.com';
const PROVIDER = `arn:aws:iam::123456789012:oidc-provider/${ISSUER}`;
const ROLE = 'arn:aws:iam::123456789012:role/deploy';
const PRODUCTION = { environment: 'production' };
const SUBJECT = 'repo:acme/shop:environment:production';
const MINUTE = 60_000;

let world: Awaited<ReturnType<typeof createWorld>>;
let iam: IAM;
beforeEach(async () => {
  world = await createWorld();
  iam = new IAM(inProcessClient(world.aws.dispatch));
});

async function createProvider(): Promise<void> {
  await iam.createOpenIDConnectProvider({ Url: `https://${ISSUER}`, ClientIDList: ['sts.amazonaws.com'] });
}

/** A role for jobs with the subject, that may do everything. */
async function createRole(subject = SUBJECT): Promise<void> {
  const trusted = { [`${ISSUER}:aud`]: 'sts.amazonaws.com', [`${ISSUER}:sub`]: subject };
  const Statement = {
    ...{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: PROVIDER } },
    Condition: { StringEquals: trusted },
  };
  const trust = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: trust });
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await iam.attachRolePolicy({ RoleName: 'deploy', PolicyArn });
}

/** Lets the switch act as the job, in the way of its input `role-to-assume`. */
async function actAsJob(job: Partial<JobIdentity> = PRODUCTION, audience = 'sts.amazonaws.com') {
  const { aws, clock, log, sts } = world;
  const bearer = aws.github.startJob(job);
  const source = createRoleCredentials(
    {
      ...{ clock, log, sts: async () => sts, mask: () => {} },
      requestIdToken: async () => aws.github.issue(bearer, audience) ?? '',
    },
    { arn: ROLE, sessionName: 'blue-green-switch-1' },
  );
  await world.actWith(Object.assign(() => source.provide(), { memoized: true }));
}

async function failureOf(release: Promise<unknown>) {
  const ended = await release.catch((error: unknown) =>
    toFailure(error, explainAwsError, world.ports.signal),
  );
  return ended as Awaited<ReturnType<typeof toFailure>>;
}

describe('a role that trusts the job', () => {
  test.each([
    ['the environment', PRODUCTION, SUBJECT],
    ['the branch', {}, 'repo:acme/shop:ref:refs/heads/main'],
    [
      'ids',
      { ...PRODUCTION, hasImmutableSubject: true },
      'repo:acme@9919/shop@1296269:environment:production',
    ],
  ])('by %s is assumed', async (_by, job, subject) => {
    await createProvider();
    await createRole(subject);
    await actAsJob(job);
    expect((await world.release(NEXT)).outputs.verdict).toBe('released');
  });

  test('is assumed again and again while a release outlasts two sessions', async () => {
    await createProvider();
    await createRole();
    await actAsJob();
    // The release before has just written its record, and Parameter Store takes three writes a second.
    await world.clock.run(sleep(world.clock, 5_000));
    const start = world.clock.now();
    const mark = world.aws.journal.length;
    const outcome = await world.release(NEXT, { bake: '95m', 'probe-interval': '1m' });
    expect(outcome.outputs.verdict).toBe('released');
    expect(world.clock.now() - start).toBeGreaterThan(95 * MINUTE);
    const calls = world.aws.journal.slice(mark);
    expect(calls.filter(({ error }) => error !== undefined)).toEqual([]);
    const renewals = calls.filter(({ call }) => call.operation === 'AssumeRoleWithWebIdentity');
    expect(renewals.length).toBeGreaterThanOrEqual(3);
    expect(new Set(calls.map(({ call }) => call.accessKeyId)).size).toBe(renewals.length + 1);
  });

  test('and lost its policy while the release ran ends it with one clear error', async () => {
    await createProvider();
    await createRole();
    await actAsJob();
    const failure = await failureOf(
      world.release(NEXT, { bake: '20m', 'probe-interval': '1m' }, async () => {
        await sleep(world.clock, 10 * MINUTE);
        const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
        await iam.detachRolePolicy({ RoleName: 'deploy', PolicyArn });
      }),
    );
    expect(JSON.stringify(failure)).toMatch(
      /AWS denied \S+ on \S+ to role deploy of account 123456789012: no identity-based policy allows the/,
    );
  });
});

describe('a role that the job may not have', () => {
  test('for another subject: the error tells the claims that were compared', async () => {
    await createProvider();
    await createRole();
    await actAsJob({ environment: 'staging' });
    expect(await failureOf(world.release(NEXT))).toMatchObject({
      cause: `Role ${ROLE} cannot be assumed by this job: Not authorized to perform sts:AssumeRoleWithWebIdentity`,
      advice: expect.stringContaining('"repo:acme/shop:environment:staging"'),
    });
    expect(world.weightWrites()).toEqual([]);
  });

  test('since it does not exist: the same, since AWS does not tell', async () => {
    await createProvider();
    await actAsJob();
    expect(await failureOf(world.release(NEXT))).toMatchObject({
      cause: `Role ${ROLE} cannot be assumed by this job: Not authorized to perform sts:AssumeRoleWithWebIdentity`,
      advice: expect.stringContaining("or check the role's name and account"),
    });
  });

  test('for another audience', async () => {
    await createProvider();
    await createRole();
    await actAsJob(PRODUCTION, 'https://github.com/acme');
    expect(await failureOf(world.release(NEXT))).toMatchObject({
      cause: `Role ${ROLE} cannot be assumed by this job: Incorrect token audience`,
      advice: expect.stringContaining('with audience sts.amazonaws.com'),
    });
  });

  test('in an account that does not know GitHub', async () => {
    await createRole();
    await actAsJob();
    expect(await failureOf(world.release(NEXT))).toMatchObject({
      cause: `Role ${ROLE} cannot be assumed by this job: No OpenIDConnect provider found in your account for https://${ISSUER}`,
      advice: expect.stringContaining('Create the identity provider'),
    });
  });
});

test('a session that nothing renews ends in one clear error', async () => {
  await createProvider();
  await createRole();
  const { aws, sts } = world;
  const { Credentials: given } = await sts.assumeRoleWithWebIdentity({
    ...{ RoleArn: ROLE, RoleSessionName: 'earlier-step', DurationSeconds: 900 },
    WebIdentityToken: aws.github.issue(aws.github.startJob(PRODUCTION), 'sts.amazonaws.com'),
  });
  await world.actWith({
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  });
  const ended = await failureOf(world.release(NEXT, { bake: '20m', 'probe-interval': '1m' }));
  expect(JSON.stringify(ended)).toContain(
    'The AWS credentials have expired: The security token included in the request is expired',
  );
});
