import type { AwsVpcConfiguration } from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { type Proofs, refusalOf } from '../../conformance/testing/proofs.ts';
import { OTHER_NETWORK, SECURITY_GROUPS, SUBNETS } from '../../ec2/testing/networks.ts';
import type { NETWORK_BEHAVIOURS } from '../network-behaviours.ts';
import { createWorld } from '../testing/world.ts';

const TASK = { taskDefinition: 'web', launchType: 'FARGATE' } as const;
const ELSEWHERE = OTHER_NETWORK.subnets.map(({ subnetId }) => subnetId);
const [GROUP_ELSEWHERE = ''] = OTHER_NETWORK.securityGroups.map(({ groupId }) => groupId);

/** What RunTask, CreateService and UpdateService say of such a network, when they say the same. */
async function refusalOfNetwork(awsvpcConfiguration: AwsVpcConfiguration): Promise<string | undefined> {
  const world = createWorld();
  const refusals = new Set<string>();
  await world.run(async () => {
    await world.register('app:1');
    const networkConfiguration = { awsvpcConfiguration };
    refusals.add(await refusalOf(world.runTask({ ...TASK, networkConfiguration })));
    refusals.add(await refusalOf(world.createService({ networkConfiguration, loadBalancers: [] })));
    await world.createService({ desiredCount: 0, loadBalancers: [] });
    refusals.add(await refusalOf(world.update({ networkConfiguration })));
  });
  return refusals.size === 1 ? [...refusals][0] : undefined;
}

export const NETWORK_PROOFS: Proofs<typeof NETWORK_BEHAVIOURS> = {
  async 'unknown-subnet'() {
    const [subnet] = SUBNETS;
    expect(await refusalOfNetwork({ subnets: [`${subnet}`, 'subnet-00000000'] })).toBe(
      `InvalidParameterException: Error retrieving subnet information for [${subnet}, subnet-00000000]: ` +
        "The subnet ID 'subnet-00000000' does not exist (ErrorCode: InvalidSubnetID.NotFound)",
    );
  },
  async 'unknown-security-group'() {
    expect(await refusalOfNetwork({ subnets: SUBNETS, securityGroups: ['sg-00000000'] })).toBe(
      'InvalidParameterException: Error retrieving security group information for [sg-00000000]: ' +
        "The security group 'sg-00000000' does not exist (ErrorCode: InvalidGroup.NotFound)",
    );
  },
  async 'security-groups-of-the-vpc'() {
    const securityGroups = [...SECURITY_GROUPS, GROUP_ELSEWHERE];
    expect(await refusalOfNetwork({ subnets: SUBNETS, securityGroups })).toBe(
      `InvalidParameterException: Security group ${GROUP_ELSEWHERE} does not appear to belong to the same VPC as ` +
        'the input subnets.',
    );
  },
  async 'subnets-of-one-vpc'() {
    expect(await refusalOfNetwork({ subnets: [...SUBNETS, ...ELSEWHERE] })).toBe(
      'InvalidParameterException: All subnets must be in the same VPC.',
    );
  },
  async 'zone-of-the-subnet'() {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      const networkConfiguration = { awsvpcConfiguration: { subnets: SUBNETS } };
      const tasks = await world.runTask({ ...TASK, networkConfiguration, count: 10 });
      const places = tasks.map(({ availabilityZone, attachments }) => [
        attachments?.[0]?.details?.find(({ name }) => name === 'subnetId')?.value,
        availabilityZone,
      ]);
      const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
      expect(Object.fromEntries(places)).toEqual(
        Object.fromEntries(SUBNETS.map((subnet, index) => [subnet, zones[index]])),
      );
    });
  },
};
