import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { addScaling } from '../testing/scaling.ts';
import { makeSticky } from '../testing/sticky.ts';
import { createWorld, GOOD, NEXT } from '../testing/world.ts';

const WRITES = /^(?!Describe|Get|List)/;

describe('a status', () => {
  test('tells who serves what since when, how healthy, and changes nothing', async () => {
    const world = await createWorld();
    await world.release(NEXT);
    // Until what was parked has stopped.
    await world.clock.run(sleep(world.clock, 60_000));
    const mark = world.aws.journal.length;
    const { outputs, summary } = await world.runMode({ mode: 'status' });
    expect(outputs).toMatchObject({ 'live-slot': 'blue', image: NEXT, 'release-id': '2' });
    const lines = summary.split('\n');
    expect(lines[0]).toMatch(
      /^### blue serves rehearsal\/web&#64;sha256:2+, since 2026-01-01T\S+Z \(release 2\)$/,
    );
    expect(lines).toContainEqual(expect.stringMatching(/^\| blue \| .* \| 2 of 2 \| none \| 2 healthy \|$/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^\| green \| .* \| 0 of 0 \| none \| no targets \|$/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^\| <code>arn:.*<\/code> \| 100 \| 0 \| off \|$/));
    expect(lines).toContain('Nobody holds the lease; run 2 of org/shop had it last (release).');
    const writes = world.aws.journal.slice(mark).filter(({ call }) => WRITES.test(call.operation));
    expect(writes).toEqual([]);
  });

  test('of a release that was lost in the middle names the run, and the way out', async () => {
    const world = await createWorld();
    const moment = { operation: 'ModifyListener', when: 'after the effect' } as const;
    await world.clock.run((await startMortalRun(world, { steps: '10% 10s, 100%' }, moment)).ended);
    const { outputs, summary } = await world.runMode({ mode: 'status' });
    expect(outputs['live-slot']).toBeUndefined();
    const lines = summary.split('\n');
    expect(lines[0]).toBe('### :x: No slot has all the traffic');
    expect(lines).toContainEqual(
      expect.stringMatching(/^run lost of org\/shop holds lease 2 \(release, held, renewed \d+s ago\)\.$/),
    );
    expect(lines.at(-1)).toBe('**Next:** run mode: recover');
  });

  test('tells how the slots scale, and what of it is suspended', async () => {
    const world = await createWorld();
    await addScaling(world);
    const { summary } = await world.runMode({ mode: 'status' });
    expect(summary).toContain('| 2 to 6 tasks | 2 healthy |');
    expect(summary).toContain('| 0 to 6 tasks, suspended | no targets |');
  });

  test('tells group stickiness, and which release has turned it off', async () => {
    const world = await createWorld();
    const { target } = world.infrastructure;
    const stickinessTold = async () => {
      const { summary } = await world.runMode({ mode: 'status' });
      return /\| \d+ \| \d+ \| (.*) \|/.exec(summary)?.[1];
    };
    await makeSticky(world, target, [3_600]);
    expect(await stickinessTold()).toBe('3600 s');
    await world.release(NEXT, { sticky: 'detach' });
    expect(await stickinessTold()).toBe('off since release 2, to be 3600 s again');
    await makeSticky(world, target, ['off']);
    await world.release(GOOD);
    expect(await stickinessTold()).toBe('off since release 2, to be 3600 s again');
  });

  test('without a record tells what serves', async () => {
    const world = await createWorld();
    const { outputs, summary } = await world.runMode({ mode: 'status', record: 'none' });
    expect(outputs).toMatchObject({ 'live-slot': 'green' });
    expect(summary).not.toContain('lease');
  });
});
