import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Random } from '../kernel/random.ts';
import { claimsOf, DEFAULT_JOB, GITHUB_ISSUER, type JobIdentity } from './claims.ts';
import { createRsaKey } from './rsa-key.ts';

/** GitHub's identity provider for jobs, with a key of its own. */
export interface GithubOidc {
  /** Starts a job that may ask for tokens; gives the bearer token that its runner asks with. */
  startJob(job?: Partial<JobIdentity>): string;
  /**
   * A signed token of the job, good for five minutes.
   * @returns undefined when no job has this bearer token
   */
  issue(bearer: string, audience?: string): string | undefined;
  /** The public key, when it is this one. */
  findKey(keyId: string): KeyObject | undefined;
  /** As `/.well-known/jwks` publishes it. */
  keySet(): object;
}

const LIFETIME_SECONDS = 300;
/** Clocks differ: a token is good from some time before it was made. */
const BACKDATED_SECONDS = 600;

export function createGithubOidc({
  clock,
  random,
}: {
  readonly clock: Clock;
  readonly random: Random;
}): GithubOidc {
  const jobs = new Map<string, JobIdentity>();
  const keyId = random.hex(40).toUpperCase();
  const key = createOnce(() => createRsaKey(random.fork('rsa')));
  const publicKey = createOnce(() => createPublicKey(key()));

  function write(claims: object): string {
    const header = { typ: 'JWT', alg: 'RS256', x5t: keyId, kid: keyId };
    const signed = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key()).toString('base64url')}`;
  }

  return {
    startJob(job = {}) {
      const bearer = Buffer.from(random.hex(128), 'hex').toString('base64url');
      jobs.set(bearer, { ...DEFAULT_JOB, ...job });
      return bearer;
    },
    issue(bearer, audience) {
      const job = jobs.get(bearer);
      if (!job) return undefined;
      const now = Math.floor(clock.now() / 1000);
      return write({
        jti: random.uuid(),
        // Unless it is told GitHub names the owner.
        aud: audience ?? `https://github.com/${job.repository.split('/')[0]}`,
        iss: `https://${GITHUB_ISSUER}`,
        nbf: now - BACKDATED_SECONDS,
        iat: now,
        exp: now + LIFETIME_SECONDS,
        ...claimsOf(job),
      });
    },
    findKey: (id) => (id === keyId ? publicKey() : undefined),
    keySet: () => ({
      keys: [{ ...publicKey().export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: keyId, x5t: keyId }],
    }),
  };
}

/** The key takes a moment to make, and most who start the embedded AWS never need it. */
function createOnce<Value>(create: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= create();
    return made;
  };
}
