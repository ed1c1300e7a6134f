import type { ECS } from '@aws-sdk/client-ecs';
import type { ClientConfig } from '../clients.ts';

export async function loadEcs(config: ClientConfig): Promise<ECS> {
  return new (await import('@aws-sdk/client-ecs')).ECS(config);
}
