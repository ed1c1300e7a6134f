/** A request as the SDK has serialized and signed it. */
export interface SignedRequest {
  readonly method: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface SdkClient {
  readonly middlewareStack: {
    add(
      middleware: Middleware,
      options: { readonly step: 'deserialize'; readonly priority: 'low'; readonly name: string },
    ): void;
  };
}

type Middleware = <Args, Result>(next: (args: Args) => Promise<Result>) => (args: Args) => Promise<Result>;

/** Tells of every request of a client when nothing is left but to send it. */
export function recordSigned(client: SdkClient, onSigned: (request: SignedRequest) => void): void {
  client.middlewareStack.add(
    (next) => (args) => {
      onSigned((args as { readonly request: SignedRequest }).request);
      return next(args);
    },
    { step: 'deserialize', priority: 'low', name: 'recordSigned' },
  );
}
