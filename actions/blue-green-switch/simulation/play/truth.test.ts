import { expect, test } from '@jest/globals';
import { sleep } from '../../../../lib/action/clock.ts';
import { createWorld } from '../../testing/world.ts';
import { readTruth } from './truth.ts';

test('the truth is what AWS says when it says it well', async () => {
  const world = await createWorld();
  const { aws, clock, infrastructure, ports } = world;
  const { target } = infrastructure;
  const { service, targetGroup } = target.slots.green;
  const look = () => readTruth(aws, target, clock.now());

  const { services = [] } = await ports.ecs.describeServices({
    cluster: target.cluster,
    services: [service],
  });
  const taskDefinition = services[0]?.taskDefinition;
  expect(look()).toEqual({
    at: clock.now(),
    rules: [{ blue: 0, green: 100 }],
    slots: {
      blue: { desiredCount: 0, running: 0, healthy: [] },
      green: {
        desiredCount: 2,
        running: 2,
        healthy: [{ taskDefinition, image: expect.stringContaining('rehearsal/web@sha256:1'), count: 2 }],
      },
    },
  });

  aws.faults.act({ kind: 'kill-machine' });
  await clock.run(sleep(clock, 100));
  expect(look().slots.green.running).toBe(0);
  const health = await ports.elbv2.describeTargetHealth({ TargetGroupArn: targetGroup });
  const healthy = health.TargetHealthDescriptions?.filter(
    ({ TargetHealth }) => TargetHealth?.State === 'healthy',
  );
  // The load balancer has not noticed yet.
  expect(look().slots.green.healthy.map(({ count }) => count)).toEqual([healthy?.length]);
});
