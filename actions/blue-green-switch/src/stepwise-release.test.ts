import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { readHistory } from '../../../lib/aws/record/releases.ts';
import type { Behaviour } from '../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { addAlarm, SMALLEST_BAKE } from '../testing/alarms.ts';
import { judgeTraffic, watchTraffic } from '../testing/judge-traffic.ts';
import { POINTS } from '../testing/machine.ts';
import { type Moment, startMortalRun } from '../testing/mortal-run.ts';
import { createWorld, GOOD, NEXT, RECORD } from '../testing/world.ts';
import { writesSince } from '../testing/writes-since.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

const PREPARE = { mode: 'prepare', image: NEXT, 'healthy-timeout': '1m' };
const SHIFT = { mode: 'shift', hold: '5s', bake: '20s', 'healthy-timeout': '1m' };
const FINISH = { mode: 'finish', hold: '5s' };

async function counts(world: World) {
  return [await world.countOf('blue'), await world.countOf('green')];
}

async function createPrepared(behaviour: Behaviour = {}): Promise<World> {
  const world = await createWorld(behaviour);
  expect((await world.runMode(PREPARE, 'pipeline')).outputs.verdict).toBe('prepared');
  return world;
}

function historyOf({ clock, ports }: World) {
  return clock.run(readHistory(ports, RECORD));
}

describe('mode shift', () => {
  test('does not take another run’s release for its own, which an earlier attempt of this run was recovering', async () => {
    const world = await createWorld();
    const release = await startMortalRun(
      world,
      {},
      { operation: 'DeleteParameters', when: 'before the send' },
      { runId: 'another' },
    );
    const parking = world.clock.run(release.ended);
    world.failCalls((operation) => {
      if (operation === 'UpdateService' && world.log.lines.includes('Park green')) release.kill();
      return undefined;
    });
    expect(await parking).toBe('lost');
    await world.clock.run(sleep(world.clock, 120_000));
    world.failCalls(() => undefined);
    // It finishes what the other has left, and is lost before it can say so.
    const prepare = await startMortalRun(
      world,
      { ...PREPARE, image: GOOD },
      { operation: 'UpdateService', when: 'after the effect' },
      { runId: 'pipeline' },
    );
    expect(await world.clock.run(prepare.ended)).toBe('lost');
    await expect(world.runMode(SHIFT, 'pipeline')).rejects.toThrow(
      'Mode "shift" goes on with what mode "prepare" of the same workflow run has brought about',
    );
    expect((await world.runMode({ mode: 'recover', hold: '5s' })).outputs).toMatchObject({
      ...{ verdict: 'released', 'live-slot': 'blue' },
    });
  });
});

describe('a release in three modes', () => {
  test('brings the standby up, moves the traffic and parks the old slot, each when it is told to', async () => {
    const world = await createWorld();
    const prepared = await world.runMode(PREPARE, 'pipeline');
    expect(prepared).toMatchObject({
      outputs: { verdict: 'prepared', 'live-slot': 'green', 'release-id': '2', image: NEXT },
      summary: expect.stringContaining('### :white_check_mark: Prepared, and no traffic has moved yet'),
    });
    expect([prepared.failure, world.weightWrites(), await counts(world)]).toEqual([undefined, [], [2, 2]]);

    const shifted = await world.runMode({ ...SHIFT, steps: '10% 10s, 100%' }, 'pipeline');
    expect(shifted.outputs).toMatchObject({
      ...{
        verdict: 'shifted',
        'live-slot': 'blue',
        'previous-slot': 'green',
        'release-id': '2',
        image: NEXT,
      },
      'task-definition': prepared.outputs['task-definition'],
    });
    expect(world.weightWrites()).toEqual([
      [10, 90],
      [100, 0],
    ]);
    expect([shifted.failure, await counts(world)]).toEqual([undefined, [2, 2]]);

    const finished = await world.runMode({ ...FINISH, 'standby-count': '1' }, 'pipeline');
    expect(finished.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'blue', 'release-id': '2' });
    expect([finished.failure, await counts(world)]).toEqual([undefined, [2, 1]]);
    expect((await historyOf(world)).releases[0]).toMatchObject({
      number: 2,
      verdict: 'released',
      image: NEXT,
    });
    expect(await world.clock.run(judgeTraffic(world, 10))).toEqual([]);
  });

  test('keeps the target for the next mode, and after that time for nobody', async () => {
    const world = await createPrepared();
    await expect(world.release(NEXT)).rejects.toThrow(
      'run pipeline of org/shop is changing /platform/shop/production/web (prepare, lease 2), and has up to 1h to go on in its next step.',
    );
    await world.clock.run(sleep(world.clock, 3_605_000));
    expect((await world.release(NEXT)).outputs.verdict).toBe('released');
  });

  test('cannot go on in another run, nor again, nor in another order', async () => {
    const world = await createPrepared();
    await expect(world.runMode(SHIFT, 'other')).rejects.toThrow(
      `Mode "shift" goes on with what mode "prepare" of the same workflow run has brought about, and ${RECORD} knows of nothing that waits for it.`,
    );
    await expect(world.runMode(FINISH, 'pipeline')).rejects.toThrow(
      'Mode "finish" goes on with what mode "shift" of the same workflow run',
    );
    expect((await world.runMode(SHIFT, 'pipeline')).outputs.verdict).toBe('shifted');
    const again = await world.runMode(SHIFT, 'pipeline');
    expect(again.outputs).toMatchObject({ verdict: 'shifted', 'live-slot': 'blue', 'release-id': '2' });
    expect((await world.runMode(FINISH, 'pipeline')).outputs.verdict).toBe('released');
    await expect(world.runMode(FINISH, 'pipeline')).rejects.toThrow('knows of nothing that waits for it');
    expect(world.weightWrites()).toHaveLength(1);
  });

  test('that turns bad while it shifts is taken back, and there is nothing to finish', async () => {
    const world = await createPrepared({ environment: { ERRORS_AFTER_SECONDS: '45' } });
    const shifted = await world.runMode(
      { ...SHIFT, bake: '2m', 'probe-url': `${world.url}/`, 'probe-interval': '1s' },
      'pipeline',
    );
    expect(shifted.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(await counts(world)).toEqual([0, 2]);
    await expect(world.runMode(FINISH, 'pipeline')).rejects.toThrow('knows of nothing that waits for it');
  });

  test('whose standby has gone before the shift gets no traffic', async () => {
    const world = await createPrepared();
    const { cluster, slots } = world.infrastructure.target;
    const { service } = slots.blue;
    await world.clock.run(world.ports.ecs.updateService({ cluster, service, desiredCount: 0 }));
    const shifted = await world.runMode({ ...SHIFT, 'healthy-timeout': '30s' }, 'pipeline');
    expect(shifted.outputs).toMatchObject({ verdict: 'refused', 'live-slot': 'green' });
    expect(world.weightWrites()).toEqual([]);
  });

  test('of whose standby somebody has changed the revision gets no traffic', async () => {
    const world = await createPrepared();
    const { cluster, slots } = world.infrastructure.target;
    const { services } = await world.clock.run(
      world.ports.ecs.describeServices({ cluster, services: [slots.green.service] }),
    );
    const taskDefinition = services?.[0]?.taskDefinition ?? '';
    const { service } = slots.blue;
    await world.clock.run(world.ports.ecs.updateService({ cluster, service, taskDefinition }));
    const shifted = await world.runMode(SHIFT, 'pipeline');
    expect(shifted.outputs).toMatchObject({ verdict: 'refused', 'live-slot': 'green' });
    expect(shifted.failure?.cause).toMatch(/^Service web-blue \(blue\) does not run .* any more/);
    expect(world.weightWrites()).toEqual([]);
  });

  test('whose new version is not healthy any more is not finished, but taken back', async () => {
    const world = await createPrepared();
    await world.runMode(SHIFT, 'pipeline');
    const { cluster, slots } = world.infrastructure.target;
    const { service } = slots.blue;
    await world.clock.run(world.ports.ecs.updateService({ cluster, service, desiredCount: 1 }));
    await world.clock.run(sleep(world.clock, 60_000));
    const finished = await world.runMode(FINISH, 'pipeline');
    expect(finished.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(finished.failure?.cause).toContain(
      'web-blue has the traffic, and only 1 of 2 targets are healthy',
    );
  });

  test('is taken back by a rollback that goes to what served before, not only by parking', async () => {
    const world = await createWorld();
    await world.release(NEXT);
    const image = GOOD.replace(/1/g, '3');
    expect((await world.runMode({ ...PREPARE, image }, 'pipeline')).outputs.verdict).toBe('prepared');
    const ended = await world.runMode({ mode: 'rollback', hold: '5s', bake: '20s', 'healthy-timeout': '1m' });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green', image: GOOD });
    expect(await counts(world)).toEqual([0, 2]);
  });

  test.each([
    ['prepare', 0, PREPARE, 'would be brought up on blue, and nothing was changed'],
    ['shift', 1, SHIFT, 'would go to blue, and nothing was changed'],
    ['finish', 2, FINISH, 'green would be parked, and nothing was changed'],
  ])('shows in a dry run what %s would do', async (_mode, before, given, told) => {
    const world = await createWorld();
    for (const earlier of [PREPARE, SHIFT].slice(0, before)) await world.runMode(earlier, 'pipeline');
    const mark = world.aws.journal.length;
    const { summary } = await world.runMode({ ...given, 'dry-run': 'true' }, 'pipeline');
    expect(summary).toContain(told);
    expect(writesSince(world, mark)).toEqual([]);
  });
});

/** The step that was begun is written again: what a rule shows may be from before a write that is still on its way. */
const RESUMED = [
  [10, 90],
  [10, 90],
  [100, 0],
];

/** A pipeline's run that is lost in its mode `shift`, behind its first write of a weight. */
async function loseShift(world: World): Promise<void> {
  const given = { ...SHIFT, steps: '10% 10s, 100%' };
  const moment = { operation: 'ModifyListener', when: 'after the effect' } as const;
  const run = await startMortalRun(world, given, moment, { runId: 'pipeline' });
  expect(await world.clock.run(run.ended)).toBe('lost');
}

describe('a shift that was lost', () => {
  test('is taken back when it is run again, which is red, and the pipeline can begin anew', async () => {
    const world = await createPrepared();
    await loseShift(world);
    const again = await world.runMode(SHIFT, 'pipeline');
    expect(again.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(again.failure).toEqual({
      cause: 'An earlier attempt of this run was lost in the middle, and blue is parked again.',
      advice: 'Run the whole workflow again, or mode: prepare first.',
    });
    for (const [given, verdict] of [
      [PREPARE, 'prepared'],
      [SHIFT, 'shifted'],
      [FINISH, 'released'],
    ] as const) {
      expect((await world.runMode(given, 'pipeline')).outputs.verdict).toBe(verdict);
    }
  });

  test('is gone on with from the step that it had begun when that is wanted', async () => {
    const world = await createPrepared();
    await loseShift(world);
    const again = await world.runMode({ ...SHIFT, 'on-interrupted': 'resume' }, 'pipeline');
    expect([again.failure, again.outputs.verdict]).toEqual([undefined, 'shifted']);
    expect(world.weightWrites()).toEqual(RESUMED);
    expect((await world.runMode(FINISH, 'pipeline')).outputs.verdict).toBe('released');
  });
});

/** A release of another run that is lost behind its first write of a weight. */
async function loseRelease(world: World, given: Readonly<Record<string, string>> = {}): Promise<void> {
  const moment = { operation: 'ModifyListener', when: 'after the effect' } as const;
  const run = await startMortalRun(world, { steps: '10% 10s, 100%', ...given }, moment);
  expect(await world.clock.run(run.ended)).toBe('lost');
}

const RESUME = { mode: 'recover', 'on-interrupted': 'resume', hold: '5s', bake: '20s' };

describe('a lost release', () => {
  test('is gone on with to its end by a recovery that is told to', async () => {
    const world = await createWorld();
    await loseRelease(world);
    const planned = await world.runMode({ ...RESUME, 'dry-run': 'true' });
    expect(planned.summary).toContain('### Dry run: the release to blue would be gone on with');
    const ended = await world.runMode(RESUME);
    expect([ended.failure, ended.outputs]).toEqual([
      undefined,
      expect.objectContaining({ verdict: 'released', 'live-slot': 'blue', image: NEXT }),
    ]);
    expect(world.weightWrites()).toEqual(RESUMED);
    expect(await counts(world)).toEqual([2, 0]);
    expect((await historyOf(world)).releases[0]).toMatchObject({ number: 2, verdict: 'released' });
  });

  test('is gone on with when its job is run again, which needs no second release', async () => {
    const world = await createWorld();
    await loseRelease(world);
    const ended = await world.release(NEXT, { 'on-interrupted': 'resume' });
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'blue' });
    expect(world.weightWrites()).toEqual(RESUMED);
  });

  test('is taken back by a release of another image, whatever it was told', async () => {
    const world = await createWorld();
    await loseRelease(world);
    const ended = await world.release(GOOD, { 'on-interrupted': 'resume' });
    expect(ended.outputs).toMatchObject({ verdict: 'released', image: GOOD, 'live-slot': 'blue' });
    expect(world.weightWrites().slice(0, 2)).toEqual([
      [10, 90],
      [0, 100],
    ]);
  });

  test('is taken back when an alarm has been raised that the rest of it would be gated on', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders', { TreatMissingData: 'breaching' });
    await loseRelease(world);
    await world.clock.run(sleep(world.clock, 120_000));
    const ended = await world.runMode({ ...RESUME, bake: SMALLEST_BAKE, alarms: 'orders' });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.summary).toContain('It is taken back, not gone on with: Before the release alarm');
  });

  test('whose new version has turned bad is rolled back, though it was to be gone on with', async () => {
    const world = await createWorld();
    await loseRelease(world);
    const { cluster, slots } = world.infrastructure.target;
    const { service } = slots.blue;
    await world.clock.run(world.ports.ecs.updateService({ cluster, service, desiredCount: 0 }));
    await world.clock.run(sleep(world.clock, 60_000));
    const ended = await world.runMode({ ...RESUME, 'healthy-timeout': '30s' });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toContain('web-blue was not healthy for');
  });
});

const PIPELINE = [PREPARE, { ...SHIFT, steps: '10% 10s, 100%' }, FINISH] as const;

/** A pipeline in its mode of that index, which is killed at that moment, if there is one. */
async function killInPipeline(index: number, moment?: Moment) {
  const world = await createWorld();
  for (const given of PIPELINE.slice(0, index)) await world.runMode(given, 'pipeline');
  const run = await startMortalRun(world, PIPELINE[index] ?? {}, moment, { runId: 'pipeline' });
  return { world, run };
}

/** What a mode changes, or writes into the record, when nobody kills it: attempts that were throttled among it. */
async function listWrites(index: number): Promise<readonly string[]> {
  const { world, run } = await killInPipeline(index);
  await world.clock.run(run.ended);
  return run.calls;
}

const writes = await Promise.all([...PIPELINE.keys()].map(listWrites));

const kills = PIPELINE.flatMap((given, index) =>
  (writes[index] ?? []).flatMap((_operation, call) =>
    POINTS.map((when) => ({ mode: given.mode, index, call: call + 1, when })),
  ),
);

describe('a pipeline killed in one of its modes', () => {
  test.each(sampleOf(kills, 12))(
    '$mode, $when of call $call, loses no visitor, and its run again ends well',
    async ({ index, call, when }) => {
      const { world, run } = await killInPipeline(index, { call, when });
      const watch = watchTraffic(world);
      expect(await world.clock.run(run.ended)).toBe('lost');
      await world.clock.run(sleep(world.clock, 60_000));
      // GitHub runs the failed job again, and with it all of its steps.
      for (const given of PIPELINE) await world.runMode(given, 'pipeline').catch(() => undefined);
      expect(await world.clock.run(watch.stop())).toEqual([]);
      expect((await historyOf(world)).releases[0]).toMatchObject({ verdict: 'released', image: NEXT });
      const { outputs } = await world.runMode({ mode: 'status' });
      expect(outputs).toMatchObject({ image: NEXT });
    },
  );
});
