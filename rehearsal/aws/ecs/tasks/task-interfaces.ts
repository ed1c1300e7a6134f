import type { TaskInterface } from '../../ec2/task-interfaces.ts';
import type { EcsState } from '../state.ts';

/** The network interfaces of tasks as EC2 shows them: from when they are attached until they are deleted. */
export function listTaskInterfaces({ tasks }: EcsState): TaskInterface[] {
  return [...tasks.values()].flatMap(({ network, networkInterface }) => {
    if (!network || networkInterface.status !== 'ATTACHED') return [];
    const { interfaceId, attachmentId, macAddress, subnet, availabilityZone, securityGroups } =
      networkInterface;
    const address = { privateAddress: network.address, subnetId: subnet };
    return [{ interfaceId, attachmentId, macAddress, availabilityZone, securityGroups, ...address }];
  });
}
