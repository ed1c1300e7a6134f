import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';
import type { Registrable } from '../../../../lib/aws/task-definitions/registrable.ts';
import type { Plan } from '../plan/plan.ts';
import { renderPlan } from '../report/summary.ts';

/** A release or a rollback as it is going to be done. */
export interface PreparedSwitch {
  readonly plan: Plan;
  /** What the standby is to run: a revision that there is, or a definition that one will be registered from. */
  readonly revision: { readonly arn: string } | { readonly definition: Registrable };
  /** That it is gated on. */
  readonly alarms: readonly Alarm[];
}

/** What it would do. */
export function describeDryRun({ plan, alarms }: PreparedSwitch): Outcome {
  return {
    outputs: { 'live-slot': plan.live, image: plan.image },
    summary: renderPlan(plan, alarms, { parks: plan.steps.length > 0 }),
  };
}
