import type { STS } from '@aws-sdk/client-sts';
import type { Clock } from '../../action/clock.ts';
import { formatDuration } from '../../action/duration.ts';
import { ActionFailure } from '../../action/errors.ts';
import type { Log } from '../../action/log.ts';
import type { CredentialSource, Credentials } from './credential-source.ts';
import { explainAssumeRole } from './explain-assume-role.ts';

export interface RolePorts {
  readonly clock: Clock;
  readonly log: Log;
  /** A client that needs no credentials: STS takes the token instead. */
  readonly sts: () => Promise<STS>;
  /** A fresh OIDC token of this job. */
  readonly requestIdToken: () => Promise<string>;
  /** Keeps a value out of all logs from here on. */
  readonly mask: (secret: string) => void;
}

export interface Role {
  readonly arn: string;
  /** As CloudTrail shows it, 2 to 64 characters of `A-Za-z0-9_+=,.@-`. */
  readonly sessionName: string;
}

type Temporary = Credentials & { readonly expiration: Date };

/** The longest that every role allows. */
const SESSION_SECONDS = 3600;

/** So much must be left before a call, in milliseconds: enough for any single step of a release. */
const REFRESH_UNDER = 15 * 60_000;

/** While old credentials still work, a renewal that failed is not tried before every call. */
const RENEWAL_PAUSE = 60_000;

/**
 * Assumes a role with a fresh GitHub token, inside the process, and again whenever less than 15 minutes are left. The
 * SDK's own provider for web identities keeps the first token, which has expired by then.
 */
export function createRoleCredentials(ports: RolePorts, role: Role): CredentialSource {
  const { clock, log } = ports;
  let current: Temporary | undefined;
  let renewal: Promise<Temporary> | undefined;
  let pausedUntil = 0;
  let generation = 0;

  const left = () => (current ? current.expiration.getTime() - clock.now() : 0);

  /** One renewal at a time, however many calls wait for it. */
  function renew(): Promise<Temporary> {
    renewal ??= assumeRole(ports, role)
      .then((credentials) => {
        current = credentials;
        generation += 1;
        return credentials;
      })
      .finally(() => {
        renewal = undefined;
      });
    return renewal;
  }

  /** Credentials that are still good outlive a renewal that fails. */
  async function renewIfPossible(): Promise<Credentials> {
    try {
      return await renew();
    } catch (error) {
      if (!current || left() <= 0) throw error;
      pausedUntil = clock.now() + RENEWAL_PAUSE;
      log.warning(
        `Role ${role.arn} could not be assumed again; the present session lasts ${formatDuration(left())}. ${error instanceof Error ? error.message : String(error)}`,
      );
      return current;
    }
  }

  async function provide(): Promise<Credentials> {
    const isPaused = clock.now() < pausedUntil && left() > 0;
    if (current && (left() >= REFRESH_UNDER || isPaused)) return current;
    return renewIfPossible();
  }

  return {
    provide,
    lifetime: async () => ({ kind: 'renewed' }),
    async refreshIfUnder(milliseconds) {
      if (left() < milliseconds) await renewIfPossible();
    },
    generation: () => generation,
    async renew() {
      if (!renewal)
        log.info(`AWS says that the session of role ${role.arn} has expired: it is assumed again.`);
      await renew();
      return true;
    },
  };
}

async function assumeRole({ sts, requestIdToken, mask }: RolePorts, role: Role): Promise<Temporary> {
  const client = await sts();
  const idToken = await requestIdToken();
  try {
    const { Credentials: given } = await client.assumeRoleWithWebIdentity({
      RoleArn: role.arn,
      RoleSessionName: role.sessionName,
      WebIdentityToken: idToken,
      DurationSeconds: SESSION_SECONDS,
    });
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
      throw new ActionFailure({ cause: `STS assumed role ${role.arn} and gave no credentials for it.` });
    }
    for (const secret of [SecretAccessKey, SessionToken]) mask(secret);
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  } catch (error) {
    throw error instanceof ActionFailure ? error : await explainAssumeRole(error, role.arn, idToken);
  }
}
