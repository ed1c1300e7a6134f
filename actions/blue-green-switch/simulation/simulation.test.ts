import { describe, expect, test } from '@jest/globals';
import { drawPlainScenario, drawScenario } from './draw/draw-scenario.ts';
import { play } from './play/play.ts';
import { simulateWorld } from './simulate.ts';

/** As many worlds as a mutant is tried in, or the sample that every run of the tests takes. */
const WORLDS = Number(process.env.SIMULATED_WORLDS ?? 80);
const FIRST = Number(process.env.SIMULATED_FROM ?? 1);
const AT_ONCE = 5;

const groups = Array.from({ length: Math.ceil(WORLDS / AT_ONCE) }, (_, group) => FIRST + group * AT_ONCE);

describe('blue-green-switch keeps its promises in random worlds', () => {
  test.each(groups)(`from seed %i on`, async (from) => {
    const last = Math.min(from + AT_ONCE, FIRST + WORLDS);
    for (let seed = from; seed < last; seed++) {
      const { violations } = await simulateWorld(drawScenario(seed));
      const told = violations.map(
        ({ promise, what }) => `npm run simulate -- --seed ${seed}: ${promise}: ${what}`,
      );
      expect(told).toEqual([]);
    }
  });
});

/** Seeds that have found a fault, of the action or of those who judge it, before worlds were furnished. */
const FOUND_PLAIN = [63, 634, 1004, 5161, 5199, 20021, 20025, 20196, 30060, 30419];

test.each(FOUND_PLAIN)('what seed %i has found on a plain platform is mended', async (seed) => {
  expect((await simulateWorld(drawPlainScenario(seed))).violations).toEqual([]);
});

/** The same, on the platforms that they were found on, furnished. */
const FOUND = [734, 1657, 4031, 4100, 8532, 22496, 26336, 29156, 201087, 201231, 220401, 220673, 250859];

test.each(FOUND)('what seed %i has found is mended', async (seed) => {
  expect((await simulateWorld(drawScenario(seed))).violations).toEqual([]);
});

test('the same seed gives the same world, whatever was played before it', async () => {
  const [first, again] = [await play(drawScenario(7)), await play(drawScenario(7))];
  expect(again.events).toEqual(first.events);
  expect(again.runs).toEqual(first.runs);
});
