import type { Scenario } from '../scenario.ts';
import { aimEnd } from './aim-end.ts';
import type { Dice } from './dice.ts';
import { addAlarms } from './draw-alarms.ts';
import { addCrowd } from './draw-crowd.ts';
import { addDryRun } from './draw-dry-run.ts';
import { addPosts } from './draw-posts.ts';
import { addScaling } from './draw-scaling.ts';
import { addStickiness } from './draw-stickiness.ts';
import { addStickyWait } from './draw-sticky-wait.ts';
import { addTests } from './draw-tests.ts';

/** What a platform and its pipelines may have beside the least that a release needs, each in a share of the worlds. */
const FURNITURE = {
  ...{
    scaling: addScaling,
    posts: addPosts,
    aim: aimEnd,
    crowd: addCrowd,
    tests: addTests,
    alarms: addAlarms,
  },
  ...{ stickiness: addStickiness, 'sticky wait': addStickyWait, 'dry run': addDryRun },
} as const satisfies Readonly<Record<string, (dice: Dice, scenario: Scenario) => Scenario>>;

/** Adds to a drawn scenario; each kind has dice of its own, so that a new one leaves the others as they were. */
export function furnish(dice: Dice, scenario: Scenario): Scenario {
  return Object.entries(FURNITURE).reduce((sofar, [name, add]) => add(dice.fork(name), sofar), scenario);
}
