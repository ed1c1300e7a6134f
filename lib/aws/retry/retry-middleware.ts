import { describeResource, markFailedCall } from '../errors/failed-call.ts';
import { type ClientWithMiddleware, nameCall } from '../middleware.ts';
import { hadNoEffect } from './classify-error.ts';
import { type RetryPolicy, type RetryPorts, withRetries } from './retry.ts';

/**
 * Calls that would do twice what they do when they are sent twice, and cannot be told from each other. They are sent
 * again only when AWS certainly did nothing; after a lost answer the caller looks what has become of the first.
 */
const NOT_REPEATABLE: ReadonlySet<string> = new Set(['RegisterTaskDefinition']);

/**
 * Puts our one retry loop into a client, so that callers just send. It stands around the SDK's own, after
 * the input has become a request: an idempotency token that the SDK invents is thus the same in every attempt.
 */
export function addRetries(client: ClientWithMiddleware, ports: RetryPorts, policy: RetryPolicy): void {
  client.middlewareStack.addRelativeTo(
    (next, context) => (args) => {
      const { service, operation } = nameCall(context);
      return withRetries(
        ports,
        {
          what: `${service} ${operation}`,
          policy,
          // Whatever the caller gave to `send`, where its type is fixed.
          signal: context.__smithy_context?.abortSignal as AbortSignal | undefined,
          mayRepeat: (error) => !NOT_REPEATABLE.has(operation) || hadNoEffect(error),
          onGivingUp: (error, tried) =>
            markFailedCall(error, { service, operation, resource: describeResource(args.input), ...tried }),
        },
        () => next(args),
      );
    },
    { relation: 'before', toMiddleware: 'retryMiddleware', name: 'platformActionsRetries' },
  );
}
