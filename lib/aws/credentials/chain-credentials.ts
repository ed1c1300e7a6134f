import type { STS } from '@aws-sdk/client-sts';
import type { Clock } from '../../action/clock.ts';
import type { CredentialSource, Lifetime } from './credential-source.ts';

/** Ways of the SDK's chain to credentials that nothing renews; the SDK notes on them where it found them. */
const FIXED_SOURCES = ['CREDENTIALS_ENV_VARS', 'CREDENTIALS_PROFILE', 'CREDENTIALS_CODE'];

/** What nobody knows is assumed: the usual session of a role. */
const ASSUMED_LIFETIME = 3_600_000;

/**
 * The SDK's own chain: environment, profile, container, instance.
 * @param sts a client that was made without credentials; its chain serves all clients
 */
export function createChainCredentials(sts: () => Promise<STS>, clock: Clock): CredentialSource {
  const start = clock.now();
  let generation = 0;
  let renewal: Promise<unknown> | undefined;
  const identity = async (options: { readonly forceRefresh: boolean } = { forceRefresh: false }) =>
    (await sts()).config.credentials(options);

  async function lifetime(): Promise<Lifetime> {
    const { sessionToken, expiration, ...rest } = await identity();
    if (sessionToken === undefined) return { kind: 'unlimited' };
    if (!isFixed(rest)) return { kind: 'renewed' };
    const isKnown = expiration !== undefined;
    return { kind: 'ends', at: expiration?.getTime() ?? start + ASSUMED_LIFETIME, isKnown };
  }

  return {
    provide: () => identity(),
    lifetime,
    async refreshIfUnder(milliseconds) {
      const { expiration, ...rest } = await identity();
      if (expiration === undefined || isFixed(rest)) return;
      if (expiration.getTime() - clock.now() < milliseconds) await identity({ forceRefresh: true });
    },
    generation: () => generation,
    async renew() {
      if (isFixed(await identity())) return false;
      renewal ??= identity({ forceRefresh: true })
        .then((renewed) => {
          generation += 1;
          return renewed;
        })
        .finally(() => {
          renewal = undefined;
        });
      await renewal;
      return true;
    },
  };
}

/** The SDK's type does not show where it found the credentials. */
function isFixed(identity: object): boolean {
  const { $source = {} } = identity as { readonly $source?: object };
  const sources = Object.keys($source);
  return sources.length > 0 && sources.every((source) => FIXED_SOURCES.includes(source));
}
