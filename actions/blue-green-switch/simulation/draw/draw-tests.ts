import type { Act, Scenario, WorldEvent } from '../scenario.ts';
import type { Dice } from './dice.ts';
import { drawMoment } from './draw-events.ts';
import type { Inputs } from './draw-inputs.ts';
import { tellRuns } from './tell-runs.ts';

const TESTED: Inputs = { 'test-url': '/', 'test-headers': 'as the test rule asks', 'probe-interval': '1s' };

/** Gives the platform a test rule, and lets runs ask for the version through it; now and then for one that never comes. */
export function addTests(dice: Dice, scenario: Scenario): Scenario {
  if (!dice.chance(0.15)) return scenario;
  const { platform, events, runs } = scenario;
  const told = tellRuns(dice.fork('runs'), scenario, 0.8, (mode, { inputs }, own) => {
    const { image } = inputs;
    if (mode === 'shift') return TESTED;
    if (image === undefined) return {};
    const version = own.chance(0.12) ? '9' : image.replace('version ', '');
    return { ...TESTED, 'expect-version': `header:x-app-version=${version}` };
  });
  const blue = dice.pick([0, 50, 100]);
  const act: Act = { kind: 'set-test-weights', blue, green: 100 - blue };
  const meddling: WorldEvent = { at: drawMoment(dice.fork('when'), runs.length), act };
  return {
    ...{ ...scenario, platform: { ...platform, isTested: true }, runs: told },
    events: dice.chance(0.15) ? [...events, meddling] : events,
  };
}
