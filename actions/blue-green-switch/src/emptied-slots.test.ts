import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { giveWeights, scale, weightsOf } from '../testing/somebody-else.ts';
import { createWorld } from '../testing/world.ts';

/** A release whose version turns bad 25 s after its start. */
const BAD = { environment: { ERRORS_AFTER_SECONDS: '25' } };

const random = createRandom(3);

/** From when the slot is emptied until the rollback has given up, in milliseconds. */
const kills = Array.from({ length: 4 }, () => Math.floor(24_000 + random.next() * 110_000));

/** Loses a release at that time; its slots had been emptied, or one of them, when all the traffic had moved. */
async function loseAfter(milliseconds: number, counts: Parameters<typeof scale>[1]) {
  const world = await createWorld(BAD);
  const run = await startMortalRun(world, {}, { milliseconds });
  const emptying = sleep(world.clock, 22_000).then(() => scale(world, counts));
  await world.clock.run(Promise.all([run.ended, emptying]));
  expect(await world.clock.run(run.ended)).toBe('lost');
  const fill = () => world.clock.run(scale(world, { green: 2 }).then(() => sleep(world.clock, 60_000)));
  return { world, fill, recover: () => world.runMode({ mode: 'recover', hold: '5s' }) };
}

describe('a lost release', () => {
  test.each(kills)(
    'of which the old slot was emptied, killed after %i ms, stays where somebody is',
    async (at) => {
      const { world, recover } = await loseAfter(at, { green: 0 });
      const ended = await recover();
      expect(ended.outputs).toMatchObject({ verdict: 'inconclusive', 'live-slot': 'blue' });
      expect(ended.failure?.cause).toContain('which nothing has proven');
      expect(world.weightWrites().every((weights) => weights?.[1] === 0)).toBe(true);
    },
  );

  test.each(kills)('of which the old slot is there again, killed after %i ms, is taken back', async (at) => {
    const { fill, recover } = await loseAfter(at, { green: 0 });
    await fill();
    expect((await recover()).outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  });

  test.each(kills)('of which both slots were emptied, killed after %i ms, waits for somebody', async (at) => {
    const { world, fill, recover } = await loseAfter(at, { green: 0, blue: 0 });
    await world.clock.run(sleep(world.clock, 60_000));
    const writes = world.weightWrites().length;
    const stuck = await recover();
    expect(stuck.failure?.cause).toMatch(/^Neither green nor blue has a healthy target/);
    expect(world.weightWrites()).toHaveLength(writes);
    await fill();
    expect((await recover()).outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  });
});

describe('a release that is lost while its old slot is parked', () => {
  /** Loses it at the write that parks, before or after that has taken effect. */
  async function loseParking(when: 'before the send' | 'after the effect') {
    const unkilled = await createWorld();
    const whole = await startMortalRun(unkilled, {}, undefined);
    expect(await unkilled.clock.run(whole.ended)).toBe('released');
    const world = await createWorld();
    const target = await world.addRule();
    const [first = '', second = ''] = target.productionRules;
    // One more rule is one more write.
    const call = whole.calls.lastIndexOf('UpdateService') + 2;
    const run = await startMortalRun(world, {}, { call, when }, { target });
    expect(await world.clock.run(run.ended)).toBe('lost');
    await world.clock.run(giveWeights(world, second, [0, 100]).then(() => sleep(world.clock, 60_000)));
    const ended = await world.runMode({ mode: 'recover', hold: '5s' }, undefined, target);
    return { world, ended, shown: [await weightsOf(world, first), await weightsOf(world, second)] };
  }

  test('and of which somebody then resets a rule goes back to the old slot, which is still there', async () => {
    const { world, ended, shown } = await loseParking('before the send');
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toContain('somebody has reset it to what the release started from');
    expect(shown).toEqual([
      [0, 100],
      [0, 100],
    ]);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('and of which somebody then resets a rule to the parked slot is finished', async () => {
    const { ended, shown } = await loseParking('after the effect');
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'blue' });
    expect(ended.failure?.cause).toContain('somebody has reset it to what the release started from');
    expect(shown).toEqual([
      [100, 0],
      [100, 0],
    ]);
  });
});
