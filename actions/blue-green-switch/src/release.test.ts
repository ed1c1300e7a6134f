import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import type { Behaviour } from '../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { createWorld, NEXT } from '../testing/world.ts';

describe('a release', () => {
  test('that goes well takes all the traffic and parks the old slot', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT);
    expect(ended.failure).toBeUndefined();
    expect(ended.outputs).toMatchObject({
      verdict: 'released',
      'live-slot': 'blue',
      'previous-slot': 'green',
      image: NEXT,
      'failed-requests': '0',
    });
    expect(world.weightWrites()).toEqual([[100, 0]]);
    expect(await world.countOf('blue')).toBe(2);
    expect(await world.countOf('green')).toBe(0);
  });

  test('moves in the steps that were asked for, each held', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, { steps: '10% 30s, 50% 1m, 100%' });
    expect(ended.outputs.verdict).toBe('released');
    expect(world.weightWrites()).toEqual([
      [10, 90],
      [50, 50],
      [100, 0],
    ]);
    expect(Number(ended.outputs['seconds-to-shift'])).toBeGreaterThanOrEqual(90);
  });

  test.each<[string, Behaviour, string, RegExp]>([
    [
      'crashes',
      { environment: { CRASH_AFTER_SECONDS: '1' } },
      'container "web" exited with code 1',
      /exit(ed)?.*1/,
    ],
    [
      'cannot be pulled',
      { pullError: 'CannotPullContainerError: pull image manifest has been retried 5 time(s): not found' },
      'the image cannot be pulled',
      /CannotPullContainerError/,
    ],
    [
      'never gets healthy',
      { environment: { NEVER_READY: 'true' } },
      "the load balancer's health checks fail",
      /failed ELB health checks/,
    ],
  ])(
    'whose version %s is refused with the cause, before any traffic',
    async (_how, behaviour, cause, evidence) => {
      const world = await createWorld(behaviour);
      const ended = await world.release(NEXT);
      expect(ended.outputs.verdict).toBe('refused');
      expect(ended.failure?.cause).toContain(cause);
      expect(ended.failure?.detail).toMatch(evidence);
      expect(world.weightWrites()).toEqual([]);
      expect(await world.countOf('blue')).toBe(0);
      expect(await world.countOf('green')).toBe(2);
    },
  );

  test('that turns bad under traffic goes back with one write, and the bad version is parked', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '15' } });
    const ended = await world.release(NEXT);
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toContain('Gate "probe" failed: 3 requests in a row');
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
    expect(Number(ended.outputs['seconds-to-rollback'])).toBeLessThanOrEqual(2);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('whose targets turn unhealthy under traffic goes back', async () => {
    const world = await createWorld({
      environment: { ERRORS_AFTER_SECONDS: '15', ERRORS_FAIL_HEALTH: 'true', ERROR_RATE: '1' },
    });
    const ended = await world.release(NEXT, { 'probe-failures': '20', bake: '1m' });
    expect(ended.outputs.verdict).toBe('rolled-back');
    expect(ended.failure?.cause).toContain('Gate "targets" failed: its tasks do not stay up');
  });

  test('refused once is run again with the same revision: none is registered twice', async () => {
    const world = await createWorld({ environment: { CRASH_AFTER_SECONDS: '1' } });
    const one = await world.release(NEXT);
    const two = await world.release(NEXT);
    expect(two.outputs['task-definition']).toBe(one.outputs['task-definition']);
    expect(world.callsOf('RegisterTaskDefinition').filter(({ error }) => !error)).toHaveLength(3); // the platform's own, GOOD and NEXT
  });
});

describe('a cancelled release', () => {
  test('before the first weight parks what it started', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, {}, async (cancel) => {
      await sleep(world.clock, 2_000);
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs.verdict).toBe('interrupted');
    expect(world.weightWrites()).toEqual([]);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('after it puts the weights back at once', async () => {
    const world = await createWorld();
    let cancelledAt = 0;
    const ended = await world.release(NEXT, {}, async (cancel) => {
      await sleep(world.clock, 20_000);
      cancelledAt = world.clock.now();
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'green' });
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
    expect(world.clock.now() - cancelledAt).toBeLessThan(7_000);
  });
});

describe('a release beside somebody else', () => {
  test('never writes a rule that somebody else has changed, and says so', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '15' } });
    const { elbv2 } = world.ports;
    const { slots } = world.infrastructure.target;
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 14_000);
      await elbv2.modifyListener({
        ListenerArn: world.infrastructure.listenerArn,
        DefaultActions: [
          {
            Type: 'forward',
            ForwardConfig: {
              TargetGroups: [
                { TargetGroupArn: slots.blue.targetGroup, Weight: 70 },
                { TargetGroupArn: slots.green.targetGroup, Weight: 30 },
              ],
            },
          },
        ],
      });
    });
    expect(ended.outputs.verdict).toBe('inconclusive');
    expect(ended.outputs['live-slot']).toBeUndefined();
    expect(ended.failure?.detail).toContain('Somebody else has changed production rule');
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [70, 30],
    ]);
  });

  test('leaves the weights when the old slot has nobody left to go back to', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '15' } });
    const { cluster, slots } = world.infrastructure.target;
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 12_000);
      await world.ports.ecs.updateService({ cluster, service: slots.green.service, desiredCount: 0 });
    });
    expect(ended.outputs.verdict).toBe('inconclusive');
    expect(ended.failure?.detail).toContain('Slot green has no healthy target to go back to');
    expect(ended.failure?.detail).toContain('aws ecs update-service --cluster rehearsal --service web-green');
    expect(world.weightWrites()).toEqual([[100, 0]]);
  });
});
