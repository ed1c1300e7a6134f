import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createWorld, NEXT } from '../testing/world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

const isShifting = ({ log }: World) => log.lines.includes('Shift the traffic to blue');

/** Takes every target out of the standby's group. */
async function emptyStandby({ ports, infrastructure }: World): Promise<void> {
  const { targetGroup: TargetGroupArn } = infrastructure.target.slots.blue;
  const { TargetHealthDescriptions = [] } = await ports.elbv2.describeTargetHealth({ TargetGroupArn });
  const Targets = TargetHealthDescriptions.flatMap(({ Target }) => Target ?? []);
  await ports.elbv2.deregisterTargets({ TargetGroupArn, Targets });
}

describe('no weight is written', () => {
  test('behind a reading of health that has become too few since the rule before', async () => {
    const world = await createWorld();
    const target = await world.addRule();
    const ended = await world.release(
      NEXT,
      {},
      async () => {
        let isFirst = true;
        world.failCalls(async (operation) => {
          if (operation !== 'ModifyListener' || !isFirst || !isShifting(world)) return undefined;
          isFirst = false;
          await emptyStandby(world);
          await sleep(world.clock, 2_000);
          return undefined;
        });
      },
      target,
    );
    expect(ended.failure?.cause).toContain('Slot blue has 0 healthy targets of the new version and needs 2');
    expect(world.callsOf('ModifyRule')).toEqual([]);
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
  });

  test('later than five seconds after the reading of health, however slow AWS is', async () => {
    const world = await createWorld();
    let isFirst = true;
    world.failCalls(async (operation) => {
      if (operation === 'DescribeRules' && isFirst && isShifting(world)) {
        isFirst = false;
        await sleep(world.clock, 6_000);
      }
      return undefined;
    });
    const mark = world.aws.journal.length;
    expect((await world.release(NEXT)).outputs.verdict).toBe('released');
    const calls = world.aws.journal.slice(mark);
    const write = calls.findIndex(({ call }) => call.operation === 'ModifyListener');
    const reading = calls.slice(0, write).findLast(({ call }) => call.operation === 'DescribeTargetHealth');
    expect((calls[write]?.at ?? 0) - (reading?.at ?? 0)).toBeLessThanOrEqual(5_000);
  });
});
