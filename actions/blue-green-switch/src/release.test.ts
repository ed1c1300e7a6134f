import { describe, expect, test } from '@jest/globals';
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
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '25' } });
    const ended = await world.release(NEXT);
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toContain('Gate "probe" failed: 3 requests in a row');
    expect(ended.failure?.advice).toBe(
      `See what ${NEXT} logged in container web of web-blue, and release a corrected version.`,
    );
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
    expect(Number(ended.outputs['seconds-to-rollback'])).toBeLessThanOrEqual(2);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('whose targets turn unhealthy under traffic goes back', async () => {
    const world = await createWorld({
      environment: { ERRORS_AFTER_SECONDS: '25', ERRORS_FAIL_HEALTH: 'true', ERROR_RATE: '1' },
    });
    const ended = await world.release(NEXT, {
      ...{ 'probe-failures': '20', 'probe-budget': '100%' },
      bake: '1m',
    });
    expect(ended.outputs.verdict).toBe('rolled-back');
    expect(ended.failure?.cause).toContain('Gate "targets" failed: its tasks do not stay up');
  });

  test('whose probe fails at the end of the bake is not called good before that is decided', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '1', ERROR_RATE: '1' } });
    const ended = await world.release(NEXT, { 'probe-interval': '10s', 'probe-failures': '5' });
    expect(ended.outputs.verdict).toBe('rolled-back');
    expect(ended.failure?.cause).toContain('Gate "probe" failed: 5 requests in a row'); // the bake has time for 2
  });

  test('refused for a cause outside of the image is released when that is gone: by tasks of a new deployment', async () => {
    const environment: Record<string, string> = { CRASH_AFTER_SECONDS: '1' };
    const world = await createWorld({ environment });
    expect((await world.release(NEXT)).outputs.verdict).toBe('refused');
    delete environment.CRASH_AFTER_SECONDS;
    expect((await world.release(NEXT)).outputs.verdict).toBe('released');
  });

  test('refused once is run again with the same revision: none is registered twice', async () => {
    const world = await createWorld({ environment: { CRASH_AFTER_SECONDS: '1' } });
    const one = await world.release(NEXT);
    const two = await world.release(NEXT);
    expect(two.outputs['task-definition']).toBe(one.outputs['task-definition']);
    expect(world.callsOf('RegisterTaskDefinition').filter(({ error }) => !error)).toHaveLength(3); // the platform's own, GOOD and NEXT
  });
});

describe('a release while AWS is hard to reach', () => {
  test.each(['DescribeRules', 'ModifyListener'])(
    'never gives traffic on an old reading of health, however long %s fails',
    async (failing) => {
      const world = await createWorld();
      const ages: number[] = [];
      let readAt = 0;
      let lost = 0;
      world.failCalls((operation) => {
        if (operation === 'DescribeTargetHealth') readAt = world.clock.now();
        if (operation === 'ModifyListener') ages.push(world.clock.now() - readAt);
        return operation === failing && readAt > 0 && ++lost < 8 ? 'lost-request' : undefined;
      });
      expect((await world.release(NEXT)).outputs.verdict).toBe('released');
      expect(Math.max(...ages)).toBeLessThanOrEqual(5_000);
    },
  );

  test.each(['DescribeTargetHealth', 'DescribeRules', 'ModifyListener'])(
    'goes back as soon as %s works again',
    async (failing) => {
      const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '25' } });
      let decidedAt = 0;
      world.failCalls((operation) => {
        const isBad = world.log.lines.includes('Roll back to green');
        if (isBad && decidedAt === 0) decidedAt = world.clock.now();
        return isBad && world.clock.now() - decidedAt < 60_000 && operation === failing
          ? 'lost-request'
          : undefined;
      });
      const ended = await world.release(NEXT);
      expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
      expect(world.weightWrites()).toEqual([
        [100, 0],
        [0, 100],
      ]);
    },
  );
});
