import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { ClientConfig } from '../clients.ts';
import { keepServerDates } from '../server-date.ts';

/** Its answers carry the time at which AWS gave them. */
export async function loadCloudwatch(config: ClientConfig): Promise<CloudWatch> {
  const client = new (await import('@aws-sdk/client-cloudwatch')).CloudWatch(config);
  keepServerDates(client);
  return client;
}
