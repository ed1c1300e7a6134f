import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { isWrite } from '../../../lib/aws/operations.ts';
import { acquireLease } from '../../../lib/aws/record/acquire-lease.ts';
import { holdLease } from '../../../lib/aws/record/hold-lease.ts';
import { recordMigration } from '../../../lib/aws/record/releases.ts';
import type { Behaviours } from '../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { imageOf } from '../testing/image-of.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { createWorld, GOOD, NEXT, RECORD } from '../testing/world.ts';
import { writesSince } from '../testing/writes-since.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

const ROLLBACK = { mode: 'rollback', hold: '5s', bake: '20s', 'healthy-timeout': '1m' };

/** A platform in which NEXT has been released over GOOD: blue serves, green is parked. */
async function createReleased(
  others: Behaviours = {},
  given: Readonly<Record<string, string>> = {},
): Promise<World> {
  const world = await createWorld({}, {}, others);
  expect((await world.release(NEXT, given)).outputs.verdict).toBe('released');
  await world.clock.run(sleep(world.clock, 60_000));
  return world;
}

async function scale({ clock, infrastructure, ports }: World, slot: 'blue' | 'green', desiredCount: number) {
  const { cluster, slots } = infrastructure.target;
  const { service } = slots[slot];
  await clock.run(ports.ecs.updateService({ cluster, service, desiredCount }));
  await clock.run(sleep(clock, 60_000));
}

describe('a rollback', () => {
  test('to a parked slot brings it up first, and moves the traffic then', async () => {
    const world = await createReleased();
    const ended = await world.runMode(ROLLBACK);
    expect(ended.failure).toBeUndefined();
    expect(ended.outputs).toMatchObject({
      ...{ verdict: 'rolled-back', 'live-slot': 'green', 'previous-slot': 'blue', image: GOOD },
      'release-id': '3',
    });
    expect(ended.summary).toContain('### :white_check_mark: Rolled back to green');
    expect(world.weightWrites().slice(1)).toEqual([[0, 100]]);
    expect([await world.countOf('blue'), await world.countOf('green')]).toEqual([0, 2]);
  });

  test('to a warm slot is one write, within a second, and starts nothing', async () => {
    const world = await createReleased({}, { 'standby-count': '2' });
    const mark = world.aws.journal.length;
    const ended = await world.runMode(ROLLBACK);
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(Number(ended.outputs['seconds-to-rollback'])).toBeLessThan(1);
    const writes = world.aws.journal
      .slice(mark)
      .filter(({ call }) => call.service !== 'ssm' && isWrite(call.operation));
    // The weight, and then the slot that is left is parked.
    expect(writes.map(({ call }) => call.operation)).toEqual(['ModifyListener', 'UpdateService']);
    expect([await world.countOf('blue'), await world.countOf('green')]).toEqual([0, 2]);
  });

  test('leaves a version that has no healthy task any more', async () => {
    const world = await createReleased();
    await scale(world, 'blue', 0);
    const ended = await world.runMode({ ...ROLLBACK, 'desired-count': '2' });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  });

  test('run again as the same run does not go back further, and a new one finds nothing before', async () => {
    const world = await createReleased();
    await world.runMode(ROLLBACK, 'rollback');
    const writes = world.weightWrites().length;
    const again = await world.runMode(ROLLBACK, 'rollback');
    expect(again.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green', 'release-id': '3' });
    await expect(world.runMode(ROLLBACK)).rejects.toThrow('The record knows of no release before');
    expect(world.weightWrites()).toHaveLength(writes);
  });

  test('to a named image that no release has carried registers it', async () => {
    const world = await createReleased();
    const image = imageOf(7);
    const ended = await world.runMode({ ...ROLLBACK, to: image });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', image, 'live-slot': 'green' });
  });

  test('to a revision that has been deregistered registers a copy of it', async () => {
    const world = await createReleased();
    const { ecs } = world.ports;
    await world.clock.run(ecs.deregisterTaskDefinition({ taskDefinition: 'web:2' }));
    const ended = await world.runMode(ROLLBACK);
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', image: GOOD });
    expect(ended.outputs['task-definition']).toMatch(/web:4$/);
  });

  test('to what serves is refused', async () => {
    const world = await createReleased();
    await expect(world.runMode({ ...ROLLBACK, to: NEXT })).rejects.toThrow(/^Slot blue serves .* already/);
  });

  test('whose old version does not come up moves nothing, and the next release need not recover it', async () => {
    const broken = imageOf(8);
    const world = await createReleased({ [broken]: { environment: { CRASH_AFTER_SECONDS: '1' } } });
    const ended = await world.runMode({ ...ROLLBACK, to: broken });
    expect(ended.outputs).toMatchObject({ verdict: 'refused', 'live-slot': 'blue' });
    expect(world.weightWrites()).toHaveLength(1);
    expect(await world.countOf('green')).toBe(0);
    expect((await world.release(GOOD)).outputs.verdict).toBe('released');
  });

  test('from a version that only fails is not taken for a failure while some nodes still send to that one', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '90', ERROR_RATE: '1' } });
    expect((await world.release(NEXT)).outputs.verdict).toBe('released');
    await world.clock.run(sleep(world.clock, 60_000));
    const probe = { 'probe-url': `${world.url}/`, 'probe-interval': '1s', 'probe-failures': '1' };
    const ended = await world.runMode({ ...ROLLBACK, ...probe });
    expect(ended.failure).toBeUndefined();
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  });

  test('over a bad version that fails after it never goes forward again', async () => {
    const bad = imageOf(9);
    const world = await createReleased({ [bad]: { environment: { ERRORS_AFTER_SECONDS: '15' } } });
    const ended = await world.runMode({ ...ROLLBACK, to: bad, 'probe-url': `${world.url}/` });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toContain('Gate "probe" failed');
    expect(ended.failure?.detail).toContain(
      'All of the traffic goes to green all the same, and the tasks of blue stay.',
    );
    expect(world.weightWrites().slice(1)).toEqual([[0, 100]]);
    expect(await world.countOf('blue')).toBe(2);
  });

  test('is refused across a contract migration, naming the backup, unless the risk is accepted', async () => {
    const world = await createReleased();
    const ports = { ...world.ports, stopwatch: { read: world.clock.now } };
    await world.clock.run(
      (async () => {
        const owner = { repository: 'org/shop', runId: 'migration' };
        const request = { target: RECORD, owner, mode: 'migrate', mayPreempt: false, patience: 0 };
        const lease = await holdLease(ports, RECORD, await acquireLease(ports, request));
        const migration = { phase: 'contract', backup: 'snapshot shop-2' } as const;
        await recordMigration(ports, RECORD, { lease, release: 2 }, migration);
        await lease.finish();
      })(),
    );
    await expect(world.runMode(ROLLBACK)).rejects.toMatchObject({
      message: expect.stringContaining('A migration of release 2 has taken away what release 1 needs'),
      failure: { advice: expect.stringContaining('snapshot shop-2') },
    });
    const ended = await world.runMode({ ...ROLLBACK, 'accept-schema-risk': 'true' });
    expect(ended.outputs.verdict).toBe('rolled-back');
  });

  test('shows in a dry run what it would do, and writes nothing', async () => {
    const world = await createReleased();
    const mark = world.aws.journal.length;
    const { summary } = await world.runMode({ ...ROLLBACK, 'dry-run': 'true' });
    expect(summary).toContain('would go to green, and nothing was changed');
    expect(writesSince(world, mark)).toEqual([]);
  });
});

describe('a rollback that is lost before its first weight', () => {
  test('and whose old version does not come up is given up, and the next release tells and goes on', async () => {
    const broken = imageOf(8);
    const world = await createReleased({ [broken]: { environment: { CRASH_AFTER_SECONDS: '1' } } });
    const moment = { operation: 'UpdateService', when: 'after the effect' } as const;
    await world.clock.run((await startMortalRun(world, { ...ROLLBACK, to: broken }, moment)).ended);
    const ended = await world.release(GOOD);
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'green' });
    expect(ended.summary).toContain(
      'What run lost of org/shop has left ended badly: The new version does not',
    );
    expect(world.weightWrites().slice(1)).toEqual([[0, 100]]);
  });
});

describe('a rollback during a release', () => {
  test('takes over and takes it back; the release ends red and names it', async () => {
    const world = await createWorld();
    let rollback: Awaited<ReturnType<World['startMode']>> | undefined;
    const ended = await world.release(NEXT, { steps: '50% 5m, 100%' }, async () => {
      await sleep(world.clock, 30_000);
      rollback = await world.startMode(ROLLBACK);
    });
    expect(ended.outputs.verdict).toBe('interrupted');
    expect(ended.failure?.cause).toContain('(rollback) has taken over');
    expect(rollback?.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(world.weightWrites()).toEqual([
      [50, 50],
      [0, 100],
    ]);
  });
});
