import type { Act, EventMoment, WorldEvent } from '../scenario.ts';
import type { Dice } from './dice.ts';

/** What happens beside the runs in a scenario. */
export interface Surroundings {
  readonly strangers: boolean;
  readonly losses: boolean;
  readonly outages: boolean;
  readonly scaling: boolean;
}

/** Draws what other people, machines and visitors do meanwhile. */
export function drawEvents(
  dice: Dice,
  { runs, rules }: { readonly runs: number; readonly rules: number },
  { strangers, losses, outages, scaling }: Surroundings,
): readonly WorldEvent[] {
  const moment = (name: string) => drawMoment(dice.fork(`${name} when`), runs);
  const event = (name: string, act: (own: Dice) => Act): WorldEvent => ({
    at: moment(name),
    act: act(dice.fork(name)),
  });
  return [
    ...(strangers ? [event('stranger', (own) => drawStranger(own, rules))] : []),
    ...(losses ? [event('loss', drawLoss)] : []),
    ...(outages ? [event('outage', drawOutage)] : []),
    ...(scaling ? [event('scaling', drawScaling), event('scaling later', drawScaling)] : []),
  ];
}

/** Draws when something happens: about as often right after a weight as between two. */
export function drawMoment(dice: Dice, runs: number): EventMoment {
  const run = dice.between(0, runs - 1);
  if (dice.chance(0.5)) return { run, weight: dice.between(1, 4) };
  return { run, milliseconds: dice.between(0, 70_000) };
}

function drawStranger(dice: Dice, rules: number): Act {
  const rule = dice.chance(0.5) ? 'all' : dice.between(0, rules - 1);
  if (dice.chance(0.6)) return { kind: 'reset-rules', rule };
  if (dice.chance(0.3)) return { kind: 'set-count', count: dice.pick([0, 1, 3]) };
  const blue = dice.pick([0, 30, 100]);
  return { kind: 'set-weights', rule, blue, green: 100 - blue };
}

function drawLoss(dice: Dice): Act {
  return { kind: 'lose-tasks', share: dice.pick([0.3, 0.5, 1]) };
}

function drawOutage(dice: Dice): Act {
  const milliseconds = dice.between(2_000, 40_000);
  if (dice.chance(0.3)) return { kind: 'capacity-shortage', milliseconds };
  if (dice.chance(0.4)) return { kind: 'node-lag', lag: dice.between(500, 6_000), milliseconds };
  return { kind: 'outage', fault: dice.pick(['throttled', 'unavailable']), milliseconds };
}

function drawScaling(dice: Dice): Act {
  return { kind: 'scale', by: dice.pick([1, 1, -1]) };
}
