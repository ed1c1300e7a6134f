import { IAM } from '@aws-sdk/client-iam';
import { createRoleCredentials } from '../../../lib/aws/credentials/role-credentials.ts';
import { inProcessClient } from '../../../rehearsal/aws/kernel/in-process.ts';
import type { createWorld } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

const ISSUER = 'token.actions.githubusercontent.com';
const PROVIDER = `arn:aws:iam::123456789012:oidc-provider/${ISSUER}`;
const ROLE = 'arn:aws:iam::123456789012:role/deploy';
const SUBJECT = 'repo:acme/shop:environment:production';
const AUDIENCE = 'sts.amazonaws.com';

/** Lets a job assume a role that may do everything, in the way of the input `role-to-assume`. */
export async function openRoleSession({ aws, clock, log, sts }: World) {
  const iam = new IAM(inProcessClient(aws.dispatch));
  await iam.createOpenIDConnectProvider({ Url: `https://${ISSUER}`, ClientIDList: [AUDIENCE] });
  const Statement = {
    ...{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: PROVIDER } },
    Condition: { StringEquals: { [`${ISSUER}:aud`]: AUDIENCE, [`${ISSUER}:sub`]: SUBJECT } },
  };
  const trust = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: trust });
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await iam.attachRolePolicy({ RoleName: 'deploy', PolicyArn });
  const bearer = aws.github.startJob({ environment: 'production' });
  const source = createRoleCredentials(
    {
      ...{ clock, log, sts: async () => sts, mask: () => {} },
      requestIdToken: async () => aws.github.issue(bearer, AUDIENCE) ?? '',
    },
    { arn: ROLE, sessionName: 'blue-green-switch-1' },
  );
  return {
    credentials: Object.assign(() => source.provide(), { memoized: true }),
    renewal: source,
  };
}
