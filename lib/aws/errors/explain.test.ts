import { describe, expect, test } from '@jest/globals';
import { explainDenial, readDenial } from './access-denied.ts';
import { explainAwsError } from './explain.ts';
import { type FailedCall, markFailedCall } from './failed-call.ts';

const role = 'arn:aws:sts::123456789012:assumed-role/deploy/run-1';
const service = 'arn:aws:ecs:eu-west-1:123456789012:service/main/web';
const call: FailedCall = {
  service: 'ECS',
  operation: 'DescribeServices',
  resource: 'cluster "main", service "web"',
  attempts: 3,
  milliseconds: 4200,
};

/** An error as the SDK throws it, from the call above. */
function thrown(name: string, message: string, fields: object = {}, from: FailedCall | undefined = call) {
  const error = Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 400 } }, fields);
  if (from) markFailedCall(error, from);
  return error;
}

describe('a denied call', () => {
  const denied = (rest: string) =>
    `User: ${role} is not authorized to perform: ecs:UpdateService on resource: ${service}${rest}`;
  const statement = `{"Effect":"Allow","Action":"ecs:UpdateService","Resource":"${service}"}`;
  const cause = (reason: string) =>
    `AWS denied ecs:UpdateService on ${service} to role deploy of account 123456789012${reason}.`;

  test.each([
    ['', '', `Add to a policy of role deploy of account 123456789012: ${statement}`],
    [
      ' because no identity-based policy allows the ecs:UpdateService action',
      ': no identity-based policy allows the ecs:UpdateService action',
      `Add to a policy of role deploy of account 123456789012: ${statement}`,
    ],
    [
      ' with an explicit deny in an identity-based policy',
      ': an explicit deny in an identity-based policy',
      'Change the identity-based policy that denies it; no policy that allows it outweighs a deny.',
    ],
    [
      ' with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-a/service_control_policy/p-b',
      ': an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-a/service_control_policy/p-b',
      'Change the service control policy arn:aws:organizations::111122223333:policy/o-a/service_control_policy/p-b that denies it; no policy that allows it outweighs a deny.',
    ],
    [
      ' because no permissions boundary allows the ecs:UpdateService action',
      ': no permissions boundary allows the ecs:UpdateService action',
      `Add to the permissions boundary of role deploy of account 123456789012: ${statement}`,
    ],
    [
      ' because no session policy allows the ecs:UpdateService action',
      ': no session policy allows the ecs:UpdateService action',
      `Add to the session policy with which role deploy of account 123456789012 was assumed: ${statement}`,
    ],
    [
      ' because no service control policy allows the ecs:UpdateService action',
      ': no service control policy allows the ecs:UpdateService action',
      'Ask the administrators of the AWS organization: a service control policy has to allow ecs:UpdateService.',
    ],
    [
      ' because no resource control policy allows the ecs:UpdateService action',
      ': no resource control policy allows the ecs:UpdateService action',
      'Ask the administrators of the AWS organization: a resource control policy has to allow ecs:UpdateService.',
    ],
    [
      ' because no VPC endpoint policy allows the ecs:UpdateService action',
      ': no VPC endpoint policy allows the ecs:UpdateService action',
      `Add to the policy of the VPC endpoint: ${statement}`,
    ],
    [
      ' because no resource-based policy allows the ecs:UpdateService action',
      ': no resource-based policy allows the ecs:UpdateService action',
      `Add to the policy of the resource, with role deploy of account 123456789012 as principal: ${statement}`,
    ],
  ])('%s', async (rest, reason, advice) => {
    expect(await explainAwsError(thrown('AccessDeniedException', denied(rest)))).toEqual({
      cause: cause(reason),
      advice,
      detail: denied(rest),
    });
  });

  test.each([
    [
      'a service that says "action:" and no resource',
      `User: arn:aws:iam::123456789012:user/anna is not authorized to perform action: ssm:PutParameter`,
      'AWS denied ssm:PutParameter on cluster "main", service "web" to user anna of account 123456789012.',
    ],
    [
      'PassRole, whose resource is the role',
      `User: ${role} is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/execution because no identity-based policy allows the iam:PassRole action`,
      'AWS denied iam:PassRole on arn:aws:iam::123456789012:role/execution to role deploy of account 123456789012: no identity-based policy allows the iam:PassRole action.',
    ],
    [
      'KMS, which does not tell the key',
      `User: ${role} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
      'AWS denied kms:Decrypt on cluster "main", service "web" to role deploy of account 123456789012: the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access.',
    ],
    [
      'any resource',
      `User: ${role} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action`,
      'AWS denied ecr:GetAuthorizationToken on * to role deploy of account 123456789012: no identity-based policy allows the ecr:GetAuthorizationToken action.',
    ],
    [
      'STS, which does not say to whom',
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      'AWS denied sts:AssumeRoleWithWebIdentity on cluster "main", service "web" to the caller.',
    ],
    [
      'the mere fact',
      'Access Denied',
      'AWS denied ecs:DescribeServices on cluster "main", service "web" to the caller.',
    ],
  ])('%s', async (_, message, cause) => {
    expect((await explainAwsError(thrown('AccessDenied', message)))?.cause).toBe(cause);
  });

  test('a denial is told by its sentence when the code is another', async () => {
    const error = thrown('ClientException', denied(''));
    expect((await explainAwsError(error))?.cause).toBe(cause(''));
  });

  test('a resource without an ARN becomes any resource in the statement', () => {
    const error = thrown('AccessDenied', 'Access Denied');
    const denial = readDenial(error, call);
    expect(denial && explainDenial(error, denial).advice).toBe(
      'Add to a policy of the role or user that calls: {"Effect":"Allow","Action":"ecs:DescribeServices","Resource":"*"}',
    );
  });
});

describe('another failed call', () => {
  test.each([
    [
      'expired credentials',
      thrown('ExpiredTokenException', 'The security token included in the request is expired'),
      'The AWS credentials have expired: The security token included in the request is expired',
      '"role-to-assume"',
    ],
    [
      'an unknown access key',
      thrown('UnrecognizedClientException', 'The security token included in the request is invalid.'),
      'AWS does not accept the credentials (UnrecognizedClientException): The security token included in the request is invalid.',
      'belong together',
    ],
    [
      'a wrong secret',
      thrown(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided.\nMore.',
      ),
      'AWS does not accept the credentials (SignatureDoesNotMatch): The request signature we calculated does not match the signature you provided.',
      'belong together',
    ],
    [
      'throttling without end',
      thrown('ThrottlingException', 'Rate exceeded'),
      'AWS throttled ECS DescribeServices (cluster "main", service "web") until the end (3 attempts in 4s): ThrottlingException: Rate exceeded',
      'shares the limit',
    ],
    [
      'an endpoint that refuses',
      thrown('Error', 'connect ECONNREFUSED 127.0.0.1:4510', {
        code: 'ECONNREFUSED',
        $metadata: {},
        address: '127.0.0.1',
        port: 4510,
      }),
      'ECS DescribeServices (cluster "main", service "web") got no answer (3 attempts in 4s): connect ECONNREFUSED 127.0.0.1:4510',
      'AWS_ENDPOINT_URL',
    ],
    [
      'a host that does not exist',
      thrown('Error', 'getaddrinfo ENOTFOUND', { code: 'ENOTFOUND', hostname: 'ecs.eu-wst-1.amazonaws.com' }),
      'ECS DescribeServices (cluster "main", service "web") got no answer (3 attempts in 4s): getaddrinfo ENOTFOUND (ecs.eu-wst-1.amazonaws.com)',
      'spelling of the region',
    ],
    [
      'a failing service',
      thrown('ServerException', 'Service Unavailable', {
        $metadata: { httpStatusCode: 503, requestId: 'r-1' },
      }),
      'ECS DescribeServices (cluster "main", service "web") failed inside AWS (3 attempts in 4s): ServerException: Service Unavailable',
      'health.aws.amazon.com',
    ],
    [
      'a missing resource that AWS does not name',
      thrown('ClusterNotFoundException', 'Cluster not found.'),
      'ECS DescribeServices: this does not exist: cluster "main", service "web" (ClusterNotFoundException: Cluster not found.)',
      'region and account',
    ],
    [
      'no credentials at all',
      thrown(
        'CredentialsProviderError',
        'Could not load credentials from any providers',
        { $metadata: undefined },
        undefined,
      ),
      'There are no AWS credentials: Could not load credentials from any providers',
      'role-to-assume',
    ],
    ['no region', new Error('Region is missing'), 'No AWS region is given.', 'AWS_REGION'],
  ])('%s', async (_, error, cause, advice) => {
    expect(await explainAwsError(error)).toEqual(
      expect.objectContaining({ cause, advice: expect.stringContaining(advice) }),
    );
  });

  test('what AWS refuses is told in its words, with the request’s ID for its support', async () => {
    const error = thrown(
      'InvalidParameterException',
      'The target group does not have an associated load balancer.',
      {
        $metadata: { httpStatusCode: 400, requestId: 'r-1' },
      },
    );
    expect(await explainAwsError(error)).toEqual({
      cause:
        'AWS refused ECS DescribeServices (cluster "main", service "web"): InvalidParameterException: The target group does not have an associated load balancer.',
      detail: 'AWS request ID: r-1',
    });
  });

  test('each address of a host that refuses is told with the call', async () => {
    const parts = ['::1', '127.0.0.1'].map((address) =>
      Object.assign(new Error(`connect ECONNREFUSED ${address}:1`), { code: 'ECONNREFUSED' }),
    );
    markFailedCall(new AggregateError(parts), call);
    expect((await explainAwsError(parts[0]))?.cause).toContain('ECS DescribeServices');
  });

  test.each([[new TypeError('x is not a function')], ['text'], [new Error('ENOENT: no such file')]])(
    '%s is not AWS’s',
    async (error) => expect(await explainAwsError(error)).toBeUndefined(),
  );
});
