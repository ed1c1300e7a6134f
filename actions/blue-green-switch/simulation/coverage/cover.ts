import type { Facts } from '../judge/facts.ts';
import type { Scenario } from '../scenario.ts';
import { addCoverage, type Coverage } from './cells.ts';
import { countAftermath } from './count-aftermath.ts';
import { countGates } from './count-gates.ts';
import { countPosts } from './count-posts.ts';
import { countRuns, type See } from './count-runs.ts';
import { countScaling } from './count-scaling.ts';
import { countStickiness } from './count-stickiness.ts';
import { countWorld } from './count-world.ts';

/** What a played scenario has shown, each thing counted once for each time that it was seen. */
export function cover(scenario: Scenario, facts: Facts): Coverage {
  const coverage: Coverage = {};
  const see: See = (topic, cell) => addCoverage(coverage, { [topic]: { [cell]: 1 } });
  countRuns(facts, scenario, see);
  countWorld(facts, scenario, see);
  countAftermath(facts, see);
  countScaling(facts, see);
  countPosts(facts, see);
  countGates(facts, see);
  countStickiness(facts, see);
  return coverage;
}
