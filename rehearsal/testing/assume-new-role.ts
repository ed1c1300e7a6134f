import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import type { Dispatch } from '../aws/kernel/dispatch.ts';
import { inProcessClient } from '../aws/kernel/in-process.ts';

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }],
});

/** Makes a role with this policy and no other, and gives the credentials of a session of it. */
export async function assumeNewRole(dispatch: Dispatch, policy: string, RoleName: string) {
  const administrator = inProcessClient(dispatch);
  const [iam, sts] = [new IAM(administrator), new STS(administrator)];
  const { Role } = await iam.createRole({ RoleName, AssumeRolePolicyDocument: TRUST });
  await iam.putRolePolicy({ RoleName, PolicyName: 'policy', PolicyDocument: policy });
  const { Credentials } = await sts.assumeRole({ RoleArn: Role?.Arn, RoleSessionName: 'run-1' });
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}
