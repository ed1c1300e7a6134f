import { ECR } from '@aws-sdk/client-ecr';
import { IAM } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createClients } from '../../../lib/aws/clients.ts';
import { createRoleCredentials } from '../../../lib/aws/credentials/role-credentials.ts';
import { allClients } from '../../../lib/aws/testing/all-clients.ts';
import { createInProcessHandler, inProcessClient } from '../../../rehearsal/aws/kernel/in-process.ts';
import { createVirtualAws } from '../../../rehearsal/testing/virtual-aws.ts';
import { runWith } from '../testing/world.ts';

const ISSUER = 'token.actions.githubusercontent.com';
const ROLE = 'arn:aws:iam::123456789012:role/deploy';
const MINUTE = 60_000;

type VirtualAws = Awaited<ReturnType<typeof createVirtualAws>>;

/** A role that trusts the production job, and may do everything. */
async function createRole({ aws, clock }: VirtualAws): Promise<void> {
  const iam = new IAM(inProcessClient(aws.dispatch));
  const Statement = {
    ...{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity' },
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${ISSUER}` },
    Condition: { StringEquals: { [`${ISSUER}:sub`]: 'repo:acme/shop:environment:production' } },
  };
  const trust = JSON.stringify({ Version: '2012-10-17', Statement });
  await clock.run(
    (async () => {
      await iam.createOpenIDConnectProvider({
        ...{ Url: `https://${ISSUER}`, ClientIDList: ['sts.amazonaws.com'] },
      });
      await iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: trust });
      const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
      await iam.attachRolePolicy({ RoleName: 'deploy', PolicyArn });
    })(),
  );
}

/** An ECR client in the role's sessions, every call of which takes so long. */
async function slowClientOf({ aws, clock, log, ports, sts }: VirtualAws, milliseconds: number) {
  const bearer = aws.github.startJob({ environment: 'production' });
  const source = createRoleCredentials(
    {
      ...{ clock, log, sts: async () => sts, mask: () => {} },
      requestIdToken: async () => aws.github.issue(bearer, 'sts.amazonaws.com') ?? '',
    },
    { arn: ROLE, sessionName: 'deploy-image-1' },
  );
  const requestHandler = createInProcessHandler(async (request) => {
    const answer = await aws.dispatch(request);
    await sleep(clock, milliseconds);
    return answer;
  });
  const credentials = Object.assign(() => source.provide(), { memoized: true });
  const common = { action: 'deploy-image', version: '0', region: 'eu-west-1', requestHandler, credentials };
  return createClients(common, { clock, random: ports.random, log }, allClients).ecr();
}

test('a role is assumed again while an image takes longer than a session', async () => {
  const world = await createVirtualAws();
  const { aws, clock, log } = world;
  await createRole(world);
  const place = { account: '123456789012', region: 'eu-west-1' };
  const administrator = new ECR(inProcessClient(aws.dispatch));
  await clock.run(administrator.createRepository({ repositoryName: 'web' }));
  const image = { repository: 'web', tag: 'v1', architecture: 'amd64', layers: [] };
  await aws.pushImage({ place, ...image });
  const ecr = await slowClientOf(world, 25 * MINUTE);
  const processes = { run: () => Promise.reject(new Error('No program is needed here.')) };
  const { signal } = new AbortController();
  const ports = { ecr, log, clock, signal, processes, environment: {}, mask: () => {} };
  const mark = aws.journal.length;
  const from = clock.now();
  const outcome = await clock.run(runWith({ image: 'web:v1', tags: 'live, stable' }, ports));
  expect(outcome.outputs.tags).toBe('live\nstable');
  expect(clock.now() - from).toBeGreaterThan(60 * MINUTE);
  const calls = aws.journal.slice(mark);
  expect(calls.filter(({ error }) => error !== undefined)).toEqual([]);
  const renewals = calls.filter(({ call }) => call.operation === 'AssumeRoleWithWebIdentity');
  expect(renewals.length).toBeGreaterThanOrEqual(2);
});
