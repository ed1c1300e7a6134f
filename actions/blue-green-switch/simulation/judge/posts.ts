import type { PlayedRun } from '../trace.ts';
import { type Facts, runOf, type WrittenPlan } from './facts.ts';
import type { Violation } from './violation.ts';

/** The step after a job takes up only what its own workflow run has left. */
export function judgePosts(facts: Facts): Violation[] {
  return facts.trace.runs
    .filter(({ inputs }) => inputs.mode === 'post')
    .flatMap((post) => judge(facts, post));
}

function judge(facts: Facts, { name, runId }: PlayedRun): Violation[] {
  const say = (at: number, what: string): Violation[] => [
    { promise: 'a job cleans up after itself alone', at, what: `${name} ${what}` },
  ];
  const [change] = facts.writes.filter(
    (write) => write.by === name && write.service !== 'ssm' && !write.error,
  );
  const plan = facts.plans.find(({ by }) => by === name);
  if (!plan) return change ? say(change.at, `did ${change.operation} without a plan`) : [];
  const before = planBefore(facts, plan);
  const whose = before && runOf(facts, before.by);
  return whose?.runId === runId ? [] : say(plan.at, `took up what ${before?.by ?? 'nobody'} has left`);
}

function planBefore({ plans }: Facts, { lease }: WrittenPlan): WrittenPlan | undefined {
  return plans.filter((plan) => plan.lease < lease).sort((a, b) => b.lease - a.lease)[0];
}
