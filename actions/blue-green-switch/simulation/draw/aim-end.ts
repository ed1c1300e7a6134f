import type { RunEnd, RunMoment, RunShape, Scenario } from '../scenario.ts';
import type { Dice } from './dice.ts';

const WEIGHTS = ['ModifyListener', 'ModifyRule'];

/** Moments that a number of a call seldom meets: what a run does last, or does after something else has gone wrong. */
const MOMENTS: readonly RunMoment[] = [
  { call: 1, when: 'before the send' },
  { call: 1, when: 'after the effect' },
  { call: 2, when: 'after the effect' },
  { operations: ['UpdateService'], number: 1, when: 'after the effect' },
  { operations: ['UpdateService'], number: 1, when: 'after the reply' },
  { operations: ['UpdateService'], number: 2, when: 'after the effect' },
  { operations: WEIGHTS, number: 1, when: 'after the effect' },
  { operations: WEIGHTS, number: 2, when: 'after the effect' },
  { operations: WEIGHTS, number: 3, when: 'after the effect' },
  { operations: ['DeleteParameters'], number: 1, when: 'before the send' },
];

/** Ends a run at a moment that is worth it; where it takes up something, what comes before it was killed half way too. */
export function aimEnd(dice: Dice, scenario: Scenario): Scenario {
  if (!dice.chance(0.12)) return scenario;
  const [first, ...others] = scenario.runs;
  if (!first) return scenario;
  const end: RunEnd = { kind: dice.pick(['kill', 'kill', 'cancel']), moment: dice.pick(MOMENTS) };
  const mode = dice.pick(['rollback', 'rollback', 'recover', 'recover', 'release'] as const);
  const isLost = dice.chance(0.6);
  const lost: RunEnd = { kind: 'kill', moment: dice.pick(MOMENTS) };
  const { post: _post, end: _end, ...calm } = first;
  const before: RunShape = { ...calm, faults: [], ...(isLost && { end: lost }) };
  const second: RunShape = {
    ...calm,
    runId: 'AIMED',
    start: { kind: 'after', run: 0, milliseconds: dice.pick([1_000, 30_000, 100_000]) },
    inputs: inputsOf(mode, first.inputs),
    ...{ faults: [], end },
  };
  return { ...scenario, runs: [before, second, ...others.slice(1)] };
}

/** What the run that comes first was told, as far as it acts in that mode. */
function inputsOf(mode: string, { image, hold, bake, ...others }: RunShape['inputs']): RunShape['inputs'] {
  const timeout = others['healthy-timeout'] ?? '1m';
  const watched = { mode, hold: hold ?? '5s', bake: bake ?? '10s', 'healthy-timeout': timeout };
  return mode === 'release' ? { ...watched, image: image ?? 'version 2', steps: '50% 5s, 100%' } : watched;
}
