import { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAM } from '@aws-sdk/client-iam';
import { SSM } from '@aws-sdk/client-ssm';
import { type Credentials, STS } from '@aws-sdk/client-sts';
import { sleep } from '../../../../lib/action/clock.ts';
import { createMemoryBlobStore } from '../../ecr/blobs/memory-blob-store.ts';
import { createVirtualDataPlane } from '../../elbv2/data-plane/virtual.ts';
import { createEmbeddedAws } from '../../embedded-aws.ts';
import type { JobIdentity } from '../../github-oidc/claims.ts';
import { type InProcessCaller, inProcessClient } from '../../kernel/in-process.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createScriptedRuntime } from '../../runtime/scripted.ts';
import type { IamSettings } from '../settings.ts';

const START = Date.UTC(2026, 0, 31);
export const ACCOUNT = '123456789012';
export const ISSUER = 'token.actions.githubusercontent.com';
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** The statements of a policy as its text. */
export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[] = '*',
  more = {},
) => ({
  ...{ Effect: 'Allow', Action, Resource },
  ...more,
});
export const deny = (
  Action: string | readonly string[],
  Resource: string | readonly string[] = '*',
  more = {},
) => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});

/** A trust policy for everybody of the account. */
export const TRUSTS_ACCOUNT = policy({
  Effect: 'Allow',
  Principal: { AWS: ACCOUNT },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
});

/** A trust policy for jobs of GitHub. */
export function trustsGithub(conditions: object): string {
  return policy({
    Effect: 'Allow',
    Principal: { Federated: PROVIDER },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: conditions,
  });
}

/** What a deployment's role usually asks of a token. */
export const FROM_MAIN = {
  StringEquals: {
    [`${ISSUER}:aud`]: 'sts.amazonaws.com',
    [`${ISSUER}:sub`]: 'repo:acme/shop:ref:refs/heads/main',
  },
};

export type Given = Pick<Credentials, 'AccessKeyId' | 'SessionToken'>;

/** The embedded AWS in this process on a virtual clock, with clients of whoever is asked for. */
export async function createWorld(settings: Partial<IamSettings> = {}) {
  const clock = createVirtualClock(START);
  const aws = await createEmbeddedAws({
    ...{ clock, seed: 1, blobs: createMemoryBlobStore(), registryHost: () => '127.0.0.1:4510' },
    settings: { iam: settings },
    createDataPlane: createVirtualDataPlane,
    createRuntime: ({ images: _any, ...ports }) => createScriptedRuntime({ ...ports, behaviours: {} }),
  });

  const clientsOf = (caller: InProcessCaller = {}) => {
    const config = inProcessClient(aws.dispatch, caller);
    return {
      ...{ iam: new IAM(config), sts: new STS(config), ecs: new ECS(config), ecr: new ECR(config) },
      ...{
        elbv2: new ElasticLoadBalancingV2(config),
        logs: new CloudWatchLogs(config),
        ssm: new SSM(config),
        scaling: new ApplicationAutoScaling(config),
      },
    };
  };
  const as = ({ AccessKeyId, SessionToken }: Given) =>
    clientsOf({ accessKeyId: AccessKeyId, sessionToken: SessionToken });
  const admin = clientsOf();

  /** A role that everybody of the account may assume, with one inline policy. */
  async function createRole(RoleName: string, ...statements: readonly object[]): Promise<string> {
    const { Role } = await admin.iam.createRole({ RoleName, AssumeRolePolicyDocument: TRUSTS_ACCOUNT });
    if (statements.length > 0) await setPolicy(RoleName, ...statements);
    return Role?.Arn ?? '';
  }
  const setPolicy = (RoleName: string, ...statements: readonly object[]) =>
    admin.iam.putRolePolicy({ RoleName, PolicyName: 'inline', PolicyDocument: policy(...statements) });

  return {
    ...{ clock, aws, admin, clientsOf, as, createRole, setPolicy },
    pass: (milliseconds: number) => clock.run(sleep(clock, milliseconds)),
    /** Clients of a session of the role. */
    async assume(RoleArn: string, more: object = {}) {
      const { Credentials } = await admin.sts.assumeRole({ RoleArn, RoleSessionName: 'run-1', ...more });
      return as(Credentials as Given);
    },
    /** A session of a new role that may do just this. */
    async sessionWith(...statements: readonly object[]) {
      const arn = await createRole(`role-${statements.length}-${aws.journal.length}`, ...statements);
      return this.assume(arn);
    },
    /** The account knows GitHub as an identity provider. */
    trustGithub: (ClientIDList = ['sts.amazonaws.com']) =>
      admin.iam.createOpenIDConnectProvider({ Url: `https://${ISSUER}`, ClientIDList }),
    /** A token as a job gets it from its runner. */
    idToken: (job: Partial<JobIdentity> = {}, audience = 'sts.amazonaws.com') =>
      aws.github.issue(aws.github.startJob(job), audience) ?? '',
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
