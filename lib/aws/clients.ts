import type { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling';
import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { ECR } from '@aws-sdk/client-ecr';
import type { ECS } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SSM } from '@aws-sdk/client-ssm';
import type { STS, STSClientConfig } from '@aws-sdk/client-sts';
import { addRenewal, type RenewableClient, type Renewal } from './retry/renewal-middleware.ts';
import { DEFAULT_RETRY_POLICY, type RetryPolicy, type RetryPorts } from './retry/retry.ts';
import { type AnyClient, addRetries } from './retry/retry-middleware.ts';
import { keepServerDates } from './server-date.ts';

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

/** Makes each client when it is first asked for, once; its package is loaded then and not before. */
export interface Clients {
  ecs(): Promise<ECS>;
  elbv2(): Promise<ElasticLoadBalancingV2>;
  ecr(): Promise<ECR>;
  cloudwatch(): Promise<CloudWatch>;
  logs(): Promise<CloudWatchLogs>;
  ssm(): Promise<SSM>;
  sts(): Promise<STS>;
  scaling(): Promise<ApplicationAutoScaling>;
}

/** An attempt that hangs is given up, in milliseconds: the SDK itself would wait for ever. */
const TIMEOUTS = { connectionTimeout: 3000, requestTimeout: 8000, throwOnRequestTimeout: true };

/**
 * Clients with one retry loop (ours, on the given clock) and this suite's user agent. The endpoint is AWS's, or
 * `AWS_ENDPOINT_URL`, which the SDK reads itself.
 */
export function createClients(settings: ClientSettings, ports: RetryPorts): Clients {
  const config = clientConfig(settings);
  const policy = settings.retryPolicy ?? DEFAULT_RETRY_POLICY;
  function once<Client extends AnyClient & RenewableClient>(
    create: () => Promise<Client>,
  ): () => Promise<Client> {
    let made: Promise<Client> | undefined;
    return () => {
      made ??= create().then((client) => {
        addRetries(client, ports, policy);
        if (settings.renewal) addRenewal(client, settings.renewal);
        return client;
      });
      return made;
    };
  }
  return {
    ecs: once(async () => new (await import('@aws-sdk/client-ecs')).ECS(config)),
    elbv2: once(
      async () =>
        new (await import('@aws-sdk/client-elastic-load-balancing-v2')).ElasticLoadBalancingV2(config),
    ),
    ecr: once(async () => new (await import('@aws-sdk/client-ecr')).ECR(config)),
    cloudwatch: once(async () => new (await import('@aws-sdk/client-cloudwatch')).CloudWatch(config)),
    logs: once(async () => new (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogs(config)),
    ssm: once(async () => {
      const client = new (await import('@aws-sdk/client-ssm')).SSM(config);
      keepServerDates(client);
      return client;
    }),
    sts: once(async () => new (await import('@aws-sdk/client-sts')).STS(config)),
    scaling: once(
      async () =>
        new (await import('@aws-sdk/client-application-auto-scaling')).ApplicationAutoScaling(config),
    ),
  };
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
