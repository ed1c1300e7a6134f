import { ActionFailure } from '../../../../lib/action/errors.ts';
import { readSettledRules } from '../../../../lib/aws/load-balancer/read-settled-rules.ts';
import { type Rule, readRules, writeWeights } from '../../../../lib/aws/load-balancer/rules.ts';
import { forwardingOf } from '../../../../lib/aws/load-balancer/weights.ts';
import { targetGroupsOf } from '../../../../lib/aws/target.ts';
import { shareOf } from '../observe/rule-share.ts';
import type { Plan, PlannedRule } from '../plan/plan.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';
import { UNTOUCHED } from './own-weights.ts';
import { refuseNotOurs } from './rule-not-ours.ts';

/**
 * Puts the target group that a production rule lacks into it, with weight 0, before anything is started there: a group in
 * no rule gets no health checks. What the rule does else stays as it is, and so does the group, whatever comes next.
 * @throws RuleNotOurs when somebody else has changed the rule since; ActionFailure when the group does not show in it
 */
export async function joinRules(plan: Plan, timeline: Timeline, ports: WritePorts): Promise<void> {
  const lacking = plan.rules.filter(({ lacks = [] }) => lacks.length > 0);
  if (lacking.length === 0) return;
  await timeline.phase('join', 'Put both slots into every production rule', async () => {
    for (const rule of lacking) await joinRule(plan, rule, timeline, ports);
    await confirmJoined(plan, lacking, ports);
  });
}

async function joinRule(
  plan: Plan,
  planned: PlannedRule,
  timeline: Timeline,
  ports: WritePorts,
): Promise<void> {
  const { ruleArn, before, lacks = [] } = planned;
  const pair = targetGroupsOf(plan.target);
  const [rule] = await readRules(ports, [ruleArn]);
  // Another process of this release has done it already.
  if (rule && isJoined(plan, rule)) return;
  await ports.journal.ensureHeld();
  await writeWeights(ports, ruleArn, pair, { weights: before }, (current) =>
    refuseNotOurs(shareOf(current, pair), planned, UNTOUCHED),
  );
  timeline.note(`${lacks.join(' and ')} is put into ${ruleArn} with weight 0, where it stays from now on`);
}

function isJoined({ target }: Plan, { actions }: Rule): boolean {
  return forwardingOf(actions, targetGroupsOf(target))?.absent.length === 0;
}

/** Where ECS or a health check looked too early, the standby could not be started. */
async function confirmJoined(plan: Plan, rules: readonly PlannedRule[], ports: WritePorts): Promise<void> {
  const arns = rules.map(({ ruleArn }) => ruleArn);
  const settled = await readSettledRules(ports, arns, (rule) => isJoined(plan, rule));
  const rule = settled.find((candidate) => !isJoined(plan, candidate));
  if (!rule) return;
  throw new ActionFailure({
    cause: `Production rule ${rule.arn} reads back without one of the target groups, which this run has put into it.`,
    advice: 'Somebody else has changed it since: find out who deploys to this target beside this run.',
  });
}
