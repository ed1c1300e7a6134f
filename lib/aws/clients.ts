import type { STSClientConfig } from '@aws-sdk/client-sts';
import { once } from '../action/once.ts';
import type { ClientWithMiddleware } from './middleware.ts';
import { addRenewal, type Renewal } from './retry/renewal-middleware.ts';
import { DEFAULT_RETRY_POLICY, type RetryPolicy, type RetryPorts } from './retry/retry.ts';
import { addRetries } from './retry/retry-middleware.ts';

/** What all clients of a run share. */
export interface ClientSettings {
  /** Name of the action that calls, as the user agent shows it. */
  readonly action: string;
  readonly version: string;
  /** Without it the SDK looks in its environment and profile, and says when it finds none. */
  readonly region?: string | undefined;
  /** Without it the SDK's own chain. */
  readonly credentials?: NonNullable<STSClientConfig['credentials']> | undefined;
  /** Another way to AWS than the network: the embedded AWS in this process. */
  readonly requestHandler?: NonNullable<STSClientConfig['requestHandler']> | undefined;
  readonly retryPolicy?: RetryPolicy;
  /** How calls that AWS refuses for expired credentials come to others. */
  readonly renewal?: Renewal | undefined;
}

/** What every client is made with. */
export type ClientConfig = ReturnType<typeof clientConfig>;

/**
 * How a client is loaded and made, by the name that it has in {@link Clients}. An action names only those that it calls:
 * a job downloads no others.
 */
export type ClientLoads = Readonly<Record<string, (config: ClientConfig) => Promise<ClientWithMiddleware>>>;

/** Makes each client when it is first asked for, once; its package is loaded then and not before. */
export type Clients<Loads extends ClientLoads> = {
  readonly [Name in keyof Loads]: () => ReturnType<Loads[Name]>;
};

/** An attempt that hangs is given up, in milliseconds: the SDK itself would wait for ever. */
const TIMEOUTS = { connectionTimeout: 3000, requestTimeout: 8000, throwOnRequestTimeout: true };

/**
 * Clients with one retry loop (ours, on the given clock) and this suite's user agent. The endpoint is AWS's, or
 * `AWS_ENDPOINT_URL`, which the SDK reads itself.
 */
export function createClients<const Loads extends ClientLoads>(
  settings: ClientSettings,
  ports: RetryPorts,
  loads: Loads,
): Clients<Loads> {
  const config = clientConfig(settings);
  const policy = settings.retryPolicy ?? DEFAULT_RETRY_POLICY;
  async function make(load: ClientLoads[string]): Promise<ClientWithMiddleware> {
    const client = await load(config);
    addRetries(client, ports, policy);
    if (settings.renewal) addRenewal(client, settings.renewal);
    return client;
  }
  const entries = Object.entries(loads).map(([name, load]) => [name, once(() => make(load))]);
  return Object.fromEntries(entries) as Clients<Loads>;
}

function clientConfig({ action, version, region, credentials, requestHandler }: ClientSettings) {
  const userAgent: [string, string?][] = [['platform-actions', version], [action]];
  return {
    customUserAgent: userAgent,
    // The SDK would wait between attempts on the machine's clock, and in silence.
    maxAttempts: 1,
    requestHandler: requestHandler ?? TIMEOUTS,
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}
