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

  test('whose probe fails too seldom for its threshold, but always, goes back', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '1', ERROR_RATE: '1' } });
    const ended = await world.release(NEXT, { 'probe-interval': '10s', 'probe-failures': '5' });
    expect(ended.outputs.verdict).toBe('rolled-back');
    expect(ended.failure?.cause).toBe(
      'Gate "probe" failed: none of 2 requests during the bake was answered well.',
    );
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

describe('a first release', () => {
  test('moves all traffic at once: nobody else could serve the rest of a share', async () => {
    const world = await createWorld({}, { steps: '10% 30s, 50% 30s, 100%' });
    const line = `blue serves nobody, so all traffic moves at once, and the input "steps" does not apply`;
    expect(world.log.lines).toContain(line);
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
      const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '15' } });
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

describe('a cancelled release', () => {
  test('while it registers the revision is interrupted, not refused', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, {}, async (cancel) => {
      world.failCalls((operation) => {
        if (operation === 'ListTaskDefinitions') cancel(new Error('Cancelled'));
        return undefined;
      });
    });
    expect(ended.outputs.verdict).toBe('interrupted');
  });

  test.each(['DescribeTargetHealth', 'DescribeRules'])(
    'at the %s before the first weight writes none, and parks the standby',
    async (last) => {
      const world = await createWorld();
      const ended = await world.release(NEXT, {}, async (cancel) => {
        world.failCalls((operation) => {
          const isShift = world.log.lines.includes('Shift the traffic to blue');
          if (isShift && operation === last) cancel(new Error('Cancelled'));
          return undefined;
        });
      });
      expect(ended.outputs.verdict).toBe('interrupted');
      expect(world.weightWrites()).toEqual([]);
      expect(await world.countOf('blue')).toBe(0);
    },
  );

  test('between two rules puts back the one that it has written, and leaves the other alone', async () => {
    const world = await createWorld();
    const target = await world.addRule();
    const ended = await world.release(
      NEXT,
      {},
      async (cancel) => {
        world.failCalls((operation) => {
          if (operation === 'DescribeRules' && world.weightWrites().length === 1)
            cancel(new Error('Cancelled'));
          return undefined;
        });
      },
      target,
    );
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'green' });
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
    expect(world.callsOf('ModifyRule')).toEqual([]);
  });

  test('awaits a weight that is on its way: it would arrive after the one that undoes it', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, {}, async (cancel) => {
      let isFirst = true;
      world.failCalls(async (operation) => {
        if (operation === 'ModifyListener' && isFirst) {
          isFirst = false;
          cancel(new Error('Cancelled'));
          await sleep(world.clock, 1_000);
        }
        return undefined;
      });
    });
    await world.clock.run(sleep(world.clock, 5_000));
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'green' });
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
  });

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
  test('whose rules are put back during the bake is not released, and the slot that serves keeps its tasks', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 22_000);
      await world.setWeights(0, 100);
    });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toContain('reads back with blue 0, green 100 instead of blue 100, green 0');
    expect(await world.countOf('green')).toBe(2);
  });

  test('takes no tasks from a slot that somebody else has given traffic', async () => {
    const world = await createWorld({ environment: { NEVER_READY: 'true' } });
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 2_000);
      await world.setWeights(100, 0);
    });
    expect(ended.outputs.verdict).toBe('refused');
    expect(ended.failure?.detail).toContain('sends traffic to blue, so the tasks of web-blue stay');
    expect(await world.countOf('blue')).toBe(2);
  });

  test('never writes a rule that somebody else has changed, and says so', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '15' } });
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 14_000);
      await world.setWeights(70, 30);
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
