import type { RunEnd, RunMoment, RunShape, RunStart, Scenario } from '../scenario.ts';
import type { Dice } from './dice.ts';

const WEIGHTS = ['ModifyListener', 'ModifyRule'];
const PARAMETER = ['PutParameter'];
const TASKS = ['UpdateService'];

/** Moments that a number of a call seldom meets: what a run does last, or does after something else has gone wrong. */
const MOMENTS: readonly RunMoment[] = [
  { call: 1, when: 'before the send' },
  { call: 1, when: 'after the effect' },
  { operations: PARAMETER, number: 2, when: 'after the effect' },
  { operations: PARAMETER, number: 3, when: 'after the effect' },
  { operations: PARAMETER, number: 4, when: 'after the effect' },
  { operations: PARAMETER, number: 5, when: 'before the send' },
  { operations: TASKS, number: 1, when: 'after the effect' },
  { operations: TASKS, number: 1, when: 'after the reply' },
  { operations: TASKS, number: 2, when: 'after the effect' },
  { operations: WEIGHTS, number: 1, when: 'after the effect' },
  { operations: WEIGHTS, number: 2, when: 'after the effect' },
  { operations: WEIGHTS, number: 3, when: 'after the effect' },
];

/** Ends a run at a moment that is worth it; where it takes up something, what comes before it was killed half way too. */
export function aimEnd(dice: Dice, scenario: Scenario): Scenario {
  if (!dice.chance(0.12)) return scenario;
  const [first, ...others] = scenario.runs;
  if (!first) return scenario;
  const { post: _post, end: _end, ...rest } = first;
  const calm = { ...rest, faults: [] };
  const after = (run: number): RunStart => ({
    ...{ kind: 'after', run, milliseconds: dice.pick([1_000, 30_000, 100_000]) },
  });
  // Who takes back what was lost in the middle of its weights, and is lost so too, is rare otherwise.
  const weights = dice.fork('weights');
  const isShifting = weights.chance(0.25);
  const drawn = dice.pick(MOMENTS);
  const lost = { kind: 'kill', moment: isShifting ? momentOfWeight(weights) : drawn } as const;
  const before: readonly RunShape[] = dice.chance(0.25)
    ? [
        calm,
        { ...calm, runId: 'LEFT', start: after(0), inputs: inputsOf('rollback', first, dice), end: lost },
      ]
    : [{ ...calm, ...(dice.chance(0.6) && { end: lost }) }];
  const mode = dice.pick(['rollback', 'rollback', 'recover', 'recover', 'release'] as const);
  const kind = dice.pick(['kill', 'kill', 'cancel']);
  const moment = dice.pick(MOMENTS);
  const end: RunEnd = { kind, moment: isShifting ? momentOfWeight(weights) : moment };
  const aimed: RunShape = {
    ...{ ...calm, runId: 'AIMED', start: after(before.length - 1), end },
    inputs: inputsOf(mode, first, dice),
  };
  return { ...scenario, runs: [...before, aimed, ...others.slice(before.length)] };
}

function momentOfWeight(dice: Dice): RunMoment {
  return { operations: WEIGHTS, number: dice.pick([1, 1, 2]), when: 'after the effect' };
}

/** What the run that comes first was told, as far as it acts in that mode. */
function inputsOf(mode: string, { inputs }: RunShape, dice: Dice): RunShape['inputs'] {
  const { image = 'version 2', hold = '5s', bake = '10s', 'healthy-timeout': timeout = '1m' } = inputs;
  const watched = { mode, hold, bake, 'healthy-timeout': timeout };
  const resuming = dice.chance(0.5) && mode !== 'rollback' ? { 'on-interrupted': 'resume' } : {};
  return mode === 'release'
    ? { ...watched, ...resuming, image, steps: '50% 5s, 100%' }
    : { ...watched, ...resuming };
}
