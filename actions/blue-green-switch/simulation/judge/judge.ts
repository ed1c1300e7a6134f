import type { Scenario } from '../scenario.ts';
import type { Trace } from '../trace.ts';
import { judgeEnds } from './ends.ts';
import { judgeExclusion } from './exclusion.ts';
import { findFacts } from './facts.ts';
import { judgeParking } from './parking.ts';
import { judgePlans } from './plans.ts';
import { judgeRaises } from './raises.ts';
import { judgeTimes } from './times.ts';
import { judgeVerdicts } from './verdicts.ts';
import type { Violation } from './violation.ts';
import { judgeVisitors } from './visitors.ts';

/** Every promise that was broken, in the order in which they were. */
export function judge(scenario: Scenario, trace: Trace): readonly Violation[] {
  const facts = findFacts(trace);
  return [
    ...judgePlans(facts),
    ...judgeRaises(facts),
    ...judgeParking(facts),
    ...judgeExclusion(facts),
    ...judgeVerdicts(facts),
    ...judgeTimes(facts),
    ...judgeEnds(facts),
    ...judgeVisitors(facts, scenario),
  ].sort((a, b) => a.at - b.at);
}
