import { AwsError } from './errors.ts';
import type { ApiRequest } from './http.ts';

/** Who calls, where, and which call this is. */
export interface Call {
  readonly requestId: string;
  readonly service: string;
  readonly operation: string;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string;
}

/** The part of a call that its signature decides. */
export type Caller = Pick<Call, 'service' | 'account' | 'region' | 'accessKeyId'>;

export const DEFAULT_ACCOUNT = '123456789012';

/**
 * Reads the caller from a Signature Version 4 header. The signature itself is not checked: the access key decides who
 * calls. An access key of twelve digits is the administrator of that account, any other of the default account.
 * @throws AwsError when the request carries no signature, as AWS does
 */
export function readCaller(request: ApiRequest): Caller {
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
  return { service, account: accountOf(accessKeyId), region, accessKeyId };
}

function accountOf(accessKeyId: string): string {
  return /^\d{12}$/.test(accessKeyId) ? accessKeyId : DEFAULT_ACCOUNT;
}

/** State that each account has once per region, made when it is first asked for. */
export function perRegion<State>(create: (place: Pick<Call, 'account' | 'region'>) => State) {
  const states = new Map<string, State>();
  return (place: Pick<Call, 'account' | 'region'>): State => {
    const key = `${place.account}/${place.region}`;
    const known = states.get(key);
    if (known !== undefined) return known;
    const created = create(place);
    states.set(key, created);
    return created;
  };
}
