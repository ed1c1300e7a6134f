import { describeResource, markFailedCall } from '../errors/failed-call.ts';
import { hadNoEffect } from './classify-error.ts';
import { type RetryPolicy, type RetryPorts, withRetries } from './retry.ts';

/** The part of every SDK client that takes middleware. */
export interface AnyClient {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: Middleware,
      options: { readonly relation: 'before'; readonly toMiddleware: string; readonly name: string },
    ): void;
  };
}

type Middleware = <Args extends { input: object }, Result>(
  next: (args: Args) => Promise<Result>,
  context: Context,
) => (args: Args) => Promise<Result>;

/**
 * Calls that would do twice what they do when they are sent twice, and cannot be told from each other. They are sent
 * again only when AWS certainly did nothing; after a lost answer the caller looks what has become of the first.
 */
const NOT_REPEATABLE: ReadonlySet<string> = new Set(['RegisterTaskDefinition']);

interface Context {
  readonly clientName?: string;
  readonly commandName?: string;
  /** Where the SDK puts what belongs to this one call. */
  readonly __smithy_context?: { readonly [key: string]: unknown };
}

/**
 * Puts our one retry loop into a client, so that callers just send. It stands around the SDK's own, after
 * the input has become a request: an idempotency token that the SDK invents is thus the same in every attempt.
 */
export function addRetries(client: AnyClient, ports: RetryPorts, policy: RetryPolicy): void {
  client.middlewareStack.addRelativeTo(
    (next, context) => (args) => {
      const service = (context.clientName ?? 'AWS').replace(/Client$/, '');
      const operation = (context.commandName ?? 'call').replace(/Command$/, '');
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
