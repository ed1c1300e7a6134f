import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { ClientConfig } from '../clients.ts';

export async function loadCloudwatch(config: ClientConfig): Promise<CloudWatch> {
  return new (await import('@aws-sdk/client-cloudwatch')).CloudWatch(config);
}
