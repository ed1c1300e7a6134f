import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ECR } from '@aws-sdk/client-ecr';
import { IAM } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { systemClock } from '../../lib/action/clock.ts';
import { idTokenUrl } from '../aws/github-oidc/endpoint.ts';
import { type Served, serveEmbeddedAws } from '../aws/serve.ts';
import { createJob } from './job.ts';

const ACTION = join(import.meta.dirname, '..', '..', 'actions', 'deploy-image');
const ISSUER = 'token.actions.githubusercontent.com';
const ROLE = 'arn:aws:iam::123456789012:role/deploy';

let served: Served;
let folder: string;
/** Calls before it set the stage. */
let mark: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'id-token-'));
  served = await serveEmbeddedAws({ port: 0, runtime: 'processes', seed: 1 });
  const credentials = { accessKeyId: 'ADMINISTRATOR', secretAccessKey: 'rehearsal' };
  const config = { endpoint: served.url, region: 'eu-west-1', credentials };
  const [iam, ecr] = [new IAM(config), new ECR(config)];
  await ecr.createRepository({ repositoryName: 'web' });
  const place = { account: '123456789012', region: 'eu-west-1' };
  await served.aws.pushImage({ place, repository: 'web', tag: 'v1', architecture: 'amd64', layers: [] });
  await iam.createOpenIDConnectProvider({ Url: `https://${ISSUER}`, ClientIDList: ['sts.amazonaws.com'] });
  const Statement = {
    ...{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity' },
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${ISSUER}` },
    Condition: { StringEquals: { [`${ISSUER}:sub`]: 'repo:acme/shop:environment:production' } },
  };
  const trust = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: trust });
  await iam.attachRolePolicy({
    RoleName: 'deploy',
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });
  iam.destroy();
  ecr.destroy();
  mark = served.aws.journal.length;
});
afterEach(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

/** The compiled action in a job of the environment, with the role for its only credentials. */
async function tagImage(environment: string) {
  const job = await createJob({
    ...{ clock: systemClock, folder, path: process.env.PATH ?? '' },
    environment: { AWS_ENDPOINT_URL: served.url, AWS_REGION: 'eu-west-1' },
    idToken: { url: idTokenUrl(served.url), token: served.aws.github.startJob({ environment }) },
  });
  const step = await job.runStep({
    uses: ACTION,
    with: { image: 'web:v1', tags: 'live', 'role-to-assume': ROLE },
  });
  await job.finish();
  return step;
}

test('a job with an OIDC token acts in a session of the role', async () => {
  const { conclusion } = await tagImage('production');
  expect(conclusion).toBe('success');
  const keys = served.aws.journal
    .slice(mark)
    .flatMap(({ call }) => (call.service === 'ecr' ? [call.accessKeyId] : []));
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.every((key) => key.startsWith('ASIA'))).toBe(true);
});

test('a job of another environment is told why it may not', async () => {
  const { conclusion, annotations } = await tagImage('staging');
  expect(conclusion).toBe('failure');
  expect(annotations.map(({ message }) => message).join('\n')).toContain(
    `Role ${ROLE} cannot be assumed by this job: Not authorized to perform sts:AssumeRoleWithWebIdentity`,
  );
  expect(served.aws.journal.slice(mark).filter(({ call }) => call.service === 'ecr')).toEqual([]);
});
