import { hasExpired } from '../errors/kinds.ts';
import type { ClientWithMiddleware } from '../middleware.ts';

/** How calls come to other credentials. */
export interface Renewal {
  /** Another number with every set of credentials. */
  generation(): number;
  /** Gets others because AWS says that those in hand have expired; false when there are none to be had. */
  renew(): Promise<boolean>;
}

/**
 * Makes a call once more that AWS refuses because the credentials have expired, when there are others: this machine's
 * date may be wrong, or a session may end before its time. Such a refusal has had no effect. The SDK takes credentials
 * before it comes to its own retries, so this stands around all of it.
 */
export function addRenewal(client: ClientWithMiddleware, { generation, renew }: Renewal): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      for (let hasRenewed = false; ; ) {
        const before = generation();
        try {
          return await next(args);
        } catch (error) {
          if (!hasExpired(error) || hasRenewed) throw error;
          // Other credentials were had meanwhile, for the first time or because another call was refused too.
          if (generation() !== before) continue;
          hasRenewed = await renew();
          if (!hasRenewed) throw error;
        }
      }
    },
    { step: 'initialize', name: 'platformActionsRenewal', priority: 'high' },
  );
}
