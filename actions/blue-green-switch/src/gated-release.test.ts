import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { readHistory } from '../../../lib/aws/record/releases.ts';
import type { Behaviour } from '../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { addAlarm, addErrorAlarm, publish, SMALLEST_BAKE } from '../testing/alarms.ts';
import { createWorld, NEXT, RECORD } from '../testing/world.ts';
import { writesSince } from '../testing/writes-since.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** Errors that the probe alone never sees enough of in a row. */
const SOME_ERRORS: Behaviour = { environment: { ERRORS_AFTER_SECONDS: '20', ERROR_RATE: '0.2' } };

/** Releases, and tells which calls that change something were made. */
async function releaseWith(world: World, given: Record<string, string>, meanwhile?: () => Promise<void>) {
  const mark = world.aws.journal.length;
  const ended = await world
    .release(NEXT, { bake: SMALLEST_BAKE, ...given }, meanwhile)
    .catch((error: Error) => error.message);
  return { ended, writes: writesSince(world, mark) };
}

/** How a release ended that came to an end of its own. */
async function outcomeOf(...release: Parameters<typeof releaseWith>) {
  const { ended } = await releaseWith(...release);
  if (typeof ended === 'string') throw new Error(ended);
  return ended;
}

/** The alarm has this much data, and as much as it takes to have a state from it. */
async function seedData({ clock, ...world }: World, name: string, value: number): Promise<void> {
  await clock.run(publish({ clock, ...world }, name, value, 60));
}

describe('a release that is gated on alarms', () => {
  test('is taken back when the load balancer’s errors raise one during the bake', async () => {
    const world = await createWorld(SOME_ERRORS);
    await addErrorAlarm(world, 'web-5xx');
    const ended = await outcomeOf(world, {
      ...{ alarms: 'web-5xx', bake: '8m' },
      ...{ 'probe-interval': '2s', 'probe-budget': '100%' },
    });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toMatch(
      /^Gate "alarms" failed: alarm "web-5xx" is in ALARM since 2026-01-01T00:\d\d:\d\dZ: Threshold Crossed: 1 .*[^.]\.$/,
    );
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('is released when none is raised, which takes one call for all of them every 10 s', async () => {
    const world = await createWorld();
    await addErrorAlarm(world, 'web-5xx');
    await addAlarm(world, 'orders', { TreatMissingData: 'notBreaching' });
    const mark = world.callsOf('DescribeAlarms').length;
    const ended = await outcomeOf(world, { alarms: 'web-5xx, orders', bake: '4m', 'probe-interval': '5s' });
    expect(ended.outputs.verdict).toBe('released');
    // Two before the release, one for the hold of 5 s, one at the end of the bake.
    expect(world.callsOf('DescribeAlarms').length - mark).toBe(2 + 1 + 24 + 1);
  });

  test('looks for those of a tag once', async () => {
    const world = await createWorld();
    const given = { TreatMissingData: 'notBreaching', Tags: [{ Key: 'service', Value: 'web' }] };
    for (const name of ['orders', 'payments']) await addAlarm(world, name, given);
    const ended = await outcomeOf(world, { alarms: 'tag:service=web' });
    expect(ended.outputs.verdict).toBe('released');
    expect(world.callsOf('ListTagsForResource').filter(({ error }) => !error)).toHaveLength(2);
    expect(world.callsOf('DescribeAlarms').at(-1)?.input).toMatchObject({
      AlarmNames: ['orders', 'payments'],
    });
  });

  test('is taken back while a share is watched', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders');
    await seedData(world, 'orders', 0);
    const meanwhile = () => publish(world, 'orders', 1, 120);
    const ended = await outcomeOf(world, { alarms: 'orders', steps: '10% 2m, 100%' }, meanwhile);
    expect(ended.failure?.cause).toContain('Gate "alarms" failed: alarm "orders" is in ALARM');
    expect(world.weightWrites()).toEqual([
      [10, 90],
      [0, 100],
    ]);
  });

  test('is taken back when a composite alarm goes into ALARM', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders');
    const any = { AlarmName: 'any', AlarmRule: 'ALARM(orders)' };
    await world.clock.run(world.ports.cloudwatch.putCompositeAlarm(any));
    const meanwhile = async () => {
      await sleep(world.clock, 60_000);
      await publish(world, 'orders', 1, 60);
    };
    const ended = await outcomeOf(world, { alarms: 'any' }, meanwhile);
    expect(ended.outputs.verdict).toBe('rolled-back');
    expect(ended.failure?.cause).toContain('alarm "any" is in ALARM since');
  });

  test('is taken back when one is deleted: it can no longer tell', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders');
    const meanwhile = async () => {
      await sleep(world.clock, 60_000);
      await world.ports.cloudwatch.deleteAlarms({ AlarmNames: ['orders'] });
    };
    const ended = await outcomeOf(world, { alarms: 'orders' }, meanwhile);
    expect(ended.outputs.verdict).toBe('rolled-back');
    expect(ended.failure?.cause).toBe('Gate "alarms" failed: alarm "orders" has been deleted.');
  });

  test('looks once more when the bake is over', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders', { TreatMissingData: 'notBreaching' });
    let looks = 0;
    world.failCalls((operation) => {
      if (operation === 'DescribeAlarms' && world.log.lines.includes('Bake')) looks += 1;
      // The look after 120 s is the last one of a bake of 130 s.
      if (looks === 13 && operation === 'DescribeTargetHealth')
        void world.ports.cloudwatch.deleteAlarms({ AlarmNames: ['orders'] }).catch(() => {});
      return undefined;
    });
    const ended = await outcomeOf(world, { alarms: 'orders' });
    expect(ended.failure?.cause).toContain('alarm "orders" has been deleted');
  });
});

describe('an alarm without data at the end of the bake', () => {
  const settings = { alarms: 'orders' };

  test('holds for another bake, and leaves the release inconclusive and taken back', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders');
    const from = world.clock.now();
    const ended = await outcomeOf(world, settings);
    expect(ended.outputs).toMatchObject({ verdict: 'inconclusive', 'live-slot': 'green' });
    expect(ended.failure?.cause).toBe(
      `Nothing proves ${NEXT}: after a bake of 2m10s and as long again alarm "orders" has no data.`,
    );
    expect(ended.summary).toContain('### :x: Inconclusive, and rolled back: Nothing proves');
    expect(world.clock.now() - from).toBeGreaterThan(2 * 130_000);
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
    expect(await world.countOf('blue')).toBe(0);
    // A reading of Parameter Store may be seconds old.
    await world.clock.run(sleep(world.clock, 10_000));
    const { releases } = await world.clock.run(readHistory(world.ports, RECORD));
    expect(releases[0]).toMatchObject({ verdict: 'inconclusive', liveSlot: 'green' });
  });

  test('holds no longer than until there is some', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders');
    let dataAt = 0;
    const meanwhile = async () => {
      await sleep(world.clock, 200_000);
      dataAt = world.clock.now();
      await publish(world, 'orders', 0, 30);
    };
    const ended = await outcomeOf(world, settings, meanwhile);
    expect(ended.outputs.verdict).toBe('released');
    expect(ended.summary).toContain('has no data: watching on, for 2m10s at most');
    expect(world.clock.now() - dataAt).toBeLessThan(60_000);
  });

  test('that goes into ALARM when data comes is a failure like any other', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders');
    const meanwhile = async () => {
      await sleep(world.clock, 200_000);
      await publish(world, 'orders', 1, 30);
    };
    expect((await outcomeOf(world, settings, meanwhile)).outputs.verdict).toBe('rolled-back');
  });

  test('passes when that is asked for, which the summary says', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders');
    const ended = await outcomeOf(world, { ...settings, 'on-no-data': 'pass' });
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'blue' });
    expect(ended.summary).toContain('has no data, which on-no-data lets pass');
  });

  test('fails at once when that is asked for', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders');
    const ended = await outcomeOf(world, { ...settings, 'on-no-data': 'fail' });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toBe(
      'Gate "alarms" failed: at the end of the bake alarm "orders" has no data.',
    );
  });
});

describe('a release is not begun, and nothing is written,', () => {
  test('while an alarm is in ALARM', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders');
    await seedData(world, 'orders', 1);
    const { ended, writes } = await releaseWith(world, { alarms: 'orders' });
    expect(ended).toMatch(
      /^Before the release alarm "orders" is in ALARM since 2026-01-01T00:\d\d:\d\dZ: Threshold Crossed: 1 .*\.$/,
    );
    expect(writes).toEqual([]);
  });

  test.each(['web-5xx', 'any'])('with a bake in which alarm %s cannot tell', async (alarms) => {
    const world = await createWorld();
    await addErrorAlarm(world, 'web-5xx');
    await addAlarm(world, 'orders');
    const any = { AlarmName: 'any', AlarmRule: 'ALARM("web-5xx") OR ALARM(orders)' };
    await world.clock.run(world.ports.cloudwatch.putCompositeAlarm(any));
    const { ended, writes } = await releaseWith(world, { alarms, bake: '3m59s' });
    expect(ended).toBe(
      'Input "bake" is "3m59s", which is too short for alarm "web-5xx": it needs 1m of data, which come up to 3m late. Allowed: 4m and longer.',
    );
    expect(writes).toEqual([]);
  });

  test('on an alarm that does not exist', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders');
    const { ended, writes } = await releaseWith(world, { alarms: 'order' });
    expect(ended).toBe('Alarm "order" does not exist in eu-west-1. Did you mean "orders"?');
    expect(writes).toEqual([]);
  });

  test('in a dry run, which shows the alarms', async () => {
    const world = await createWorld();
    await addAlarm(world, 'orders', { Tags: [{ Key: 'service', Value: 'web' }] });
    const { ended, writes } = await releaseWith(world, { alarms: 'tag:service=web', 'dry-run': 'true' });
    expect(ended).toMatchObject({ summary: expect.stringContaining('| <code>orders</code> | INSUFFICIENT') });
    expect(writes).toEqual([]);
  });
});
