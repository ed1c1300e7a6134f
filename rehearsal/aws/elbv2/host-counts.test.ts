import { expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createVirtualWorld, forwardTo, plainAnswer } from './testing/world.ts';

const INTERVAL = { HealthCheckIntervalSeconds: 10 };

test('every node counts the targets that it finds healthy and unhealthy; new, draining and unused ones are neither', async () => {
  const world = createVirtualWorld();
  const { clock, targetGroups } = world;
  const wait = (seconds: number) => clock.run(sleep(clock, seconds * 1000));
  const [used, unused] = [await world.makeGroup('used', INTERVAL), await world.makeGroup('unused', INTERVAL)];
  const loadBalancer = await world.makeLoadBalancer();
  await world.makeListener(loadBalancer, [forwardTo([used, 1])]);
  const [well, sick, going] = ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((id) => world.announceScript(id));
  if (!well || !sick || !going) throw new Error('three targets were announced');
  sick.checkAnswer = plainAnswer(500);
  for (const { target } of [well, sick, going]) targetGroups.register(used, target);
  targetGroups.register(unused, well.target);
  const counts = () => world.hostCounts().map(({ healthy, unhealthy }) => [healthy, unhealthy]);

  await wait(0);
  expect(counts()).toEqual([
    [0, 0],
    [0, 0],
  ]);
  await wait(25);
  targetGroups.deregister(used, going.target);
  expect(world.hostCounts()).toEqual(
    ['eu-west-1a', 'eu-west-1b'].map((zone, node) => ({
      ...{ loadBalancerArn: loadBalancer, targetGroupArn: used, node, zone },
      ...{ healthy: 1, unhealthy: 1 },
    })),
  );
});
