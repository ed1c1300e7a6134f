import { type Call, DEFAULT_ACCOUNT } from './call.ts';
import { AwsError } from './errors.ts';
import type { ApiRequest } from './http.ts';
import { administratorOf, type IssuedKeys, type Principal } from './principal.ts';

/** The part of a call that its signature decides. */
export type Caller = Pick<Call, 'service' | 'account' | 'region' | 'accessKeyId' | 'principal'>;

/** What a signature says, before anybody has looked whether it is true. */
interface Scope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** Calls that carry their proof in the input; what else signs them is not looked at. */
const UNSIGNED = new Set(['AssumeRoleWithWebIdentity']);

/**
 * Reads a Signature Version 4 header.
 * @throws AwsError when the request carries no signature, as AWS does
 */
export function readScope(request: ApiRequest): Scope {
  const header = request.headers.authorization;
  if (!header) throw new AwsError('MissingAuthenticationToken', 'Missing Authentication Token', 403);
  const scope = /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/.exec(
    header,
  );
  const [, accessKeyId, region, service] = scope ?? [];
  if (!accessKeyId || !region || !service) {
    throw new AwsError(
      'IncompleteSignature',
      `Authorization header is not of Signature Version 4: ${header}`,
      400,
    );
  }
  return { service, region, accessKeyId };
}

/**
 * Whose call it is. The signature itself is not checked: the access key decides who calls, and a session's token must
 * belong to it. A key that was not issued here is an administrator's: of the account that its twelve digits name, or of
 * the default account.
 * @param service as its signatures name it
 * @throws AwsError when the request carries no signature, or a key that has expired or was revoked
 */
export function authenticate(
  request: ApiRequest,
  { service, operation }: { readonly service: string; readonly operation: string },
  keys: IssuedKeys | undefined,
): Caller {
  if (service === 'sts' && UNSIGNED.has(operation)) return ANONYMOUS;
  const scope = readScope(request);
  const found = keys?.find(scope.accessKeyId, request.headers['x-amz-security-token']);
  if (found === 'expired' || found === 'invalid') throw refuseKey(found, service);
  const principal = found ?? administratorOf(accountOf(scope.accessKeyId));
  return { ...scope, account: principal.account, principal };
}

const NOBODY: Principal = { kind: 'anonymous', account: DEFAULT_ACCOUNT, arn: '*', userId: '' };
const ANONYMOUS: Caller = {
  service: 'sts',
  region: 'us-east-1',
  account: NOBODY.account,
  accessKeyId: '',
  principal: NOBODY,
};

function accountOf(accessKeyId: string): string {
  return /^\d{12}$/.test(accessKeyId) ? accessKeyId : DEFAULT_ACCOUNT;
}

const EXPIRED = 'The security token included in the request is expired';
const INVALID = 'The security token included in the request is invalid.';

/** Services that speak, or once spoke, the query protocol have codes of their own; EC2 has others again. */
const QUERY_SERVICES = new Set(['sts', 'iam', 'elasticloadbalancing', 'monitoring']);

function refuseKey(reason: 'expired' | 'invalid', service: string): AwsError {
  if (service === 'ec2') {
    return reason === 'expired'
      ? new AwsError('RequestExpired', 'Request has expired.', 400)
      : new AwsError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401);
  }
  if (QUERY_SERVICES.has(service)) {
    return reason === 'expired'
      ? new AwsError('ExpiredToken', EXPIRED, 403)
      : new AwsError('InvalidClientTokenId', INVALID, 403);
  }
  return reason === 'expired'
    ? new AwsError('ExpiredTokenException', EXPIRED, 400)
    : new AwsError('UnrecognizedClientException', INVALID, 400);
}
