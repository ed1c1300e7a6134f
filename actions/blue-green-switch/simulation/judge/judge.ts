import type { Scenario } from '../scenario.ts';
import { judgeDryRuns } from './dry-runs.ts';
import { judgeEnds } from './ends.ts';
import { judgeExclusion } from './exclusion.ts';
import type { Facts } from './facts.ts';
import { judgeGates } from './gates.ts';
import { judgeKept } from './kept.ts';
import { judgeParking } from './parking.ts';
import { judgePlans } from './plans.ts';
import { judgePosts } from './posts.ts';
import { judgeRaises } from './raises.ts';
import { judgeScaling } from './scaling.ts';
import { judgeStickiness } from './stickiness.ts';
import { judgeTests } from './tests.ts';
import { judgeTimes } from './times.ts';
import { judgeVerdicts } from './verdicts.ts';
import type { Violation } from './violation.ts';
import { judgeVisitors } from './visitors.ts';

/** Every promise that was broken, in the order in which they were. */
export function judge(scenario: Scenario, facts: Facts): readonly Violation[] {
  return [
    ...judgePlans(facts),
    ...judgeRaises(facts),
    ...judgeParking(facts),
    ...judgeExclusion(facts),
    ...judgeVerdicts(facts),
    ...judgeTimes(facts),
    ...judgeScaling(facts),
    ...judgePosts(facts),
    ...judgeDryRuns(facts),
    ...judgeGates(facts),
    ...judgeTests(facts),
    ...judgeStickiness(facts),
    ...judgeKept(facts),
    ...judgeEnds(facts),
    ...judgeVisitors(facts, scenario),
  ].sort((a, b) => a.at - b.at);
}
