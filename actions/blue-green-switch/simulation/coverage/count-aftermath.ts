import type { Facts } from '../judge/facts.ts';
import { recordAt } from '../judge/record.ts';
import { isNobodyHealthy, isSettled } from '../judge/serving.ts';
import type { See } from './count-runs.ts';

/** Counts what was left when the scenario was over, and what it took to put it right. */
export function countAftermath({ trace, calmAt, acts }: Facts, see: See): void {
  const calm = trace.events.find((event) => event.kind === 'calm');
  if (calm?.kind !== 'calm') return;
  const record = recordAt(trace.events, calmAt);
  const repairs = trace.runs.filter(({ phase }) => phase === 'repair').length;
  const repaired = repairs === 1 ? 'one run was enough' : 'several runs were needed';
  see('afterwards', isSettled(calm.truth, record) ? 'nothing was left' : repaired);
  if (acts.some(({ at }) => at > calmAt)) see('afterwards', 'a person helped');
  if (isNobodyHealthy(calm.truth)) see('afterwards', 'nobody was healthy');
  for (const { name, inputs } of trace.runs) {
    if (name === 'BACK') see('afterwards', 'it was gone back from');
    if (name !== 'LAST') continue;
    see('afterwards', inputs.mode === 'bootstrap' ? 'it was bootstrapped' : 'a good version was released');
  }
}
