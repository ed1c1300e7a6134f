import type { ECR } from '@aws-sdk/client-ecr';
import type { ClientConfig } from '../clients.ts';

export async function loadEcr(config: ClientConfig): Promise<ECR> {
  return new (await import('@aws-sdk/client-ecr')).ECR(config);
}
