import { findFacts } from '../judge/facts.ts';
import type { Scenario } from '../scenario.ts';
import type { Trace } from '../trace.ts';
import type { Coverage } from './cells.ts';
import { countAftermath } from './count-aftermath.ts';
import { countRuns, type See } from './count-runs.ts';
import { countWorld } from './count-world.ts';

/** What a played scenario has shown, each thing counted once for each time that it was seen. */
export function cover(scenario: Scenario, trace: Trace): Coverage {
  const facts = findFacts(trace);
  const coverage: Coverage = {};
  const see: See = (topic, cell) => {
    const cells = coverage[topic] ?? {};
    coverage[topic] = { ...cells, [cell]: (cells[cell] ?? 0) + 1 };
  };
  countRuns(facts, scenario, see);
  countWorld(facts, scenario, see);
  countAftermath(facts, see);
  return coverage;
}
