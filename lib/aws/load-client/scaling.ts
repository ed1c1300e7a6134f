import type { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling';
import type { ClientConfig } from '../clients.ts';

export async function loadScaling(config: ClientConfig): Promise<ApplicationAutoScaling> {
  return new (await import('@aws-sdk/client-application-auto-scaling')).ApplicationAutoScaling(config);
}
