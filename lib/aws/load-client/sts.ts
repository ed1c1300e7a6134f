import type { STS } from '@aws-sdk/client-sts';
import type { ClientConfig } from '../clients.ts';

export async function loadSts(config: ClientConfig): Promise<STS> {
  return new (await import('@aws-sdk/client-sts')).STS(config);
}
