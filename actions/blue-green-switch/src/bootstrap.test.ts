import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { readHistory } from '../../../lib/aws/record/releases.ts';
import { judgeTraffic } from '../testing/judge-traffic.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { createWorld, GOOD, NEXT, RECORD } from '../testing/world.ts';
import { writesSince } from '../testing/writes-since.ts';

const FIRST = { mode: 'bootstrap', 'desired-count': '2' };

const BAD_SOON = { environment: { ERRORS_AFTER_SECONDS: '25' } };

type World = Awaited<ReturnType<typeof createWorld>>;

/** What the work wrote. */
async function writesOf(world: World, work: () => Promise<unknown>): Promise<readonly string[]> {
  const mark = world.aws.journal.length;
  await work();
  return writesSince(world, mark);
}

async function historyOf({ clock, ports }: World) {
  return (await clock.run(readHistory(ports, RECORD))).releases;
}

/** Every task of a slot ends, and none comes in its place. */
async function emptySlot({ clock, ports, infrastructure: { target } }: World, slot: 'blue' | 'green') {
  const { cluster, slots } = target;
  await clock.run(ports.ecs.updateService({ cluster, service: slots[slot].service, desiredCount: 0 }));
  await clock.run(sleep(clock, 60_000));
}

describe('a platform in which nothing serves', () => {
  test('is no start for a release, which says what is', async () => {
    const world = await createWorld({}, 'none');
    const writes = await writesOf(world, () =>
      expect(world.release(GOOD, { 'desired-count': '2' })).rejects.toMatchObject({
        failure: {
          cause: 'Nothing serves: the live service web-blue (slot blue) runs no tasks.',
          advice:
            'Put the new version into service with mode: bootstrap, which needs nothing to go back to. If blue should be running: aws ecs describe-services --cluster rehearsal --services web-blue --region eu-west-1 tells why it is not.',
        },
      }),
    );
    expect(writes).toEqual([]);
  });

  test('is bootstrapped at the desired count, and the record knows a release to go back to', async () => {
    const world = await createWorld({}, 'none');
    const ended = await world.release(GOOD, { ...FIRST, 'desired-count': '3' });
    expect(ended.failure).toBeUndefined();
    expect(ended.outputs).toMatchObject({
      ...{ verdict: 'released', 'live-slot': 'green', 'previous-slot': 'blue', image: GOOD },
      'release-id': '1',
    });
    expect(await world.countOf('green')).toBe(3);
    expect(await world.clock.run(judgeTraffic(world, 5))).toEqual([]);
    expect(await historyOf(world)).toMatchObject([
      { number: 1, mode: 'bootstrap', verdict: 'released', image: GOOD, liveSlot: 'green' },
    ]);
    expect((await world.release(NEXT)).outputs.verdict).toBe('released');
    const back = await world.runMode({ mode: 'rollback', hold: '5s', bake: '20s' });
    expect(back.outputs).toMatchObject({ verdict: 'rolled-back', image: GOOD });
  });

  test('gets all the traffic at once, and keeps nothing warm: nobody else could serve the rest of a share', async () => {
    const world = await createWorld({}, 'none');
    await world.release(GOOD, { ...FIRST, steps: '10% 30s, 50% 30s, 100%', 'standby-count': '2' });
    expect(world.weightWrites()).toEqual([[0, 100]]);
    expect(await world.countOf('blue')).toBe(0);
    expect(world.log.lines).toContain(
      'Nothing serves, so all traffic moves at once; "steps" and "standby-count" do not apply',
    );
  });

  test.each([
    ['shares it', 50, 50],
    ['sends it to none', 0, 0],
    ['sends it to green', 0, 100],
  ])('is bootstrapped whatever the rule says of its traffic: it %s', async (_how, blue, green) => {
    const world = await createWorld({}, 'none');
    await world.clock.run(world.setWeights(blue, green));
    expect((await world.release(GOOD, FIRST)).failure).toBeUndefined();
    expect(await world.clock.run(judgeTraffic(world, 5))).toEqual([]);
  });

  test('is bootstrapped although its rules disagree', async () => {
    const world = await createWorld({}, 'none');
    const target = await world.addRule();
    const ended = await world.release(GOOD, FIRST, undefined, target);
    expect(ended.failure).toBeUndefined();
    expect(await world.clock.run(judgeTraffic(world, 5))).toEqual([]);
  });

  test('is not bootstrapped without a count', async () => {
    const world = await createWorld({}, 'none');
    const writes = await writesOf(world, () =>
      expect(world.release(GOOD, { mode: 'bootstrap' })).rejects.toMatchObject({
        failure: {
          cause:
            'Input "desired-count" is not given, and nothing serves that would tell how many tasks are needed.',
          advice: 'Set "desired-count" to the number of tasks that the new version is to run.',
        },
      }),
    );
    expect(writes).toEqual([]);
  });

  test('is not bootstrapped with more healthy targets required than it gets', async () => {
    const world = await createWorld({}, 'none');
    await expect(world.release(GOOD, { ...FIRST, required: '3' })).rejects.toThrow(
      'Input "required" is 3, and the release runs 2 tasks',
    );
  });

  test('is shown what would become of it by a dry run, which writes nothing', async () => {
    const world = await createWorld({}, 'none');
    const writes = await writesOf(world, async () => {
      const { summary } = await world.release(GOOD, { ...FIRST, steps: '10% 1m, 100%', 'dry-run': 'true' });
      expect(summary).toContain('would go to green, and nothing was changed');
      expect(summary).toContain('Nothing serves, so all of the traffic would move at once.');
      expect(summary).toContain('| 100 → 0 | 0 → 100 |');
      expect(summary).toContain('<code>web-green</code> | 0 → 2 |');
    });
    expect(writes).toEqual([]);
  });

  test('stays as it was when the version does not get healthy, and takes the next one', async () => {
    const world = await createWorld({ environment: { CRASH_AFTER_SECONDS: '1' } }, 'none');
    const ended = await world.release(NEXT, FIRST);
    expect(ended.outputs.verdict).toBe('refused');
    expect(world.weightWrites()).toEqual([]);
    expect(await world.countOf('green')).toBe(0);
    expect((await world.release(GOOD, FIRST)).failure).toBeUndefined();
  });

  test('keeps a version that turns bad, for want of a better one, and says so; the next bootstrap replaces it', async () => {
    const world = await createWorld(BAD_SOON, 'none');
    const ended = await world.release(NEXT, FIRST);
    expect(ended.outputs).toMatchObject({ verdict: 'inconclusive', 'live-slot': 'green' });
    expect(ended.summary).toContain(
      '### :x: Inconclusive: green has the traffic, and nothing has proven its version: Gate "probe" failed',
    );
    expect(ended.failure?.detail).toContain(
      'All of the traffic goes to green all the same, and nothing served before that it could go back to.',
    );
    expect(world.weightWrites()).toEqual([[0, 100]]);
    // Until every node obeys, requests still meet the bad version.
    const next = await world.release(GOOD, { ...FIRST, 'probe-budget': '50%' });
    expect(next.failure).toBeUndefined();
    expect(next.outputs).toMatchObject({
      verdict: 'released',
      'live-slot': 'blue',
      'previous-slot': 'green',
    });
  });
});

describe('a platform in which a release serves', () => {
  test('is not bootstrapped again', async () => {
    const world = await createWorld();
    const writes = await writesOf(world, () =>
      expect(world.release(NEXT, FIRST)).rejects.toMatchObject({
        failure: {
          cause: `Slot green serves, and the record ${RECORD} knows of release 1 (${GOOD}), so there is nothing to bootstrap.`,
          advice: 'Use mode: release.',
        },
      }),
    );
    expect(writes).toEqual([]);
  });

  test('is bootstrapped again when it has lost every task', async () => {
    const world = await createWorld();
    await emptySlot(world, 'green');
    await expect(world.release(NEXT)).rejects.toThrow('Nothing serves: the live service web-green');
    const ended = await world.release(NEXT, FIRST);
    expect(ended.failure).toBeUndefined();
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'blue' });
    expect(await world.clock.run(judgeTraffic(world, 5))).toEqual([]);
    // The version before can still be gone back to.
    const back = await world.runMode({ mode: 'rollback', hold: '5s', bake: '20s' });
    expect(back.outputs).toMatchObject({ verdict: 'rolled-back', image: GOOD });
  });

  test('is bootstrapped again when its only tasks never get healthy', async () => {
    const environment: Record<string, string> = {};
    const world = await createWorld({}, {}, { [GOOD]: { environment } });
    await emptySlot(world, 'green');
    environment.NEVER_READY = 'true';
    const { cluster, slots } = world.infrastructure.target;
    const { service } = slots.green;
    await world.clock.run(world.ports.ecs.updateService({ cluster, service, desiredCount: 2 }));
    await world.clock.run(sleep(world.clock, 120_000));
    const ended = await world.release(NEXT, FIRST);
    expect([ended.outputs.verdict, ended.failure]).toEqual(['released', undefined]);
  });
});

describe('a bootstrap that is run again by the same run', () => {
  const again = (world: World, image: string) =>
    world.runMode({ ...world.releaseOf(image, FIRST), mode: 'bootstrap' }, '1');

  test('is green, tells that it has been done, and writes nothing', async () => {
    const world = await createWorld();
    const writes = await writesOf(world, async () => {
      const { outputs, summary, failure } = await again(world, GOOD);
      expect(failure).toBeUndefined();
      expect(outputs).toMatchObject({ verdict: 'released', 'live-slot': 'green', image: GOOD });
      expect(outputs).toMatchObject({ 'release-id': '1', 'task-definition': expect.any(String) });
      expect(summary).toBe('### :white_check_mark: This run has bootstrapped green already (release 1)');
    });
    expect(writes).toEqual([]);
  });

  test('is refused with another image, and when something else serves by now', async () => {
    const world = await createWorld();
    await expect(again(world, NEXT)).rejects.toThrow('so there is nothing to bootstrap.');
    await world.release(NEXT);
    await expect(again(world, GOOD)).rejects.toThrow('so there is nothing to bootstrap.');
  });
});

describe('a cancelled bootstrap', () => {
  test('before the first weight parks what it started', async () => {
    const world = await createWorld({}, 'none');
    const ended = await world.release(GOOD, FIRST, async (cancel) => {
      await sleep(world.clock, 2_000);
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs.verdict).toBe('interrupted');
    expect(world.weightWrites()).toEqual([]);
    expect(await world.countOf('green')).toBe(0);
    expect((await world.release(GOOD, FIRST)).failure).toBeUndefined();
  });

  test('after it leaves the traffic, for nothing else serves, and can be run again', async () => {
    const world = await createWorld({}, 'none');
    const ended = await world.release(GOOD, FIRST, async (cancel) => {
      await sleep(world.clock, 30_000);
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs.verdict).toBe('interrupted');
    expect(world.weightWrites()).toEqual([[0, 100]]);
    const next = await world.release(GOOD, FIRST);
    expect([next.outputs.verdict, next.failure]).toEqual(['released', undefined]);
    expect(await world.clock.run(judgeTraffic(world, 5))).toEqual([]);
  });
});

describe('what a lost release has left with nothing that serves', () => {
  /** Killed in the middle of its steps; then every task of both slots dies. */
  async function loseEverything(world: World) {
    const moment = { operation: 'ModifyListener', when: 'after the effect' } as const;
    const run = await startMortalRun(world, { steps: '10% 10s, 100%' }, moment);
    expect(await world.clock.run(run.ended)).toBe('lost');
    await emptySlot(world, 'blue');
    await emptySlot(world, 'green');
  }

  test('bars a release and a recovery, which have nothing to go back to, and not a bootstrap', async () => {
    const world = await createWorld();
    await loseEverything(world);
    expect((await world.release(NEXT)).failure?.cause).toContain(
      'Neither green nor blue has a healthy target',
    );
    expect((await world.runMode({ mode: 'recover' })).failure?.cause).toContain('Neither green nor blue');
    const ended = await world.release(NEXT, FIRST);
    expect([ended.outputs.verdict, ended.failure]).toEqual(['released', undefined]);
    expect(ended.summary).toContain('so nothing serves, and the weights stay as they are');
    expect(await world.clock.run(judgeTraffic(world, 5))).toEqual([]);
  });
});
