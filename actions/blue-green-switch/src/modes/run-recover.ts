import type { Outcome } from '../../../../lib/action/outcome.ts';
import { describeOwner } from '../../../../lib/aws/record/lease-entry.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import type { Ports } from '../ports.ts';
import { findLeftUnfinished } from '../record/find-left-unfinished.ts';
import { type RecordedPlan, toPlan, weightsOfRun } from '../record/recorded-plan.ts';
import { underLease } from '../record/under-lease.ts';
import { renderPlannedRecovery, reportRecovery } from '../report/recovery.ts';
import { look } from '../traffic/look.ts';
import { decideRecovery } from './decide-recovery.ts';
import { canGoOn } from './go-on.ts';
import { recoverNothing, reportNothing } from './recover-nothing.ts';
import { readInterruptedPlan, recoverUnfinished } from './recover-unfinished.ts';

/** What a run of mode `recover` was given. */
export interface RecoverRun {
  readonly inputs: Inputs;
  readonly target: Target;
  readonly record: string;
}

/**
 * Puts right what a lost run has left, be its lease expired or not: whoever asks for a recovery takes over. Green when
 * all traffic goes to one slot afterwards.
 */
export async function runRecover({ inputs, target, record }: RecoverRun, ports: Ports): Promise<Outcome> {
  const resumes = () => inputs.onInterrupted === 'resume';
  if (inputs.dryRun) return describeRecovery({ target, record, resumes }, ports);
  const { timeline } = ports;
  const use = { record, mode: inputs.mode, mayPreempt: true };
  return underLease(use, ports, async (free, open) => {
    if (!open) throw new Error('A recovery has a record.');
    const recovered = await recoverUnfinished({ inputs, target, open, timeline, resumes }, free);
    if (!recovered) {
      return { result: await recoverNothing({ inputs, target, open, timeline }, free), isUnfinished: false };
    }
    return { result: reportRecovery(recovered, timeline), isUnfinished: recovered.isUnfinished };
  });
}

/** What it would do. A run that lives looks like a lost one: to recover is to take over from either. */
async function describeRecovery(
  { target, record, resumes }: Pick<RecoverRun, 'target' | 'record'> & { readonly resumes: () => boolean },
  ports: Ports,
): Promise<Outcome> {
  const unfinished = await findLeftUnfinished(record, ports);
  if (!unfinished) return reportNothing(target, record, ports);
  const plan = readInterruptedPlan(unfinished, record);
  const recovery =
    plan.mode === 'rollback' || (canGoOn(plan) && resumes())
      ? ({ kind: 'go-on' } as const)
      : decideRecovery(plan, plan.begun, await seeRecovery(plan, target, ports));
  const whose = describeOwner(unfinished.lease.entry.owner);
  return { outputs: { image: plan.image }, summary: renderPlannedRecovery({ whose, plan, recovery }) };
}

async function seeRecovery(plan: RecordedPlan, target: Target, ports: Ports) {
  const { healthy, rules } = await look(toPlan(plan, target), weightsOfRun(plan), ports);
  return { healthy, states: rules.map(({ state }) => state) };
}
