import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { ClientConfig } from '../clients.ts';

export async function loadLogs(config: ClientConfig): Promise<CloudWatchLogs> {
  return new (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogs(config);
}
