/**
 * Who answers at an address of the embedded VPC. Runtimes announce the addresses of their tasks; load balancers ask.
 * A container answers at its own address; a process that shares the machine's network, or a script, answers elsewhere.
 */
export interface Network {
  /** Announces an address; returns the function that withdraws it. */
  announce(address: string, host: Host): () => void;
  /** The endpoint behind address and port, or undefined when nothing is there. */
  find(address: string, port: number): Endpoint | undefined;
}

/** Maps a port of an address to where it is answered. */
export type Host = (port: number) => Endpoint | undefined;

/** Where requests really go: a socket of this machine, or a script in this process. */
export type Endpoint =
  | { readonly kind: 'socket'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'script';
      answer(request: PlainRequest): ScriptedAnswer;
      /** Calls back when whoever answers here ends, with what it has not answered yet; returns the function that forgets. */
      onGone?(callback: () => void): () => void;
    };

export interface PlainRequest {
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a script does with a request, in virtual time. */
export interface ScriptedAnswer {
  /** How long the answer takes, in milliseconds. */
  readonly milliseconds: number;
  /** The answer, or `refused` and `reset` as a socket would fail. */
  readonly result:
    | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
    | 'refused'
    | 'reset';
}

export function createNetwork(): Network {
  const hosts = new Map<string, Host>();
  return {
    announce(address, host) {
      hosts.set(address, host);
      return () => {
        if (hosts.get(address) === host) hosts.delete(address);
      };
    },
    find: (address, port) => hosts.get(address)?.(port),
  };
}
