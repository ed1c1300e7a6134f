import { defineLazyService, type Service } from '../kernel/service.ts';
import { createInventory } from './inventory.ts';
import { ec2Operations } from './operations.ts';
import { DEFAULT_EC2_SETTINGS, type Ec2Settings } from './settings.ts';
import type { ListTaskInterfaces } from './task-interfaces.ts';

export interface Ec2Ports {
  readonly settings?: Partial<Ec2Settings>;
  readonly listTaskInterfaces: ListTaskInterfaces;
}

/** EC2 as far as a deployment reads it: the network, and the interfaces of tasks in it. */
export function createEc2({ settings, listTaskInterfaces }: Ec2Ports): { readonly service: Service } {
  const inventory = createInventory({ ...DEFAULT_EC2_SETTINGS, ...settings }, listTaskInterfaces);
  const service = defineLazyService({
    name: 'ec2',
    version: '2016-11-15',
    protocol: 'ec2',
    operations: ec2Operations(inventory),
    // The SDK of EC2 is greater than all others together: who never asks EC2 does not wait for it.
    async load() {
      const sdk = await import('@aws-sdk/client-ec2');
      return { sdk, client: new sdk.EC2Client({ region: 'us-east-1' }) };
    },
  });
  return { service };
}
