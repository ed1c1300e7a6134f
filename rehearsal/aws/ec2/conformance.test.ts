import { EC2 } from '@aws-sdk/client-ec2';
import { expect } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createVirtualAws } from '../../testing/virtual-aws.ts';
import { conforms } from '../conformance/testing/conforms.ts';
import { inProcessClient } from '../kernel/in-process.ts';
import { EC2_BEHAVIOURS } from './behaviours.ts';
import { SECURITY_GROUPS, SUBNETS } from './testing/networks.ts';
import { createEc2World, INTERFACE } from './testing/world.ts';

const { ec2, clientIn } = createEc2World();

const subnetIds = async (Filters: { Name: string; Values: string[] }[]) =>
  (await ec2.describeSubnets({ Filters })).Subnets?.map(({ SubnetId }) => SubnetId);

conforms(EC2_BEHAVIOURS, {
  async 'default-vpc'() {
    const { Vpcs = [] } = await ec2.describeVpcs({ Filters: [{ Name: 'is-default', Values: ['true'] }] });
    expect(Vpcs).toHaveLength(1);
    const Filters = [{ Name: 'vpc-id', Values: [Vpcs[0]?.VpcId ?? ''] }];
    const { Subnets = [] } = await ec2.describeSubnets({ Filters });
    expect(Subnets.map(({ AvailabilityZone, DefaultForAz }) => [AvailabilityZone, DefaultForAz])).toEqual([
      ['eu-west-1a', true],
      ['eu-west-1b', true],
      ['eu-west-1c', true],
    ]);
  },

  async 'ids-select'() {
    const { Subnets = [] } = await ec2.describeSubnets({ SubnetIds: ['subnet-0a1b2c3d'] });
    expect(Subnets.map(({ SubnetId, VpcId }) => [SubnetId, VpcId])).toEqual([
      ['subnet-0a1b2c3d', 'vpc-0a1b2c3d'],
    ]);
  },

  async 'subnet-not-found'() {
    await expect(ec2.describeSubnets({ SubnetIds: ['subnet-0a1b2c3d', 'example'] })).rejects.toMatchObject({
      name: 'InvalidSubnetID.NotFound',
      message: "The subnet ID 'example' does not exist",
    });
  },

  async 'group-malformed'() {
    await expect(ec2.describeSecurityGroups({ GroupIds: ['subnet-0a1b2c3d'] })).rejects.toMatchObject({
      name: 'InvalidGroupId.Malformed',
      message: 'Invalid id: "subnet-0a1b2c3d" (expecting "sg-...")',
    });
    await expect(ec2.describeSecurityGroups({ GroupIds: ['sg-11111111'] })).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
      message: "The security group 'sg-11111111' does not exist",
    });
  },

  async 'filters-all'() {
    const zones = { Name: 'availability-zone', Values: ['eu-west-1b', 'eu-west-1c'] };
    expect(await subnetIds([zones])).toHaveLength(3);
    expect(await subnetIds([zones, { Name: 'vpc-id', Values: ['vpc-0a1b2c3d'] }])).toEqual([
      'subnet-0a1b2c3d',
    ]);
    expect(await subnetIds([zones, { Name: 'tag:Name', Values: ['web'] }])).toEqual([]);
  },

  async 'filters-wildcards'() {
    expect(await subnetIds([{ Name: 'cidr-block', Values: ['10.0.?.0/*'] }])).toEqual(['subnet-0a1b2c3d']);
    const described = async (value: string) =>
      (await ec2.describeSecurityGroups({ Filters: [{ Name: 'description', Values: [value] }] }))
        .SecurityGroups;
    expect(await described('Web \\*')).toHaveLength(1);
    expect(await described('Web\\*')).toHaveLength(0);
  },

  async 'filters-unknown'() {
    await expect(subnetIds([{ Name: 'colour', Values: ['red'] }])).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: "The filter 'colour' is invalid",
    });
    await expect(subnetIds([{ Name: 'outpost-arn', Values: ['a'] }])).rejects.toMatchObject({
      name: 'NotImplemented',
    });
  },

  async 'pages-of-five'() {
    await expect(ec2.describeSubnets({ MaxResults: 1 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Value ( 1 ) for parameter maxResults is invalid. Expecting a value greater than 5.',
    });
    expect((await ec2.describeSubnets({ MaxResults: 5 })).Subnets).toHaveLength(4);
  },

  async 'ids-or-pages'() {
    await expect(
      ec2.describeSubnets({ MaxResults: 5, SubnetIds: ['subnet-0a1b2c3d'] }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message: 'The parameter subnetSet cannot be used with the parameter maxResults',
    });
  },

  async 'dry-run'() {
    await expect(ec2.describeVpcs({ DryRun: true })).rejects.toMatchObject({
      name: 'DryRunOperation',
      $metadata: { httpStatusCode: 412 },
    });
  },

  async 'task-interfaces'() {
    const { NetworkInterfaces = [] } = await ec2.describeNetworkInterfaces({
      Filters: [{ Name: 'addresses.private-ip-address', Values: [INTERFACE.privateAddress] }],
    });
    expect(NetworkInterfaces).toMatchObject([
      {
        NetworkInterfaceId: INTERFACE.interfaceId,
        VpcId: 'vpc-0a1b2c3d',
        RequesterManaged: true,
        Groups: [{ GroupId: 'sg-0a1b2c3d', GroupName: 'web' }],
      },
    ]);
    await expectInterfaceOfTask();
  },

  async 'zone-ids'() {
    const zonesIn = async (region: string) =>
      (await clientIn(region).describeAvailabilityZones({})).AvailabilityZones?.map(({ ZoneId }) => ZoneId);
    expect(await zonesIn('eu-west-1')).toEqual(['euw1-az1', 'euw1-az2', 'euw1-az3']);
    expect(await zonesIn('ap-southeast-2')).toEqual(['apse2-az1', 'apse2-az2', 'apse2-az3']);
  },
});

/** From the start of a task to its end, as the whole embedded AWS has it. */
async function expectInterfaceOfTask(): Promise<void> {
  const { aws, clock, ports, infrastructure } = await createVirtualAws();
  const client = new EC2(inProcessClient(aws.dispatch));
  const { cluster } = infrastructure.target;
  const interfaces = async () => (await client.describeNetworkInterfaces({})).NetworkInterfaces ?? [];
  await clock.run(
    (async () => {
      expect(await interfaces()).toEqual([]);
      const subnets = SUBNETS.slice(0, 1);
      const { tasks = [] } = await ports.ecs.runTask({
        ...{ cluster, taskDefinition: 'web', launchType: 'FARGATE' },
        networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups: SECURITY_GROUPS } },
      });
      const arn = tasks[0]?.taskArn ?? '';
      const until = async (status: string) => {
        for (;;) {
          const { tasks: found = [] } = await ports.ecs.describeTasks({ cluster, tasks: [arn] });
          if (found[0]?.lastStatus === status) return found[0];
          await sleep(clock, 1000);
        }
      };
      const running = await until('RUNNING');
      const address = running.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address;
      expect(await interfaces()).toMatchObject([
        { PrivateIpAddress: address, SubnetId: SUBNETS[0], Groups: [{ GroupId: SECURITY_GROUPS[0] }] },
      ]);
      await ports.ecs.stopTask({ cluster, task: arn });
      await until('STOPPED');
      expect(await interfaces()).toEqual([]);
    })(),
  );
}
