/** The parts of an SDK client's stack of middleware that are used here. */
export interface MiddlewareStack {
  clone(): MiddlewareStack;
  add(
    middleware: Middleware,
    options: Named & { readonly step: 'initialize'; readonly priority: 'high' },
  ): void;
  addRelativeTo(
    middleware: Middleware,
    options: Named & { readonly relation: 'before'; readonly toMiddleware: string },
  ): void;
}

interface Named {
  readonly name: string;
}

/** A client whose calls can be surrounded: every SDK client. */
export interface ClientWithMiddleware {
  readonly middlewareStack: MiddlewareStack;
}

/** What stands around a call. */
export type Middleware = <Args extends { input: object }, Result>(
  next: (args: Args) => Promise<Result>,
  context: CallContext,
) => (args: Args) => Promise<Result>;

/** What the SDK tells of a call. */
export interface CallContext {
  readonly clientName?: string;
  readonly commandName?: string;
  /** Where the SDK puts what belongs to this one call. */
  readonly __smithy_context?: { readonly [key: string]: unknown };
}

/** How a call is named: `ECS` and `DescribeServices`. */
export function nameCall({ clientName = 'AWS', commandName = 'call' }: CallContext): {
  readonly service: string;
  readonly operation: string;
} {
  return { service: clientName.replace(/Client$/, ''), operation: commandName.replace(/Command$/, '') };
}
