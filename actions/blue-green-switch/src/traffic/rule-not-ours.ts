import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Failure } from '../../../../lib/action/outcome.ts';
import type { RuleShare } from '../observe/live-slot.ts';
import { describeShare } from '../observe/rule-share.ts';
import type { PlannedRule, roleOf } from '../plan/plan.ts';
import { judgeRule, type RuleState } from './judge-rule.ts';
import type { WrittenWeights } from './own-weights.ts';

/** For what takes a version further: a rule that somebody else has a hand in gets no more of it. */
export const OWN_ONLY: readonly RuleState['kind'][] = ['own'];

/** For what brings traffic back: all that this run has moved, whatever else has been done to it. */
export const ALL_BUT_FOREIGN: readonly RuleState['kind'][] = ['own', 'reset', 'altered'];

/** What a rule can be besides a run's own. */
export type NotOurs = Exclude<RuleState['kind'], 'own'> | 'gone';

type RuleRole = ReturnType<typeof roleOf>;

/** A rule shows what somebody else has made of it, so this run raises nothing in it. */
export class RuleNotOurs extends ActionFailure {
  override readonly name = 'RuleNotOurs';
  readonly role: RuleRole;

  /** @param seen what the rule shows; absent for one that is gone */
  constructor(
    { ruleArn, role }: { readonly ruleArn: string; readonly role: RuleRole },
    kind: NotOurs,
    seen: Pick<RuleShare, 'forwarding'> = { forwarding: undefined },
  ) {
    super(describe(`${role} rule ${ruleArn}`, role, kind, describeShare(seen)));
    this.role = role;
  }
}

/**
 * @param allowed what the rule may be found as
 * @throws RuleNotOurs when it shows anything else
 */
export function refuseNotOurs(
  seen: RuleShare,
  rule: PlannedRule & { readonly role?: RuleRole },
  written: WrittenWeights,
  allowed = OWN_ONLY,
): void {
  const { kind } = judgeRule(seen, rule, written);
  if (kind !== 'own' && !allowed.includes(kind)) {
    throw new RuleNotOurs({ role: 'production', ...rule }, kind, seen);
  }
}

function describe(rule: string, role: RuleRole, kind: NotOurs, shown: string): Failure {
  switch (kind) {
    case 'gone':
      return {
        cause: `Somebody has deleted ${rule}.`,
        advice: `Create it again, or take it out of the ${role}Rules of the target; then run again.`,
      };
    case 'reset':
      return {
        cause: `Somebody has reset ${rule} to what the release started from (${shown}), as infrastructure code does.`,
        advice: `Let infrastructure code ignore the weights of the ${role} rules, or apply none during a release; then release again.`,
      };
    case 'altered':
      return {
        cause: `Somebody else has changed ${rule} since the release was planned: not its weights, but its conditions, priority, stickiness or other actions.`,
        advice: 'See that the rule sends the right requests to the slots, then release again.',
      };
    case 'foreign':
      return {
        cause: `Somebody else has changed ${rule}: ${shown}.`,
        advice: 'Find out who deploys to this target beside this run; nothing was written to the rule since.',
      };
  }
}
