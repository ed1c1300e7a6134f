import type { KeyObject } from 'node:crypto';
import type * as sdk from '@aws-sdk/client-sts';
import { contextOf } from '../iam/access/context.ts';
import type { IamAccount, OidcProvider } from '../iam/state.ts';
import { trustOf } from '../iam/trust.ts';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import { refuseGiven } from '../kernel/refuse-given.ts';
import { conditionKeysOf } from './federation.ts';
import { checkDuration, readSessionRequest } from './session-request.ts';
import { startSession } from './start-session.ts';
import type { StsPorts } from './sts.ts';
import { type Claims, isSignedBy, parseToken } from './web-identity-token.ts';

/** The public keys that an identity provider publishes. */
export interface IssuerKeys {
  /**
   * @param issuer without scheme: `token.actions.githubusercontent.com`
   * @returns undefined when nobody can be asked, or the key is not among them
   */
  find(issuer: string, keyId: string): KeyObject | undefined;
}

/**
 * AssumeRoleWithWebIdentity: proves itself by a token that an identity provider of the role's account has signed, and
 * by the role's trust policy. Nobody signs the call.
 */
export function createAssumeRoleWithWebIdentity(ports: StsPorts) {
  const { clock, iam, issuerKeys } = ports;
  return (input: sdk.AssumeRoleWithWebIdentityRequest, call: Call): sdk.AssumeRoleWithWebIdentityResponse => {
    refuseGiven('AssumeRoleWithWebIdentity', input, ['ProviderId']);
    const request = readSessionRequest(input, iam.store);
    const token = parseToken(input.WebIdentityToken ?? '');
    const provider = findProvider(request.account, token.claims);
    const key = issuerKeys.find(provider.url, token.keyId);
    if (!key || !isSignedBy(token, key)) throw invalidToken(UNVERIFIED);
    const audience = checkAudience(provider, token.claims);
    checkTimes(token.claims, clock.now());
    const federation = conditionKeysOf(provider, token.claims);
    const context = contextOf(call, clock.now(), [
      ...federation.trust,
      ['sts:RoleSessionName', [request.sessionName]],
    ]);
    const candidate = { kind: 'Federated' as const, names: [provider.arn] };
    const wanted = { action: 'sts:AssumeRoleWithWebIdentity', resource: request.roleArn, context };
    // Whether the role exists is nobody's business who may not have it.
    if (!request.role || !trustOf(request.role.trust, candidate, wanted)) {
      throw new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403);
    }
    checkDuration(request.duration, request.role);
    return {
      ...startSession(ports, request, request.role, { federation: federation.session }),
      SubjectFromWebIdentityToken: String(token.claims.sub),
      Provider: provider.arn,
      Audience: audience,
    };
  };
}

const UNVERIFIED =
  "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements";

function findProvider({ id, providers }: IamAccount, { iss }: Claims): OidcProvider {
  const url = String(iss)
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '');
  const provider = providers.get(`arn:aws:iam::${id}:oidc-provider/${url}`);
  if (provider) return provider;
  throw invalidToken(`No OpenIDConnect provider found in your account for ${iss}`);
}

function checkAudience({ clientIds }: OidcProvider, { aud }: Claims): string {
  const audiences = Array.isArray(aud) ? aud.map(String) : [String(aud)];
  const known = audiences.find((audience) => clientIds.has(audience));
  if (known === undefined) throw invalidToken('Incorrect token audience');
  return known;
}

/** Of clocks that differ STS allows for some minutes where the token begins, and none where it ends. */
const SKEW_SECONDS = 300;

function checkTimes({ exp, nbf }: Claims, now: number): void {
  const seconds = Math.floor(now / 1000);
  if (typeof exp !== 'number') throw invalidToken('Missing a required claim: exp');
  if (seconds >= exp) {
    throw new AwsError(
      'ExpiredTokenException',
      `Token expired: current date/time ${seconds} must be before the expiration date/time ${exp}`,
      400,
    );
  }
  if (typeof nbf === 'number' && nbf > seconds + SKEW_SECONDS) throw invalidToken('Token is not valid yet');
}

function invalidToken(message: string): AwsError {
  return new AwsError('InvalidIdentityToken', message, 400);
}
