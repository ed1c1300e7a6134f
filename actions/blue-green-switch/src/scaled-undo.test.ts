import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import type { ScalingSettings } from '../../../lib/aws/scaling/settings.ts';
import { imageOf } from '../testing/image-of.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { addScaling, changesOf, countsOf, PARKED, SERVING, settingsOf } from '../testing/scaling.ts';
import { createWorld, NEXT } from '../testing/world.ts';

const ROLLBACK = { mode: 'rollback', hold: '5s', bake: '20s', 'healthy-timeout': '1m' };
const STEPS = { steps: '10% 10s, 100%' };

/** Settings that no release would choose: a person has suspended some, and blue has never been parked. */
const ORIGINALS: { readonly blue: ScalingSettings; readonly green: ScalingSettings } = {
  green: { ...SERVING, suspended: { scaleIn: false, scaleOut: false, scheduled: true } },
  blue: { minimum: 1, maximum: 5, suspended: { scaleIn: true, scaleOut: false, scheduled: false } },
};

type World = Awaited<ReturnType<typeof createWorld>>;

async function createScaled(...given: Parameters<typeof createWorld>): Promise<World> {
  const world = await createWorld(...given);
  await addScaling(world, ORIGINALS);
  // Registered with a minimum, the empty slot has been given a task.
  const { cluster, slots } = world.infrastructure.target;
  await world.clock.run(
    world.ports.ecs.updateService({ cluster, service: slots.blue.service, desiredCount: 0 }),
  );
  await world.clock.run(sleep(world.clock, 60_000));
  return world;
}

/** Long after everything that it has set going. */
async function stateOf(world: World) {
  await world.clock.run(sleep(world.clock, 60_000));
  return { ...(await world.clock.run(settingsOf(world))), counts: await world.clock.run(countsOf(world)) };
}

const AS_BEFORE = { ...ORIGINALS, counts: { blue: 0, green: 2 } };

describe('the scaling of both slots is as before, and so are their tasks', () => {
  test('after a release that was refused', async () => {
    const world = await createScaled({ environment: { CRASH_AFTER_SECONDS: '1' } });
    expect((await world.release(NEXT)).outputs.verdict).toBe('refused');
    expect(await stateOf(world)).toEqual(AS_BEFORE);
  });

  test('after one that was rolled back, weights first', async () => {
    const world = await createScaled({ environment: { ERRORS_AFTER_SECONDS: '25' } });
    const mark = world.aws.journal.length;
    expect((await world.release(NEXT)).outputs.verdict).toBe('rolled-back');
    const changes = changesOf(world, mark);
    expect(changes.slice(changes.indexOf('weights'))).toEqual([
      ...['weights', 'weights', 'green scaling 2 ++-', 'blue scaling 1 -++', 'blue tasks 0'],
    ]);
    expect(await stateOf(world)).toEqual(AS_BEFORE);
  });

  test('after one whose scaling could not be suspended', async () => {
    const world = await createScaled();
    let isUndoing = false;
    world.failCalls((operation) => {
      isUndoing ||= world.log.lines.includes('Park blue again');
      return operation === 'RegisterScalableTarget' && !isUndoing ? 'server-error' : undefined;
    });
    const ended = await world.release(NEXT);
    expect(ended.outputs.verdict).toBe('refused');
    expect(ended.failure?.cause).toContain('RegisterScalableTarget');
    expect(await stateOf(world)).toEqual(AS_BEFORE);
  });

  test('after one that was cancelled before the first weight', async () => {
    const world = await createScaled();
    const ended = await world.release(NEXT, {}, async (cancel) => {
      await sleep(world.clock, 3_000);
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs.verdict).toBe('interrupted');
    expect(await stateOf(world)).toEqual(AS_BEFORE);
  });

  test('after one that was cancelled later, once it has been recovered', async () => {
    const world = await createScaled();
    const ended = await world.release(NEXT, STEPS, async (cancel) => {
      await sleep(world.clock, 30_000);
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'green' });
    expect((await world.runMode({ mode: 'recover' })).outputs.verdict).toBe('rolled-back');
    expect(await stateOf(world)).toEqual(AS_BEFORE);
  });

  test('after one that a rollback has taken over', async () => {
    const world = await createScaled();
    await world.release(NEXT, { steps: '50% 5m, 100%' }, async () => {
      await sleep(world.clock, 30_000);
      await world.startMode(ROLLBACK);
    });
    expect(await stateOf(world)).toEqual(AS_BEFORE);
  });
});

describe('a rollback between slots that scale', () => {
  /** NEXT has been released: blue serves. */
  async function createReleased(given: Readonly<Record<string, string>> = {}): Promise<World> {
    const world = await createWorld();
    await addScaling(world);
    expect((await world.release(NEXT, given)).outputs.verdict).toBe('released');
    await world.clock.run(sleep(world.clock, 60_000));
    return world;
  }

  const BACK = { green: SERVING, blue: PARKED, counts: { blue: 0, green: 2 } };

  test('to a warm slot writes the weights first', async () => {
    const world = await createReleased({ 'standby-count': '2' });
    const mark = world.aws.journal.length;
    expect((await world.runMode(ROLLBACK)).failure).toBeUndefined();
    expect(changesOf(world, mark)).toEqual([
      ...['weights', 'green scaling 2 -+-', 'green scaling 2 +++', 'blue scaling 0 ---', 'blue tasks 0'],
    ]);
    expect(await stateOf(world)).toEqual(BACK);
  });

  test('to a parked slot suspends what serves until it is up', async () => {
    const world = await createReleased();
    const mark = world.aws.journal.length;
    expect((await world.runMode(ROLLBACK)).failure).toBeUndefined();
    expect(changesOf(world, mark)).toEqual([
      ...['blue scaling 2 -+-', 'green tasks 2', 'green scaling 2 ---', 'weights', 'green scaling 2 -+-'],
      ...['green scaling 2 +++', 'blue scaling 0 ---', 'blue tasks 0'],
    ]);
    expect(await stateOf(world)).toEqual(BACK);
  });

  test('that fails afterwards lets both slots scale', async () => {
    const bad = imageOf(9);
    const world = await createWorld({}, {}, { [bad]: { environment: { ERRORS_AFTER_SECONDS: '15' } } });
    await addScaling(world);
    await world.release(NEXT);
    const ended = await world.runMode({ ...ROLLBACK, to: bad, 'probe-url': `${world.url}/` });
    expect(ended.failure?.cause).toContain('Gate "probe" failed');
    expect(await stateOf(world)).toEqual({ green: SERVING, blue: SERVING, counts: { blue: 2, green: 2 } });
  });

  test('moves the traffic although the scaling cannot be written, and is finished later', async () => {
    const world = await createReleased({ 'standby-count': '2' });
    world.failCalls((operation) => (operation === 'RegisterScalableTarget' ? 'server-error' : undefined));
    const ended = await world.runMode(ROLLBACK);
    expect(ended.failure?.cause).toContain('RegisterScalableTarget');
    expect(world.weightWrites().at(-1)).toEqual([0, 100]);
    world.failCalls(() => undefined);
    expect((await world.runMode({ ...ROLLBACK, mode: 'recover' })).failure).toBeUndefined();
    expect(await stateOf(world)).toEqual(BACK);
  });
});

describe('a release that is lost', () => {
  const SWAPPED = {
    blue: { ...ORIGINALS.blue, minimum: 2, suspended: ORIGINALS.green.suspended },
    ...{ green: PARKED, counts: { blue: 2, green: 0 } },
  };

  /** Numbers of the calls that write the scaling, among all that change something. */
  const writes = (async () => {
    const world = await createScaled();
    const run = await startMortalRun(world, STEPS, undefined);
    await world.clock.run(run.ended);
    return run.calls.flatMap((operation, index) =>
      operation === 'RegisterScalableTarget' ? [index + 1] : [],
    );
  })();

  test.each([
    ['live slot is suspended', 0, AS_BEFORE],
    ['standby has been started', 1, AS_BEFORE],
    ['standby may grow', 2, AS_BEFORE],
    ['standby takes over', 3, SWAPPED],
    ['old slot is parked', 4, SWAPPED],
  ])('when the %s is recovered with its scaling', async (_when, index, state) => {
    const world = await createScaled();
    const call = (await writes)[index] ?? 0;
    const run = await startMortalRun(world, STEPS, { call, when: 'after the effect' });
    expect(await world.clock.run(run.ended)).toBe('lost');
    const recovered = await world.runMode({ mode: 'recover', hold: '5s' });
    expect(recovered.failure).toBeUndefined();
    expect(await stateOf(world)).toEqual(state);
  });
});
