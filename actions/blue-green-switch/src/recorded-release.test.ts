import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { ActionFailure } from '../../../lib/action/errors.ts';
import { readHistory } from '../../../lib/aws/record/releases.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { createWorld, GOOD, NEXT, RECORD } from '../testing/world.ts';
import { writesSince } from '../testing/writes-since.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** A release of another run, killed after the effect of its call that gives the standby some traffic. */
async function loseRelease(
  world: World,
  given: Readonly<Record<string, string>> = { steps: '10% 10s, 100%' },
): Promise<void> {
  const run = await startMortalRun(world, given, { operation: 'ModifyListener', when: 'after the effect' });
  expect(await world.clock.run(run.ended)).toBe('lost');
}

function historyOf({ clock, ports }: World) {
  return clock.run(readHistory(ports, RECORD));
}

describe('a release', () => {
  test('is recorded with what it put where, and what was there before', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT);
    const { releases } = await historyOf(world);
    expect(releases.map(({ number }) => number)).toEqual([2, 1]);
    expect(releases[0]).toMatchObject({
      ...{ mode: 'release', verdict: 'released', image: NEXT, liveSlot: 'blue', previousSlot: 'green' },
      owner: { repository: 'org/shop', runId: '2' },
      taskDefinition: ended.outputs['task-definition'],
      previousTaskDefinition: releases[1]?.taskDefinition,
    });
    expect(ended.outputs['release-id']).toBe('2');
  });

  test('that is refused is recorded as refused, and the next one need not wait', async () => {
    const world = await createWorld({ environment: { CRASH_AFTER_SECONDS: '1' } });
    await world.release(NEXT);
    const from = world.clock.now();
    await world.release(NEXT);
    expect((await historyOf(world)).releases.map(({ verdict }) => verdict)).toEqual([
      ...['refused', 'refused', 'released'],
    ]);
    expect(world.clock.now() - from).toBeLessThan(30_000);
  });

  test('is refused while another run releases, and writes nothing but the attempt at the lease', async () => {
    const world = await createWorld();
    const other = await startMortalRun(world, { bake: '3m' }, undefined);
    await world.clock.run(sleep(world.clock, 25_000));
    const writes = world.weightWrites().length;
    await expect(world.release(NEXT)).rejects.toThrow(
      'run lost of org/shop is changing /platform/shop/production/web (release, lease 2), and renews its lease.',
    );
    expect(world.weightWrites()).toHaveLength(writes);
    expect(await world.clock.run(other.ended)).toBe('released');
  });

  test('that begins when another one has just ended waits for what that one has recorded, and can be cancelled', async () => {
    const world = await createWorld();
    await world.release(NEXT);
    const mark = world.aws.journal.length;
    const cancelled = world.release(GOOD, {}, async (cancel) => {
      await sleep(world.clock, 1_000);
      cancel(new Error('SIGINT'));
    });
    await expect(cancelled).rejects.toThrow('SIGINT');
    expect(new Set(writesSince(world, mark))).toEqual(new Set(['PutParameter']));
    // The next one finds nothing to take over.
    expect((await world.release(GOOD)).outputs.verdict).toBe('released');
    expect(world.log.lines.join('\n')).not.toContain('was taken from');
  });

  test('that cannot be recorded is red, though it serves', async () => {
    const world = await createWorld();
    const isParking = () => world.log.lines.includes('Park green');
    world.failCalls((operation) =>
      isParking() && operation === 'GetParametersByPath' ? 'lost-request' : undefined,
    );
    const ended = await world.release(NEXT);
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'blue' });
    expect(ended.failure?.cause).toContain('GetParametersByPath');
  });

  test('without a record leaves nothing in Parameter Store', async () => {
    const world = await createWorld();
    const before = world.callsOf('PutParameter').length;
    expect((await world.release(NEXT, { record: 'none' })).outputs.verdict).toBe('released');
    expect(world.callsOf('PutParameter')).toHaveLength(before);
  });
});

describe('a release from which a recovery takes over', () => {
  test('stops before its next write, names who took over, and undoes nothing', async () => {
    const world = await createWorld();
    let recovered: Awaited<ReturnType<World['runMode']>> | undefined;
    const ended = await world.release(NEXT, { steps: '10% 2m, 100%' }, async () => {
      await sleep(world.clock, 30_000);
      recovered = await world.startMode({ mode: 'recover', hold: '5s' });
    });
    expect(ended.outputs.verdict).toBe('interrupted');
    expect(ended.failure?.cause).toBe(
      'run 3 of org/shop (recover) has taken over /platform/shop/production/web from this run (lease 2), so nothing more is changed here.',
    );
    expect(recovered?.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(world.weightWrites()).toEqual([
      [10, 90],
      [0, 100],
    ]);
    expect(await world.countOf('blue')).toBe(0);
  });
});

test('a recovery from which another one takes over while it settles writes no plan that nobody will follow', async () => {
  const world = await createWorld();
  await loseRelease(world);
  const [first, second] = await world.clock.run(
    Promise.all([
      world.startMode({ mode: 'recover', hold: '5s' }).catch((error: Error) => error.message),
      sleep(world.clock, 10_000).then(() => world.startMode({ mode: 'recover', hold: '5s' })),
    ]),
  );
  expect(first).toContain('(recover) has taken over /platform/shop/production/web');
  expect(second?.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  const plans = world
    .callsOf('PutParameter')
    .flatMap(({ input }) => /\/plan\/(\d+)\//.exec((input as { Name: string }).Name)?.[1] ?? []);
  expect(plans).toEqual(['1', '2', '4']);
});

describe('a lost release', () => {
  test('is taken back by a recovery, at once and whoever runs it', async () => {
    const world = await createWorld();
    await loseRelease(world);
    const from = world.clock.now();
    const ended = await world.runMode({ mode: 'recover', hold: '5s' });
    expect(ended).toMatchObject({
      outputs: { verdict: 'rolled-back', 'live-slot': 'green', image: NEXT },
      summary: expect.stringContaining('### :white_check_mark: The interrupted release was taken back'),
    });
    expect(ended.failure).toBeUndefined();
    expect(await world.countOf('blue')).toBe(0);
    // One margin, in which what the lost run has sent arrives, not its time to live.
    expect(world.clock.now() - from).toBeLessThan(60_000);
    expect((await historyOf(world)).releases[0]).toMatchObject({ mode: 'release', verdict: 'rolled-back' });
  });

  test('stays with the new version when the old slot has nobody left', async () => {
    const world = await createWorld();
    await loseRelease(world);
    const { cluster, slots } = world.infrastructure.target;
    const { service } = slots.green;
    await world.clock.run(world.ports.ecs.updateService({ cluster, service, desiredCount: 0 }));
    await world.clock.run(sleep(world.clock, 60_000));
    const ended = await world.runMode({ mode: 'recover', hold: '5s' });
    expect(ended.outputs).toMatchObject({ verdict: 'inconclusive', 'live-slot': 'blue' });
    expect(ended.failure?.cause).toBe(
      `green had too few healthy targets to go back to, so all the traffic went to blue and ${NEXT}, which nothing has proven.`,
    );
    expect(world.weightWrites().at(-1)).toEqual([100, 0]);
  });

  test('leaves the weights when nobody is healthy, and says what to do; a recovery after that ends well', async () => {
    const world = await createWorld();
    await loseRelease(world);
    const { cluster, slots } = world.infrastructure.target;
    const scale = (desiredCount: number) =>
      Promise.all(
        [slots.blue, slots.green].map(({ service }) =>
          world.ports.ecs.updateService({ cluster, service, desiredCount }),
        ),
      );
    await world.clock.run(scale(0));
    await world.clock.run(sleep(world.clock, 60_000));
    const stuck = await world.runMode({ mode: 'recover', hold: '5s' });
    expect(stuck.outputs.verdict).toBe('inconclusive');
    expect(stuck.failure).toEqual({
      cause:
        'Neither green nor blue has a healthy target to give the traffic to, so the weights stay as they are.',
      advice: expect.stringMatching(
        /: aws ecs update-service --cluster rehearsal --service web-green --desired-count 2 --region eu-west-1$/,
      ),
    });
    expect(world.weightWrites()).toEqual([[10, 90]]);
    await world.clock.run(scale(2));
    await world.clock.run(sleep(world.clock, 60_000));
    const ended = await world.runMode({ mode: 'recover', hold: '5s' });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  });

  test('is shown by the dry run of a recovery, which writes nothing', async () => {
    const world = await createWorld();
    await loseRelease(world);
    const mark = world.aws.journal.length;
    const { summary } = await world.runMode({ mode: 'recover', 'dry-run': 'true' });
    expect(summary).toContain('### Dry run: all traffic would go to green, and nothing was changed');
    expect(summary).toContain('run lost of org/shop was releasing');
    expect(writesSince(world, mark)).toEqual([]);
  });

  test('that gave the new version more tasks is taken back to the old one all the same, which is whole', async () => {
    const world = await createWorld();
    await loseRelease(world, { steps: '10% 10s, 100%', 'desired-count': '3' });
    const ended = await world.runMode({ mode: 'recover', hold: '5s' });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure).toBeUndefined();
  });

  test('is taken back by a release that is red when it is cancelled then, for it has released nothing', async () => {
    const world = await createWorld();
    await loseRelease(world);
    const mark = world.log.lines.length;
    const ended = await world.release(NEXT, {}, async (cancel) => {
      world.failCalls((operation) => {
        const isTakenBack = world.log.lines.slice(mark).some((line) => line.endsWith('is set to 0 tasks'));
        if (isTakenBack && operation === 'PutParameter')
          cancel(new ActionFailure({ cause: 'The job was cancelled (SIGINT).' }));
        return undefined;
      });
    });
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'green' });
    expect(ended.failure?.cause).toBe('The job was cancelled (SIGINT).');
    expect(await world.countOf('blue')).toBe(0);
  });

  test('whose recovery is lost too is recovered all the same', async () => {
    const world = await createWorld();
    await loseRelease(world);
    for (const call of [1, 2, 3]) {
      const run = await startMortalRun(world, {}, { call, when: 'after the effect' });
      expect(await world.clock.run(run.ended)).toBe('lost');
    }
    const ended = await world.runMode({ mode: 'recover', hold: '5s' });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  });

  test('of which somebody has changed a rule is left to a person', async () => {
    const world = await createWorld();
    await loseRelease(world);
    await world.clock.run(world.setWeights(70, 30));
    const ended = await world.runMode({ mode: 'recover', hold: '5s' });
    expect(ended.outputs.verdict).toBe('inconclusive');
    expect(ended.failure?.cause).toContain('Somebody else has changed production rule');
  });
});

describe('a recovery when nothing is left', () => {
  test('says who has the traffic, and writes nothing but its lease', async () => {
    const world = await createWorld();
    const ended = await world.runMode({ mode: 'recover' });
    expect(ended).toEqual({
      outputs: { 'live-slot': 'green', 'failed-requests': '0', evidence: '/tmp/evidence-2.json' },
      summary: '### :white_check_mark: Nothing to recover: green has all the traffic',
    });
    expect(world.weightWrites()).toEqual([]);
  });

  test('is red when the traffic is split all the same', async () => {
    const world = await createWorld();
    await world.clock.run(world.setWeights(50, 50));
    await expect(world.runMode({ mode: 'recover' })).rejects.toThrow(
      'The record knows of no interrupted run, and yet: Production rule',
    );
  });
});
