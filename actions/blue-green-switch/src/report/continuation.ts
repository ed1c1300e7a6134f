import { inlineCode, table } from '../../../../lib/action/markdown.ts';
import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Continuation } from '../modes/decide-continuation.ts';
import type { Plan } from '../plan/plan.ts';
import type { RecordedPlan } from '../record/recorded-plan.ts';
import { renderPlan } from './summary.ts';

/** What an earlier attempt of the run has done already. */
export function reportDone({ standby, live, image, taskDefinition, releaseId }: RecordedPlan): Outcome {
  return {
    outputs: {
      ...{ verdict: 'shifted', 'live-slot': standby, 'previous-slot': live, image },
      ...{ 'task-definition': taskDefinition, 'release-id': `${releaseId}` },
    },
    summary: `### :white_check_mark: This run has shifted the traffic to ${standby} already`,
  };
}

/** What a dry run tells of a mode that goes on with a release. */
export function describeContinuation(mode: 'shift' | 'finish', plan: Plan, { kind }: Continuation): Outcome {
  const outputs = { image: plan.image };
  if (kind === 'interrupted') {
    const summary = `### Dry run: an earlier attempt of this run was lost in the middle, which would be put right, and nothing was changed`;
    return { outputs, summary };
  }
  if (mode === 'shift') return { outputs, summary: renderPlan(plan, [], { parks: false }) };
  return { outputs, summary: renderFinish(plan) };
}

function renderFinish({ target, live, parkedCount }: Plan): string {
  return [
    `### Dry run: ${live} would be parked, and nothing was changed`,
    table(['Service', 'Tasks'], [[inlineCode(target.slots[live].service), `as now → ${parkedCount}`]]),
  ].join('\n\n');
}
