import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../lib/action/outcome.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { watchTraffic } from '../testing/judge-traffic.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { createWorld } from '../testing/world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

const ROLLBACK = { mode: 'rollback', hold: '5s', bake: '10s', 'healthy-timeout': '1m' };
const STEPS = { steps: '10% 10s, 100%' };

/** Releases, and calls back right before its call of this number that changes something. */
async function releaseBeside(world: World, number: number, onCall: () => void) {
  let count = 0;
  world.aws.faults.decide(({ call }) => {
    const isWrite = !/^(Describe|Get|List)/.test(call.operation);
    if (call.accessKeyId !== 'DEPLOYER' || !isWrite) return undefined;
    count += 1;
    if (count === number) onCall();
    return undefined;
  });
  const watch = watchTraffic(world);
  const run = await startMortalRun(world, STEPS, undefined);
  const ended = await run.ended;
  return { ended, calls: run.calls, stop: watch.stop };
}

async function countCalls(): Promise<number> {
  const world = await createWorld();
  const run = await world.clock.run(releaseBeside(world, 0, () => {}));
  return run.calls.length;
}

const all = Array.from({ length: await countCalls() }, (_, index) => index + 1);
const numbers = sampleOf(all, 6);

/** Weights of blue and green that were written, by whom. */
function writesOf(world: World, accessKeyId: string) {
  return world.aws.journal.flatMap(({ call, input, error }) => {
    if (call.operation !== 'ModifyListener' || call.accessKeyId !== accessKeyId || error) return [];
    const { DefaultActions } = input as {
      DefaultActions: { ForwardConfig: { TargetGroups: { Weight: number }[] } }[];
    };
    return [DefaultActions[0]?.ForwardConfig.TargetGroups.map(({ Weight }) => Weight)];
  });
}

/** Who has changed something of the platform, in order: everything but the record, since so many calls. */
function changersOf(world: World, mark: number): string[] {
  return world.aws.journal.slice(mark).flatMap(({ call, error }) => {
    const isChange = call.service !== 'ssm' && !/^(Describe|Get|List|Register)/.test(call.operation);
    return isChange && error === undefined ? [call.accessKeyId ?? ''] : [];
  });
}

describe('a rollback that comes at call', () => {
  test.each(numbers)('%i of a release takes over, and no visitor notices', async (number) => {
    const world = await createWorld();
    const mark = world.aws.journal.length;
    const { ended, rollback, complaints } = await world.clock.run(
      (async () => {
        let other: Promise<Outcome | Error> | undefined;
        const run = await releaseBeside(world, number, () => {
          other = world.startMode(ROLLBACK).catch((error: Error) => error);
        });
        const rollback = await other;
        return { ended: run.ended, rollback, complaints: await run.stop() };
      })(),
    );
    expect(complaints).toEqual([]);
    const [{ groups } = { groups: [] }] = world.aws.traffic();
    const weights = groups.map(({ weight }) => weight).sort((a, b) => a - b);
    expect(weights).toEqual([0, 100]);
    if (rollback instanceof Error) {
      // It looked before the release had changed anything, and there is nothing before the first release.
      expect(rollback.message).toContain('The record knows of no release before');
      expect(ended).toBe('released');
    } else {
      expect(rollback?.outputs.verdict).toBe('rolled-back');
      expect(world.weightWrites().at(-1)?.[0] ?? 0).toBe(0);
      // From its first change on nobody else changes anything.
      const changers = changersOf(world, mark);
      const first = changers.indexOf('REHEARSAL');
      if (first >= 0) expect(new Set(changers.slice(first))).toEqual(new Set(['REHEARSAL']));
    }
  });
});

describe('a second release that comes at call', () => {
  test.each(numbers)(
    '%i of a release lets one of them go first and changes nothing meanwhile',
    async (number) => {
      const world = await createWorld();
      const { ended, second, complaints } = await world.clock.run(
        (async () => {
          let other: Promise<Outcome | Error> | undefined;
          const run = await releaseBeside(world, number, () => {
            other = world
              .startMode({ ...world.releaseOf(`rehearsal/web@sha256:${'3'.repeat(64)}`), ...STEPS })
              .catch((error: Error) => error);
          });
          const second = await other;
          return { ended: run.ended, second, complaints: await run.stop() };
        })(),
      );
      expect(complaints).toEqual([]);
      const verdicts = [ended, second instanceof Error ? second.message : second?.outputs.verdict];
      const held = expect.stringContaining('is changing /platform/shop/production/web');
      const one = [
        [expect.stringMatching(/^released$/), held],
        [held, 'released'],
        ['released', 'released'],
      ];
      expect(one).toContainEqual(verdicts);
      expect(writesOf(world, 'DEPLOYER')).toHaveLength(ended === 'released' ? 2 : 0);
    },
  );
});
