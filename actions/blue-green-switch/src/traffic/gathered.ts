import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Failure } from '../../../../lib/action/outcome.ts';
import { regionOf } from '../../../../lib/aws/arn.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import type { SlotName } from '../../../../lib/aws/target.ts';
import { describeShare } from '../observe/rule-share.ts';
import type { Plan } from '../plan/plan.ts';
import type { SeenRule } from './look.ts';

/** Where the traffic has been brought. */
export interface Gathered {
  /** The slot that all rules send it to which are not somebody else's. */
  readonly slot: SlotName;
  /** The production rules as they were found. */
  readonly rules: readonly SeenRule[];
}

/** The slot that has all the traffic now, that of others' rules included; undefined when none has. */
export function slotOfAll({ slot, rules }: Gathered): SlotName | undefined {
  const there = rules.filter(({ share }) => share !== undefined);
  const slots = new Set(there.map(({ state }) => (state.kind === 'foreign' ? state.serves : slot)));
  const [only] = slots;
  return slots.size === 1 ? only : undefined;
}

/** Whether the traffic went where the rules of somebody else send it. */
export function isFollowed(gathered: Gathered): boolean {
  return gathered.rules.some(({ state }) => state.kind === 'foreign' && state.serves === gathered.slot);
}

/**
 * What has to be told of it; undefined when all the traffic went to a version that is known to be good.
 * @param isProven whether the new version is, too
 */
export function describeGathered(plan: Plan, gathered: Gathered, isProven: boolean): Failure | undefined {
  const isGood = isProven || gathered.slot === plan.live;
  if (gathered.rules.some(({ state }) => state.kind === 'foreign'))
    return describeForeign(plan, gathered, isGood);
  return isGood ? undefined : describeUnproven(plan);
}

function describeForeign({ image }: Plan, { slot, rules }: Gathered, isGood: boolean): Failure {
  const foreign = rules.filter(({ state }) => state.kind === 'foreign');
  const kept = foreign.map(({ rule, share }) =>
    share ? `${rule.ruleArn}, which keeps ${describeShare(share)}` : `${rule.ruleArn}, which is gone`,
  );
  const version = isGood ? '' : ` and ${image}, which nothing has proven`;
  const rest = foreign.length < rules.length ? `; all the others go to ${slot}${version}` : '';
  return {
    cause: `Somebody else has changed production rule ${kept.join(', and ')}${rest}.`,
    advice:
      'Find out who deploys to this target beside this run, give the rule all the weight of the slot that should serve (100 and 0), and run mode: recover.',
  };
}

/** The better of two slots may be the one whose version was still being watched. */
function describeUnproven(plan: Plan): Failure {
  const { live, standby, image, isFirst } = plan;
  return {
    cause: `${live} had too few healthy targets to go back to, so all the traffic went to ${standby} and ${image}, which nothing has proven.`,
    advice: isFirst
      ? 'Run mode: bootstrap again: it proves a version before that gets the traffic.'
      : `See whether it serves well. If it does not, bring ${live} up, then run mode: rollback: ${commandToBringUp(plan)}`,
  };
}

/** Neither slot is better than the other: nothing serves. */
export class NobodyHealthy extends ActionFailure {
  override readonly name = 'NobodyHealthy';

  constructor(plan: Plan) {
    super({
      cause: `Neither ${plan.live} nor ${plan.standby} has a healthy target to give the traffic to, so the weights stay as they are.`,
      advice: `Bring the old version up by hand, then run mode: recover: ${commandToBringUp(plan)}`,
    });
  }
}

function commandToBringUp({ live, target, desiredCount }: Plan): string {
  const { service, targetGroup } = target.slots[live];
  const options = { cluster: target.cluster, service, 'desired-count': desiredCount };
  return awsCommand('ecs update-service', regionOf(targetGroup), options);
}
