import type * as sdk from '@aws-sdk/client-sts';
import type { SessionPrincipal } from '../iam/sessions.ts';
import type { RoleRecord } from '../iam/state.ts';
import type { SessionRequest } from './session-request.ts';
import type { StsPorts } from './sts.ts';

/** Starts a session for somebody who may assume the role, and describes it as every way to it does. */
export function startSession(
  { clock, iam }: Pick<StsPorts, 'clock' | 'iam'>,
  { account, sessionName, duration, sessionPolicies }: SessionRequest,
  role: RoleRecord,
  about: Partial<Pick<SessionPrincipal, 'tags' | 'transitiveTags' | 'federation'>> = {},
): Required<Pick<sdk.AssumeRoleResponse, 'Credentials' | 'AssumedRoleUser'>> {
  const arn = `arn:aws:sts::${account.id}:assumed-role/${role.name}/${sessionName}`;
  const userId = `${role.id}:${sessionName}`;
  const issuedAt = clock.now();
  // AWS tells whole seconds.
  const expiresAt = Math.floor(issuedAt / 1000 + duration) * 1000;
  const issued = iam.sessions.start({
    ...{ kind: 'session', account: account.id, arn, userId, role, sessionName, sessionPolicies },
    ...{ issuedAt, expiresAt, tags: new Map(), transitiveTags: new Set(), federation: new Map() },
    ...about,
  });
  return {
    Credentials: {
      AccessKeyId: issued.accessKeyId,
      SecretAccessKey: issued.secretAccessKey,
      SessionToken: issued.sessionToken,
      Expiration: new Date(expiresAt),
    },
    AssumedRoleUser: { Arn: arn, AssumedRoleId: userId },
  };
}
