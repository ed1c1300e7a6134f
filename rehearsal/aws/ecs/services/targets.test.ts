import { DeleteServiceCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import { createWorld } from '../testing/world.ts';

// One is long gone when the scheduler has its turn, the other is not.
test.each([0, 60])('a crashed task is deregistered, also when it is STOPPED after %i s', async (seconds) => {
  const world = createWorld({
    behaviours: { 'app:1': { environment: { CRASH_AFTER_SECONDS: '60' } } },
    settings: { deprovisioning: seconds * 1000 },
    targets: { deregistrationDelaySeconds: 5 },
  });
  await world.run(async () => {
    await world.register('app:1');
    await world.createService();
    await world.untilSteady();
    const [crashed] = await world.listTasks();
    await world.wait(70);
    const { tasks = [] } = await world.describeTask(crashed?.taskArn);
    expect(tasks[0]?.stopCode).toBe('EssentialContainerExited');
    const address = crashed?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address;
    const { TargetHealthDescriptions = [] } = await world.loadBalancing.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: world.group() }),
    );
    expect(TargetHealthDescriptions.map(({ Target }) => Target?.Id)).not.toContain(address);
    // Nothing of it keeps the service alive.
    await world.client.send(new DeleteServiceCommand({ service: 'web', force: true }));
    await world.until(({ status }) => status === 'INACTIVE', 300);
  });
});
