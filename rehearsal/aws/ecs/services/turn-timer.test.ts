import { expect, test } from '@jest/globals';
import { sleep } from '../../../../lib/action/clock.ts';
import { createRandom } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { FARGATE_SETTINGS } from '../settings.ts';
import { createTurnTimer } from './turn-timer.ts';

function createStage() {
  const clock = createVirtualClock(1_000_000);
  const turns: number[] = [];
  const timer = createTurnTimer({ clock, random: createRandom(3), settings: FARGATE_SETTINGS }, () =>
    turns.push(clock.now()),
  );
  return { clock, turns, timer, pass: (milliseconds: number) => clock.run(sleep(clock, milliseconds)) };
}

test('many wakes make one turn, and turns are whole intervals apart', async () => {
  const { turns, timer, pass } = createStage();
  timer.wake();
  timer.wake();
  await pass(12_345);
  timer.wake();
  await pass(60_000);
  expect(turns).toHaveLength(2);
  expect(((turns[1] ?? 0) - (turns[0] ?? 0)) % FARGATE_SETTINGS.schedulerInterval).toBe(0);
});

test('the earliest wake counts, whichever came first', async () => {
  for (const order of [
    [0, 50_000],
    [50_000, 0],
  ]) {
    const { clock, turns, timer, pass } = createStage();
    for (const delay of order) timer.wake(clock.now() + delay);
    await pass(100_000);
    expect(turns).toHaveLength(1);
    expect(turns[0]).toBeLessThanOrEqual(1_010_000);
  }
});

test('a turn may ask for the next one', async () => {
  const clock = createVirtualClock(0);
  let left = 3;
  const timer = createTurnTimer({ clock, random: createRandom(1), settings: FARGATE_SETTINGS }, () => {
    left -= 1;
    if (left > 0) timer.wake();
  });
  timer.wake();
  await clock.run(sleep(clock, 60_000));
  expect(left).toBe(0);
});
