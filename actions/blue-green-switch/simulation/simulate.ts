import type { Coverage } from './coverage/cells.ts';
import { cover } from './coverage/cover.ts';
import { findFacts } from './judge/facts.ts';
import { judge } from './judge/judge.ts';
import type { Violation } from './judge/violation.ts';
import { play } from './play/play.ts';
import type { Scenario } from './scenario.ts';
import { showTrace } from './show.ts';

/** What became of one world. */
export interface WorldResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly coverage: Coverage;
}

/** Plays a world and judges it. */
export async function simulateWorld(scenario: Scenario): Promise<WorldResult> {
  const { seed } = scenario;
  try {
    const facts = findFacts(await play(scenario));
    return { seed, violations: judge(scenario, facts), coverage: cover(scenario, facts) };
  } catch (error) {
    return { seed, violations: [brokenDown(error)], coverage: {} };
  }
}

/** The same, told line by line. */
export async function retellWorld(scenario: Scenario): Promise<string> {
  const trace = await play(scenario);
  return showTrace(scenario, trace, judge(scenario, findFacts(trace)));
}

/** Time that stands still, for one: then everybody waits for something that nothing will bring. */
function brokenDown(error: unknown): Violation {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { promise: 'every world comes to its end', at: 0, what };
}
