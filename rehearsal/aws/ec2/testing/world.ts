import { EC2 } from '@aws-sdk/client-ec2';
import { createDispatch, type Dispatch } from '../../kernel/dispatch.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createRandom } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createEc2 } from '../ec2.ts';
import { DEFAULT_NETWORK } from '../settings.ts';
import type { TaskInterface } from '../task-interfaces.ts';
import { OTHER_NETWORK } from './networks.ts';

export const INTERFACE: TaskInterface = {
  interfaceId: 'eni-0123456789abcdef0',
  attachmentId: '11111111-2222-4333-8444-555555555555',
  macAddress: '0a:00:00:00:00:01',
  privateAddress: '10.0.1.7',
  subnetId: 'subnet-0a1b2c3d',
  availabilityZone: 'eu-west-1b',
  securityGroups: ['sg-0a1b2c3d'],
};

/** EC2 with the default network and another one, a task's interface in it, and clients for any region. */
export function createEc2World() {
  const { service } = createEc2({
    settings: { networks: [DEFAULT_NETWORK, OTHER_NETWORK] },
    listTaskInterfaces: ({ region }) => (region === 'eu-west-1' ? [INTERFACE] : []),
  });
  const dispatch: Dispatch = createDispatch([service], {
    clock: createVirtualClock(Date.UTC(2026, 0, 1)),
    random: createRandom(1),
    onCall: () => {},
  });
  return { dispatch, ec2: clientOf(dispatch), clientIn: (region: string) => clientOf(dispatch, region) };
}

function clientOf(dispatch: Dispatch, region = 'eu-west-1'): EC2 {
  return new EC2(inProcessClient(dispatch, { region }));
}
