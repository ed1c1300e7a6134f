import type { SSM } from '@aws-sdk/client-ssm';
import type { ClientConfig } from '../clients.ts';
import { keepServerDates } from '../server-date.ts';

/** Its answers carry the time at which AWS gave them. */
export async function loadSsm(config: ClientConfig): Promise<SSM> {
  const client = new (await import('@aws-sdk/client-ssm')).SSM(config);
  keepServerDates(client);
  return client;
}
