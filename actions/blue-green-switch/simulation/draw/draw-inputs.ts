import type { Dice } from './dice.ts';

export type Inputs = Readonly<Record<string, string>>;

/** Draws the inputs of one run. */
export function drawInputs(dice: Dice, mode: string, version: number): Inputs {
  switch (mode) {
    case 'status':
      return { mode };
    case 'recover':
      return { mode, ...drawWatching(dice), ...drawInterrupted(dice) };
    case 'rollback': {
      const to = dice.pick(['previous', 'previous', 'previous', `version ${version}`]);
      return { mode, ...drawWatching(dice), ...drawSizes(dice), to };
    }
    default:
      return {
        ...{ mode, ...drawWatching(dice), ...drawSizes(dice), ...drawInterrupted(dice) },
        ...{ image: `version ${version}`, steps: drawSteps(dice) },
        ...(mode === 'bootstrap' && { 'desired-count': dice.pick(['1', '2']) }),
      };
  }
}

/** Draws the modes of a pipeline that puts its own steps between them. */
export function drawPipeline(dice: Dice, version: number): readonly Inputs[] {
  const { 'standby-count': standbyCount, ...sizes } = drawSizes(dice);
  const { 'healthy-timeout': timeout = '1m', ...watching } = drawWatching(dice);
  const keep = { 'keep-for': dice.pick(['1m', '10m']) };
  return [
    { mode: 'prepare', 'healthy-timeout': timeout, ...keep, ...sizes, image: `version ${version}` },
    {
      mode: 'shift',
      'healthy-timeout': timeout,
      ...watching,
      ...keep,
      steps: drawSteps(dice),
      ...drawInterrupted(dice),
    },
    { mode: 'finish', hold: watching.hold ?? '5s', ...(standbyCount && { 'standby-count': standbyCount }) },
  ];
}

function drawWatching(dice: Dice): Inputs {
  return {
    hold: dice.pick(['5s', '5s', '10s']),
    bake: dice.pick(['10s', '20s']),
    'healthy-timeout': dice.pick(['45s', '1m']),
    ...(dice.chance(0.8) && { 'probe-url': '/', 'probe-interval': '1s' }),
  };
}

function drawSizes(dice: Dice): Inputs {
  return {
    ...(dice.chance(0.3) && { 'standby-count': dice.pick(['1', '2']) }),
    ...(dice.chance(0.15) && { 'desired-count': dice.pick(['2', '3']) }),
    ...(dice.chance(0.15) && { required: '1' }),
  };
}

function drawInterrupted(dice: Dice): Inputs {
  return dice.chance(0.3) ? { 'on-interrupted': 'resume' } : {};
}

function drawSteps(dice: Dice): string {
  return dice.pick(['100%', '100%', '10% 10s, 100%', '10% 5s, 50% 10s, 100%']);
}
