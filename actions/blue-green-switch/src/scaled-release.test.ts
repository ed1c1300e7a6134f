import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import type { Behaviour } from '../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { watchTraffic } from '../testing/judge-traffic.ts';
import {
  addScaling,
  changesOf,
  countsOf,
  deregister,
  load,
  PARKED,
  register,
  SERVING,
  schedule,
  settingsOf,
  track,
} from '../testing/scaling.ts';
import { createWorld, GOOD, NEXT } from '../testing/world.ts';

const STEPS = { steps: '10% 30s, 100%' };

async function createScaled(next: Behaviour = {}, given: Parameters<typeof addScaling>[1] = {}) {
  const world = await createWorld(next);
  await addScaling(world, given);
  return world;
}

describe('a release between slots that scale', () => {
  test('hands bounds and scaling over, in the order in which AWS does no harm with them', async () => {
    const world = await createScaled();
    const mark = world.aws.journal.length;
    const ended = await world.release(NEXT, STEPS);
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'blue' });
    expect(changesOf(world, mark)).toEqual([
      ...['green scaling 2 -+-', 'blue tasks 2', 'blue scaling 2 ---'],
      ...['blue scaling 2 -+-', 'weights', 'weights'],
      ...['blue scaling 2 +++', 'green scaling 0 ---', 'green tasks 0'],
    ]);
    expect(await world.clock.run(settingsOf(world))).toEqual({ blue: SERVING, green: PARKED });
    expect(ended.summary).toContain(
      'Scaling of web-green (green) is set to 2 to 6 tasks, scale-in and scheduled scaling suspended',
    );
    expect(ended.summary).toContain('Scaling of web-green (green) is set to 0 to 6 tasks, suspended');
  });

  test('leaves each slot its own maximum, and gives the standby no more tasks than that', async () => {
    const world = await createScaled({}, { blue: { ...PARKED, maximum: 1 } });
    await world.release(NEXT);
    expect(await world.countOf('blue')).toBe(1);
    expect(await world.clock.run(settingsOf(world))).toEqual({
      blue: { ...SERVING, minimum: 1, maximum: 1 },
      green: PARKED,
    });
  });

  test('and back again and again ends as it began', async () => {
    const world = await createScaled();
    for (const image of [NEXT, GOOD]) {
      expect((await world.release(image)).outputs.verdict).toBe('released');
    }
    expect(await world.clock.run(settingsOf(world))).toEqual({ green: SERVING, blue: PARKED });
  });

  test('asks once for each look when no slot scales, and writes nothing', async () => {
    const world = await createWorld();
    const mark = world.aws.journal.length;
    await world.release(NEXT, STEPS);
    const calls = world.aws.journal.slice(mark).map(({ call }) => call);
    const scaling = calls.filter(({ service }) => service === 'application-autoscaling');
    // Before the lease is taken, and once more under it.
    expect(scaling.map(({ operation }) => operation)).toEqual([
      'DescribeScalableTargets',
      'DescribeScalableTargets',
    ]);
  });

  test('shows in a dry run what it would do with the scaling, and writes nothing', async () => {
    const world = await createScaled();
    const mark = world.aws.journal.length;
    const { summary } = await world.release(NEXT, { 'dry-run': 'true' });
    expect(summary).toContain('| <code>web-blue</code> | 0 to 6 tasks, suspended |');
    expect(changesOf(world, mark)).toEqual([]);
  });

  test('tells what somebody who looks after the scaling may not expect', async () => {
    const world = await createScaled({}, { blue: { ...PARKED, maximum: 5 } });
    const { summary } = await world.release(NEXT);
    expect(summary).toContain('web-blue keeps its own maximum of 5 tasks, and web-green has 6.');
  });

  test('leaves a service alone that has lost its scalable target meanwhile', async () => {
    const world = await createScaled();
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 5_000);
      await deregister(world, 'green');
    });
    expect(ended.failure).toBeUndefined();
    expect(ended.summary).toContain('web-green (green) has no scalable target any more');
    expect(await world.clock.run(settingsOf(world))).toEqual({ blue: SERVING, green: undefined });
  });

  test('tells of settings that somebody else changes at its end', async () => {
    const world = await createScaled();
    const other = { ...SERVING, minimum: 3 };
    let isOn = true;
    const ended = await world.release(NEXT, {}, async () => {
      world.failCalls(async (operation) => {
        const isLate = operation === 'DescribeScalableTargets' && world.log.lines.includes('Park green');
        if (isLate && isOn) {
          isOn = false;
          await register(world, 'blue', other);
        }
        return undefined;
      });
    });
    expect(ended.outputs.verdict).toBe('released');
    expect(ended.summary).toContain('which reads back for web-blue with 3 to 6 tasks');
    expect(await world.clock.run(settingsOf(world))).toMatchObject({ blue: other });
  });
});

describe('scaling during a release', () => {
  test.each([
    ['ends no task', { MinCapacity: 0, MaxCapacity: 1 }],
    ['starts none', { MinCapacity: 5 }],
  ])('by a schedule %s, neither before nor after the weights', async (_what, action) => {
    const world = await createScaled();
    const counts = new Set<string>();
    const ended = await world.release(NEXT, { ...STEPS, bake: '3m' }, async () => {
      await sleep(world.clock, 3_000);
      for (const slot of ['blue', 'green'] as const) await schedule(world, slot, action);
      for (let second = 0; second < 200; second += 10) {
        await sleep(world.clock, 10_000);
        const tasks = await countsOf(world);
        counts.add(`${tasks.blue} and ${tasks.green}`);
      }
    });
    expect(ended.outputs.verdict).toBe('released');
    expect([...counts]).toEqual(['2 and 2']);
    const { blue, green } = await world.clock.run(settingsOf(world));
    // Blue scales again from here on, and green stays parked.
    expect([blue?.suspended, green]).toEqual([SERVING.suspended, PARKED]);
    await world.clock.run(sleep(world.clock, 90_000));
    expect((await world.clock.run(settingsOf(world))).blue).toMatchObject({ minimum: action.MinCapacity });
    expect(await world.countOf('green')).toBe(0);
  });

  test('ends no task for want of load, in the old slot or the new one, until it is over', async () => {
    const world = await createScaled();
    const { cluster, slots } = world.infrastructure.target;
    await world.clock.run(
      world.ports.ecs.updateService({ cluster, service: slots.green.service, desiredCount: 4 }),
    );
    for (const slot of ['blue', 'green'] as const) await world.clock.run(track(world, slot));
    // The alarms for little load need a quarter of an hour.
    await world.clock.run(Promise.all([load(world, 'blue', 10, 840), load(world, 'green', 10, 840)]));
    expect(await world.countOf('green')).toBe(4);
    const ended = await world.release(NEXT, { ...STEPS, bake: '4m' }, async () => {
      void load(world, 'blue', 10, 600);
      void load(world, 'green', 10, 600);
      await sleep(world.clock, 260_000);
      expect(await countsOf(world)).toEqual({ blue: 4, green: 4 });
    });
    expect(ended.outputs.verdict).toBe('released');
    await world.clock.run(sleep(world.clock, 240_000));
    expect([await world.countOf('blue'), await world.countOf('green')]).toEqual([2, 0]);
  });

  test('that adds tasks to the live slot gives the standby as many before it gets more traffic', async () => {
    const world = await createScaled();
    await world.clock.run(track(world, 'green'));
    const mark = world.aws.journal.length;
    const watch = watchTraffic(world);
    const ended = await world.release(NEXT, { steps: '10% 5m, 100%', required: '1' }, async () => {
      await load(world, 'green', 100, 270);
    });
    expect(await world.clock.run(watch.stop())).toEqual([]);
    expect(ended.outputs.verdict).toBe('released');
    expect(changesOf(world, mark)).toEqual([
      ...['green scaling 2 -+-', 'blue tasks 2', 'blue scaling 2 ---', 'blue scaling 2 -+-', 'weights'],
      ...['blue tasks 4', 'weights', 'blue scaling 2 +++', 'green scaling 0 ---', 'green tasks 0'],
    ]);
    expect(ended.summary).toContain('green has grown meanwhile, so web-blue (blue) gets 4 tasks');
    // With as many healthy as were added; the plan still requires one.
    expect(ended.summary).toMatch(
      /gets 4 tasks[\s\S]*blue has 4 healthy targets of the new version, 1 required/,
    );
  });

  test('that adds tasks which do not start on the standby takes the release back', async () => {
    const world = await createScaled();
    const ended = await world.release(NEXT, { steps: '10% 1m, 100%' }, async () => {
      await sleep(world.clock, 60_000);
      world.aws.faults.add({ kind: 'capacity-shortage' });
      const { cluster, slots } = world.infrastructure.target;
      await world.ports.ecs.updateService({ cluster, service: slots.green.service, desiredCount: 3 });
    });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toContain('web-blue did not get 3 healthy targets within 1m');
    expect(await world.clock.run(settingsOf(world))).toEqual({ green: SERVING, blue: PARKED });
    expect(await world.countOf('blue')).toBe(0);
  });

  test('adds tasks to the new slot once it has traffic, and not before', async () => {
    const world = await createScaled();
    await world.clock.run(track(world, 'blue'));
    const seen: number[] = [];
    const ended = await world.release(NEXT, { 'healthy-timeout': '10m', steps: '10% 5m, 100%' }, async () => {
      void load(world, 'blue', 100, 400);
      await sleep(world.clock, 20_000);
      seen.push((await countsOf(world)).blue);
      await sleep(world.clock, 280_000);
      seen.push((await countsOf(world)).blue);
    });
    expect([ended.outputs.verdict, seen]).toEqual(['released', [2, 4]]);
  });
});
