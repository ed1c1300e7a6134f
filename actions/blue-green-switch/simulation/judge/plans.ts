import { type Facts, runOf, truthAt, truthsBetween, type WrittenPlan } from './facts.ts';
import { servingSlot } from './serving.ts';
import type { Violation } from './violation.ts';

/** A count may have changed between the observation and the plan that is made from it, in milliseconds. */
const OBSERVED_WITHIN = 60_000;

/** Design sections 5 to 7: a plan asks for as many healthy targets as were told, or as serve now. */
export function judgePlans(facts: Facts): Violation[] {
  return facts.plans.filter(({ isRecovered }) => !isRecovered).flatMap((plan) => judgePlan(facts, plan));
}

function judgePlan(facts: Facts, { at, by, document }: WrittenPlan): Violation[] {
  const { inputs = {} } = runOf(facts, by) ?? {};
  const { live, standby, required, desiredCount, mode, image, isFirst } = document;
  const violations: Violation[] = [];
  const complain = (promise: string, what: string) => violations.push({ promise, at, what: `${by} ${what}` });
  const counts = truthsBetween(facts, at - OBSERVED_WITHIN, at).map(({ slots }) => slots[live].desiredCount);
  const serve = isFirst ? 1 : Math.min(...counts);
  const maximum = truthAt(facts, at).slots[standby].scaling?.maximum ?? Number.POSITIVE_INFINITY;
  const least = Math.min(Math.max(1, serve, Number(inputs['desired-count'] ?? 1)), maximum);
  if (desiredCount < least) {
    complain('as many tasks as serve', `plans ${desiredCount} tasks, and ${live} has at least ${least}`);
  }
  if (desiredCount > maximum) {
    complain('as many tasks as serve', `plans ${desiredCount} tasks, and ${standby} may have ${maximum}`);
  }
  const wanted = inputs.required === undefined ? desiredCount : Number(inputs.required);
  if (required < Math.max(1, wanted)) {
    complain('healthy before raised', `requires ${required} healthy targets instead of ${wanted}`);
  }
  if (mode !== 'rollback' && image !== inputs.image) {
    complain('what was asked for', `plans ${image} instead of ${inputs.image}`);
  }
  const before = truthsBetween(facts, at - OBSERVED_WITHIN, at).map(servingSlot);
  if (!isFirst && !before.includes(live)) {
    complain('what was asked for', `takes ${live} for live, which had not all of the traffic`);
  }
  return violations;
}
