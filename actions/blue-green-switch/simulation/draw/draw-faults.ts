import type { RunFault } from '../scenario.ts';
import type { Dice } from './dice.ts';

/** What a stale answer can be about. Target health is not among it: an old reading would excuse everything. */
const STALE = ['DescribeRules', 'DescribeServices', 'GetParameters', 'GetParametersByPath'] as const;

/** What decides about a release when it goes wrong. */
const TELLING = [
  ...['ModifyListener', 'ModifyRule', 'UpdateService', 'RegisterTaskDefinition', 'PutParameter'],
  ...['DescribeRules', 'DescribeTargetHealth', 'DescribeServices', 'GetParameters', 'DeleteParameters'],
] as const;

/** Draws one or two faults that meet calls of one run. */
export function drawFaults(dice: Dice): readonly RunFault[] {
  return Array.from({ length: dice.between(1, 2) }, (_, index) => drawFault(dice.fork(`fault ${index}`)));
}

function drawFault(dice: Dice): RunFault {
  const kind = dice.pick([
    ...(['throttled', 'server-error', 'unavailable', 'lost-request', 'lost-answer', 'lost-answer'] as const),
    ...(['stale-read', 'expired-credentials'] as const),
  ]);
  if (kind === 'stale-read') {
    return { kind, operation: dice.pick(STALE), after: dice.between(0, 10), count: 200, probability: 0.5 };
  }
  const isStorm = dice.chance(0.3);
  const shape = isStorm
    ? { after: dice.between(0, 100), count: dice.between(5, 40), probability: 0.5 }
    : { after: dice.between(0, 12), count: dice.pick([1, 1, 2, 4]), probability: 1 };
  if (kind === 'expired-credentials') {
    return { kind, after: dice.between(0, 250), count: 100_000, probability: 1 };
  }
  return isStorm ? { kind, ...shape } : { kind, operation: dice.pick(TELLING), ...shape };
}
