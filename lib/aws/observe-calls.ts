import type { Clock } from '../action/clock.ts';
import { type ClientWithMiddleware, nameCall } from './middleware.ts';

/** One sending of a call, and what came of it: a call that is tried again is several. */
export interface ObservedCall {
  /** As the SDK names its client: `ECS`, `ElasticLoadBalancingV2`. */
  readonly service: string;
  /** `ModifyRule` */
  readonly operation: string;
  readonly input: object;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** When its answer was there, or was given up. */
  readonly endedAt: number;
  readonly result: { readonly output: object; readonly error?: never } | { readonly error: unknown };
}

/**
 * The same client, with its retries and whatever else it has been given, for one who wants to be told of every call
 * that goes out through it. What others send through the client that was given is not told.
 */
export function observeCalls<Client extends ClientWithMiddleware>(
  client: Client,
  clock: Pick<Clock, 'now'>,
  tell: (call: ObservedCall) => void,
): Client {
  const middlewareStack = client.middlewareStack.clone();
  middlewareStack.addRelativeTo(
    (next, context) => async (args) => {
      const sentAt = clock.now();
      const about = { ...nameCall(context), input: args.input, sentAt };
      try {
        const result = await next(args);
        const { output } = result as { readonly output: object };
        tell({ ...about, endedAt: clock.now(), result: { output } });
        return result;
      } catch (error) {
        tell({ ...about, endedAt: clock.now(), result: { error } });
        throw error;
      }
    },
    // Around the reading of the answer, inside of all retries.
    { relation: 'before', toMiddleware: 'deserializerMiddleware', name: 'platformActionsObservation' },
  );
  return Object.create(client, { middlewareStack: { value: middlewareStack } }) as Client;
}
