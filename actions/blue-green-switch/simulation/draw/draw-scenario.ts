import type { Scenario, VersionKind } from '../scenario.ts';
import { createDice, type Dice } from './dice.ts';
import { drawEvents } from './draw-events.ts';
import { drawPlatform } from './draw-platform.ts';
import { drawRuns } from './draw-runs.ts';
import { furnish } from './furnish.ts';

/** Draws the scenario of a seed. */
export function drawScenario(seed: number): Scenario {
  return furnish(createDice(seed).fork('furnishing'), drawPlainScenario(seed));
}

/** The same without what the platform may be furnished with: as the seeds that were kept first have found their faults. */
export function drawPlainScenario(seed: number): Scenario {
  const dice = createDice(seed);
  const kinds = dice.fork('troubles');
  const platform = drawPlatform(dice.fork('platform'));
  const versions = drawVersions(dice.fork('versions'));
  const troubles = {
    ends: kinds.chance(0.75),
    faults: kinds.chance(0.35),
    skew: kinds.chance(0.3),
    slowness: kinds.chance(0.2),
    contention: kinds.chance(0.5),
  };
  const runs = drawRuns(dice.fork('runs'), {
    ...{ versions: versions.length, isEmpty: platform.isEmpty, troubles },
  });
  const events = drawEvents(
    dice.fork('events'),
    { runs: runs.length, rules: platform.rules },
    {
      strangers: kinds.chance(0.2),
      losses: kinds.chance(0.15),
      outages: kinds.chance(0.15),
      scaling: kinds.chance(0.2),
    },
  );
  return {
    ...{ seed, platform, versions, runs, events },
    repair: kinds.pick(['recover', 'recover', 'release', 'rollback']),
    last: kinds.pick(['release', 'rollback']),
  };
}

const BAD: readonly VersionKind[] = [
  ...(['never-ready', 'crash-loop', 'crashes-late', 'errors-late', 'sickens'] as const),
  ...(['flapping', 'no-image'] as const),
];

/** The first is good; of the others most are. */
function drawVersions(dice: Dice): readonly VersionKind[] {
  const hasBad = dice.chance(0.35);
  const draw = (): VersionKind => {
    if (hasBad && dice.chance(0.6)) return dice.pick(BAD);
    return dice.pick(['good', 'good', 'slow']);
  };
  return ['good', draw(), draw()];
}
