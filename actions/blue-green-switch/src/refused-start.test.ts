import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { imageOf } from '../testing/image-of.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { createWorld, NEXT } from '../testing/world.ts';
import { writesSince } from '../testing/writes-since.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

const OTHER = imageOf(3);

/** Somebody starts tasks on the standby, as infrastructure code or a person would. */
async function deployToStandby(
  { clock, ports, infrastructure: { target } }: World,
  healthCheckGracePeriodSeconds = 10,
): Promise<void> {
  const { cluster, slots } = target;
  const changes = { desiredCount: 1, forceNewDeployment: true, healthCheckGracePeriodSeconds };
  await clock.run(ports.ecs.updateService({ cluster, service: slots.blue.service, ...changes }));
}

describe('a release', () => {
  test('between groups with different health checks is refused before it writes anything, its lease included', async () => {
    const world = await createWorld();
    const TargetGroupArn = world.infrastructure.target.slots.green.targetGroup;
    await world.clock.run(
      world.ports.elbv2.modifyTargetGroup({ TargetGroupArn, HealthCheckPath: '/healthz' }),
    );
    const mark = world.aws.journal.length;
    await expect(world.release(NEXT)).rejects.toMatchObject({
      failure: {
        cause: 'The target groups of blue and green have different health checks: path /readyz and /healthz.',
        advice: expect.stringMatching(
          `: aws elbv2 modify-target-group --target-group-arn ${TargetGroupArn} --region eu-west-1$`,
        ),
      },
    });
    expect(writesSince(world, mark)).toEqual([]);
  });

  test.each([
    ['a record', {}, 'and no run of this target began it'],
    ['no record', { record: 'none' }, 'and without a record nothing tells'],
  ])(
    'is refused while somebody else deploys to the standby, with %s, and not after',
    async (_how, given, told) => {
      const world = await createWorld();
      await deployToStandby(world);
      const mark = world.aws.journal.length;
      await expect(world.release(NEXT, given)).rejects.toMatchObject({
        message: expect.stringContaining(told),
        failure: {
          advice: expect.stringMatching(
            /: aws ecs update-service --cluster rehearsal --service web-blue --desired-count 0 --region eu-west-1$/,
          ),
        },
      });
      expect(writesSince(world, mark)).toEqual([]);
      await world.clock.run(sleep(world.clock, 60_000));
      expect((await world.release(NEXT, given)).outputs.verdict).toBe('released');
    },
  );
});

describe('a standby that had tasks before', () => {
  /** What comes to the standby next is never ready and is left alone, so that its deployment goes on after the run. */
  async function createWarmWorld() {
    const world = await createWorld({ environment: { NEVER_READY: 'true' } });
    await deployToStandby(world, 3_600);
    await world.clock.run(sleep(world.clock, 60_000));
    return world;
  }

  test('is released to after a lost run, whose deployment is still in progress there', async () => {
    const world = await createWarmWorld();
    const moment = { operation: 'UpdateService', when: 'after the effect' } as const;
    const run = await startMortalRun(world, {}, moment);
    expect(await world.clock.run(run.ended)).toBe('lost');
    const ended = await world.release(OTHER);
    expect([ended.outputs.verdict, ended.failure]).toEqual(['released', undefined]);
  });

  test('is released to after a refused release, whose deployment is still in progress there', async () => {
    const world = await createWarmWorld();
    expect((await world.release(NEXT, { 'healthy-timeout': '30s' })).outputs.verdict).toBe('refused');
    expect(await world.countOf('blue')).toBe(1);
    const ended = await world.release(OTHER);
    expect([ended.outputs.verdict, ended.failure]).toEqual(['released', undefined]);
  });
});
