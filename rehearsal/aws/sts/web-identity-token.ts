import { type KeyObject, verify } from 'node:crypto';
import { AwsError } from '../kernel/errors.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** A JSON Web Token, taken apart and not yet believed. */
export interface WebIdentityToken {
  readonly keyId: string;
  readonly claims: Claims;
  /** What the signature is over: header and claims as they were sent. */
  readonly signed: string;
  readonly signature: Buffer;
}

/** @throws AwsError InvalidIdentityToken when it is none, or not signed with RS256 */
export function parseToken(text: string): WebIdentityToken {
  const [header, payload, signature, ...more] = text.split('.');
  if (!header || !payload || !signature || more.length > 0) throw noToken();
  const { alg, kid } = readPart(header);
  if (alg !== 'RS256')
    throw new AwsError('InvalidIdentityToken', `Unsupported signature algorithm: ${alg}`, 400);
  return {
    keyId: String(kid),
    claims: readPart(payload),
    signed: `${header}.${payload}`,
    signature: Buffer.from(signature, 'base64url'),
  };
}

export function isSignedBy({ signed, signature }: WebIdentityToken, key: KeyObject): boolean {
  return verify('RSA-SHA256', Buffer.from(signed), key, signature);
}

function readPart(part: string): Claims {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Not JSON: no token either.
  }
  throw noToken();
}

function noToken(): AwsError {
  return new AwsError(
    'InvalidIdentityToken',
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    400,
  );
}
