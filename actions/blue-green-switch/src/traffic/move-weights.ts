import { ActionFailure } from '../../../../lib/action/errors.ts';
import { readSettledRules } from '../../../../lib/aws/load-balancer/read-settled-rules.ts';
import { type Rule, writeWeights } from '../../../../lib/aws/load-balancer/rules.ts';
import { type Forwarding, forwardingOf } from '../../../../lib/aws/load-balancer/weights.ts';
import { type PerSlot, targetGroupsOf } from '../../../../lib/aws/target.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';

/** Weights that each rule may show while this run is at work: what it started from, and what the run has written. */
export type OwnWeights = Map<string, PerSlot<number>[]>;

/** Before the first write a rule may show only what the plan was made from. */
export function startOwnWeights(plan: Plan): OwnWeights {
  return new Map(plan.rules.map(({ ruleArn, before }) => [ruleArn, [before]]));
}

/** True when this run has sent a write to the rule, or may have. */
export function hasWritten(own: OwnWeights, ruleArn: string): boolean {
  return (own.get(ruleArn) ?? []).length > 1;
}

/** A write on its way is given so long to end when the run does, in milliseconds. */
const GRACE_MILLISECONDS = 1_500;

/**
 * Gives a rule new weights. Load balancers have no compare-and-swap, so the rule is read right before: what neither the
 * plan started from nor this run wrote belongs to somebody else, and is left alone.
 * @throws ActionFailure when somebody else has changed the rule
 */
export async function moveWeights(
  plan: Plan,
  ruleArn: string,
  weights: PerSlot<number>,
  own: OwnWeights,
  ports: WritePorts,
): Promise<void> {
  const { elbv2, signal, journal } = ports;
  await journal.ensureHeld();
  const known = own.get(ruleArn) ?? [];
  const pair = targetGroupsOf(plan.target);
  // A write that is given up may still arrive, then after the one that was to undo it: its answer is awaited first.
  const late = abortLate(ports);
  await writeWeights({ elbv2, signal: late }, ruleArn, pair, weights, ({ weights: current }) => {
    signal.throwIfAborted();
    refuseForeignWeights(ruleArn, current, [...known, weights]);
    // Noted before the write is sent: should its answer get lost, the weights are this run's all the same.
    own.set(ruleArn, [...known, weights]);
  });
}

/** @throws ActionFailure when a rule shows weights that are none of this run's */
export function refuseForeignWeights(
  ruleArn: string,
  current: PerSlot<number>,
  known: readonly PerSlot<number>[],
): void {
  if (known.some((candidate) => isSame(candidate, current))) return;
  throw new ActionFailure({
    cause: `Somebody else has changed production rule ${ruleArn}: blue ${current.blue}, green ${current.green}.`,
    advice: 'Find out who deploys to this target beside this run; nothing was written to the rule.',
  });
}

/** Aborts a little later than the signal of the run. */
function abortLate({ clock, signal }: Ports): AbortSignal {
  const late = new AbortController();
  const abort = () => clock.after(GRACE_MILLISECONDS, () => late.abort(signal.reason));
  if (signal.aborted) late.abort(signal.reason);
  else signal.addEventListener('abort', abort, { once: true });
  return late.signal;
}

/**
 * Reads every production rule back.
 * @throws ActionFailure when one does not have the weights
 */
export async function confirmWeights(plan: Plan, weights: PerSlot<number>, ports: Ports): Promise<void> {
  const pair = targetGroupsOf(plan.target);
  const weightsOf = ({ actions }: Rule) => forwardingOf(actions, pair)?.weights;
  const isExpected = (rule: Rule) => {
    const found = weightsOf(rule);
    return found !== undefined && isSame(found, weights);
  };
  const arns = plan.rules.map(({ ruleArn }) => ruleArn);
  for (const rule of await readSettledRules(ports, arns, isExpected)) {
    if (isExpected(rule)) continue;
    throw new ActionFailure({
      cause: `Production rule ${rule.arn} reads back with ${show(weightsOf(rule))} instead of ${show(weights)}.`,
      advice: 'Somebody else has changed it since: find out who deploys to this target beside this run.',
    });
  }
}

function isSame(a: PerSlot<number>, b: PerSlot<number>): boolean {
  return a.blue === b.blue && a.green === b.green;
}

function show(weights: Forwarding['weights'] | undefined): string {
  return weights ? `blue ${weights.blue}, green ${weights.green}` : 'no weights';
}
