import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { createVirtualWorld } from '../testing/world.ts';

describe('targets', () => {
  test.each([
    ['127.0.0.1', undefined, 'InvalidTargetException', 'nor in a private range'],
    ['8.8.8.8', 'all', 'InvalidTargetException', 'nor in a private range'],
    ['web-1', undefined, 'ValidationError', 'not a valid IPv4 address'],
    ['100.64.0.9', undefined, 'ValidationError', "You must specify an Availability Zone, or 'all'"],
  ])('the address %s (zone %s) is refused', async (Id, AvailabilityZone, name, message) => {
    const { client, makeGroup, healthByTarget } = createVirtualWorld();
    const TargetGroupArn = await makeGroup('blue');
    const call = client.send(
      new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: '10.0.0.1' }, { Id, AvailabilityZone }] }),
    );
    await expect(call).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    expect(await healthByTarget(TargetGroupArn)).toEqual({});
  });

  test('have the port of their group unless they name one, and outside the VPC a zone', async () => {
    const { client, makeGroup } = createVirtualWorld();
    const TargetGroupArn = await makeGroup('blue', { HealthCheckPort: '9000' });
    const Targets = [
      { Id: '10.0.0.1' },
      { Id: '10.0.0.1', Port: 81 },
      { Id: '100.64.0.9', AvailabilityZone: 'all' },
    ];
    await client.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
    const { TargetHealthDescriptions } = await client.send(
      new DescribeTargetHealthCommand({ TargetGroupArn }),
    );
    expect(TargetHealthDescriptions?.map(({ Target, HealthCheckPort }) => [Target, HealthCheckPort])).toEqual(
      [
        [{ Id: '10.0.0.1', Port: 8080 }, '9000'],
        [{ Id: '10.0.0.1', Port: 81 }, '9000'],
        [{ Id: '100.64.0.9', Port: 8080, AvailabilityZone: 'all' }, '9000'],
      ],
    );
  });

  test('asked for by name, an unknown one is unused and not registered', async () => {
    const { client, makeGroup } = createVirtualWorld();
    const TargetGroupArn = await makeGroup('blue');
    const Targets = [{ Id: '10.0.0.1' }];
    await client.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets }));
    const { TargetHealthDescriptions } = await client.send(
      new DescribeTargetHealthCommand({ TargetGroupArn, Targets }),
    );
    expect(TargetHealthDescriptions?.map(({ TargetHealth }) => TargetHealth)).toEqual([
      {
        State: 'unused',
        Reason: 'Target.NotRegistered',
        Description: 'Target is not registered to the target group',
      },
    ]);
  });

  test('a group that is not there is named', async () => {
    const { client } = createVirtualWorld();
    const call = client.send(new DescribeTargetHealthCommand({ TargetGroupArn: 'arn:nobody' }));
    await expect(call).rejects.toBeInstanceOf(TargetGroupNotFoundException);
    await expect(call).rejects.toThrow("Target groups 'arn:nobody' not found");
  });
});
