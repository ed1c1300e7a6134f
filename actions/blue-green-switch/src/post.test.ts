import { describe, expect, test } from '@jest/globals';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { judgeTraffic } from '../testing/judge-traffic.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { createWorld, NEXT } from '../testing/world.ts';
import { writesSince } from '../testing/writes-since.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

const PREPARE = { mode: 'prepare', image: NEXT, 'healthy-timeout': '1m' };

function warningsOf({ log }: World) {
  return log.lines.filter((line) => line.includes('unfinished'));
}

describe('the step after a job that failed or was cancelled', () => {
  test('takes back what was prepared, when a step of the job’s own has failed', async () => {
    const world = await createWorld();
    await world.runMode(PREPARE, 'pipeline');
    expect(await world.countOf('blue')).toBe(2);
    await world.runPostOf('pipeline');
    expect(await world.countOf('blue')).toBe(0);
    expect(warningsOf(world)).toEqual([
      `warning: This run had left the release of ${NEXT} unfinished. All traffic goes to green.`,
    ]);
    expect((await world.release(NEXT)).outputs.verdict).toBe('released');
  });

  test('finds nothing after a release that has ended, and writes nothing', async () => {
    const world = await createWorld();
    await world.release(NEXT);
    const mark = world.aws.journal.length;
    await world.runPostOf('2');
    expect(warningsOf(world)).toEqual(['Nothing of this run is left unfinished.']);
    expect(writesSince(world, mark)).toEqual([]);
  });

  test('leaves alone what another run has prepared', async () => {
    const world = await createWorld();
    await world.runMode(PREPARE, 'pipeline');
    await world.runPostOf('other');
    expect(await world.countOf('blue')).toBe(2);
    const shifted = await world.runMode({ mode: 'shift', bake: '20s', hold: '5s' }, 'pipeline');
    expect(shifted.outputs.verdict).toBe('shifted');
  });

  test('leaves alone what another run has taken up since, and was lost with', async () => {
    const world = await createWorld();
    const shifted = { operation: 'ModifyListener', when: 'after the effect' } as const;
    const run = await startMortalRun(world, { steps: '10% 10s, 100%' }, shifted);
    expect(await world.clock.run(run.ended)).toBe('lost');
    let isFirst = true;
    world.failCalls(async (operation) => {
      if (operation !== 'PutParameter' || !isFirst) return undefined;
      isFirst = false;
      const planned = { operation: 'ModifyListener', when: 'before the send' } as const;
      const other = await startMortalRun(world, { mode: 'recover' }, planned, { runId: 'other' });
      expect(await other.ended).toBe('lost');
      return undefined;
    });
    const mark = world.weightWrites().length;
    await world.runPostOf('lost');
    expect(world.weightWrites()).toHaveLength(mark);
    expect(warningsOf(world).at(-1)).toMatch(/Another run has taken up meanwhile/);
    const recovered = await world.runMode({ mode: 'recover', hold: '5s' });
    expect(recovered.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  });

  test('finishes a rollback that was lost half way, and takes nothing back', async () => {
    const world = await createWorld();
    await world.release(NEXT);
    const given = { mode: 'rollback', hold: '5s', bake: '20s', 'healthy-timeout': '1m' };
    const moment = { operation: 'ModifyListener', when: 'after the effect' } as const;
    const run = await startMortalRun(world, given, moment);
    expect(await world.clock.run(run.ended)).toBe('lost');
    await world.runPostOf('lost');
    expect(await world.runMode({ mode: 'status' })).toMatchObject({ outputs: { 'live-slot': 'green' } });
    expect([await world.countOf('blue'), await world.countOf('green')]).toEqual([0, 2]);
  });

  const CALLS = 14;
  const kills = Array.from({ length: CALLS }, (_, index) =>
    (['before the send', 'after the effect', 'after the reply'] as const).map((when) => ({
      ...{ call: index + 1, when },
    })),
  ).flat();

  test.each(sampleOf(kills, 8))(
    'whose process was killed $when of call $call of a release brings it to one slot',
    async ({ call, when }) => {
      const world = await createWorld();
      const run = await startMortalRun(world, { steps: '10% 10s, 100%' }, { call, when });
      expect(await world.clock.run(run.ended)).toBe('lost');
      await world.runPostOf('lost');
      expect(await world.clock.run(judgeTraffic(world, 60))).toEqual([]);
      const { outputs } = await world.runMode({ mode: 'status' });
      const parked = { blue: 'green', green: 'blue' } as const;
      const live = outputs['live-slot'] as keyof typeof parked;
      expect([await world.countOf(live), await world.countOf(parked[live])]).toEqual([2, 0]);
      expect((await world.release(NEXT)).outputs.verdict).toBe('released');
    },
  );
});
