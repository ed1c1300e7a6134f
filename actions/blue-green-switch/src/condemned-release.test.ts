import { expect, test } from '@jest/globals';
import { startMortalRun } from '../testing/mortal-run.ts';
import { createWorld, RECORD } from '../testing/world.ts';

const RECOVER = { mode: 'recover', 'on-interrupted': 'resume', hold: '5s', bake: '20s' };

/** A release whose version turns bad under all the traffic, lost when it is about to give that back. */
async function loseOnTheWayBack() {
  const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '25', ERROR_RATE: '1' } });
  let moves = 0;
  const run = await startMortalRun(world, {}, undefined, {
    onCall({ operation, point }) {
      if (operation !== 'ModifyListener' || point !== 'before the send') return;
      moves += 1;
      if (moves === 2) run.kill();
    },
  });
  expect(await world.clock.run(run.ended)).toBe('lost');
  return world;
}

test('a release whose version was seen to be bad is taken back also by a recovery that would go on with it', async () => {
  const world = await loseOnTheWayBack();
  const mark = world.log.lines.length;
  const planned = await world.runMode({ ...RECOVER, 'dry-run': 'true' });
  expect(planned.summary).toContain('Dry run: all traffic would go to green');
  const recovered = await world.runMode(RECOVER);
  expect(recovered.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  expect(recovered.failure).toBeUndefined();
  expect(world.log.lines.slice(mark).join('\n')).toContain(
    'It is taken back, not gone on with: its version was seen to be bad',
  );
  expect(world.weightWrites()).toEqual([
    [100, 0],
    [0, 100],
  ]);
});

test('and by the recovery of such a recovery', async () => {
  const world = await loseOnTheWayBack();
  const again = await startMortalRun(world, RECOVER, {
    operation: 'ModifyListener',
    when: 'before the send',
  });
  expect(await world.clock.run(again.ended)).toBe('lost');
  expect((await world.runMode(RECOVER)).outputs).toMatchObject({
    ...{ verdict: 'rolled-back', 'live-slot': 'green' },
  });
});

test('what the lease says of it goes when the release has ended', async () => {
  const world = await loseOnTheWayBack();
  await world.runMode(RECOVER);
  const { ssm } = world.ports;
  const { Parameter } = await world.clock.run(ssm.getParameter({ Name: `${RECORD}/lease/3` }));
  expect(JSON.parse(Parameter?.Value ?? '')).toMatchObject({ state: 'done' });
  expect(Parameter?.Value).not.toContain('condemned');
});
