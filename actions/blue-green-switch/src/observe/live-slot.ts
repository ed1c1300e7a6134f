import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Forwarding } from '../../../../lib/aws/load-balancer/weights.ts';
import { otherSlot, SLOTS, type SlotName } from '../../../../lib/aws/target.ts';

/** How one production rule shares its traffic between the two slots. */
export interface RuleShare {
  readonly ruleArn: string;
  /** Undefined when the rule forwards to neither slot. */
  readonly forwarding: Forwarding | undefined;
  /** Hash of everything in the rule that a write of weights leaves alone. */
  readonly rest: string;
}

/**
 * The live slot is the one to which every production rule sends all its weight.
 * @param mayLack whether a rule may forward to one slot alone
 * @throws ActionFailure when a rule is split, foreign or at odds with another: such a state is recovered from by a
 *   person who knows which version is good, never guessed about
 */
export function findLiveSlot(rules: readonly RuleShare[], mayLack = false): SlotName {
  const slots = rules.map((rule) => ({ rule, slot: slotOf(rule, mayLack) }));
  const [first] = slots;
  if (!first) throw new ActionFailure({ cause: 'The target names no production rule.' });
  const odd = slots.find(({ slot }) => slot !== first.slot);
  if (odd) {
    throw new ActionFailure({
      cause: `The production rules disagree about the live slot: ${first.rule.ruleArn} sends its traffic to ${first.slot}, ${odd.rule.ruleArn} to ${odd.slot}.`,
      advice: SETTLE,
      detail: slots.map(({ rule, slot }) => `${rule.ruleArn}: ${slot}`).join('\n'),
    });
  }
  return first.slot;
}

/** The slot that has all the weight of every production rule; undefined when none has. */
export function slotWithAllTraffic(rules: readonly Pick<RuleShare, 'forwarding'>[]): SlotName | undefined {
  return SLOTS.find((slot) =>
    rules.every(({ forwarding }) => {
      if (!forwarding || forwarding.others.some(({ weight }) => weight > 0)) return false;
      return forwarding.weights[slot] > 0 && forwarding.weights[otherSlot(slot)] === 0;
    }),
  );
}

const SETTLE =
  'Give every production rule the weights of the slot that serves the good version (100 and 0), then run again.';

/**
 * Sees that a rule can be worked with, whatever its weights.
 * @param mayLack whether it may forward to one slot alone
 * @throws ActionFailure when it does not forward to both slots, or forwards to others too
 */
export function checkRule({ ruleArn, forwarding }: RuleShare, mayLack = false): Forwarding {
  if (!forwarding) {
    throw new ActionFailure({
      cause: `Production rule ${ruleArn} forwards to neither slot.`,
      advice:
        'Name the rules that send users to this service in productionRules, or put both target groups into its forward action, the live one with weight 100 and the other with 0.',
    });
  }
  if (forwarding.absent.length > 0 && !mayLack) {
    throw new ActionFailure({
      cause: `Production rule ${ruleArn} does not forward to ${forwarding.absent.join(' or ')}: a group in no rule gets no health checks.`,
      advice:
        'Run mode: bootstrap, which puts the other target group into it with weight 0 and goes on as a release.',
    });
  }
  const { others } = forwarding;
  if (others.length > 0) {
    throw new ActionFailure({
      cause: `Production rule ${ruleArn} also forwards to ${others.map(({ targetGroup }) => targetGroup).join(', ')}, which is neither slot of the target.`,
      advice: 'Take the other group out of the rule, or the rule out of productionRules.',
    });
  }
  return forwarding;
}

function slotOf(rule: RuleShare, mayLack: boolean): SlotName {
  const { weights } = checkRule(rule, mayLack);
  if (weights.blue > 0 && weights.green === 0) return 'blue';
  if (weights.green > 0 && weights.blue === 0) return 'green';
  throw new ActionFailure({
    cause: `Production rule ${rule.ruleArn} sends its traffic to ${weights.blue === 0 ? 'neither slot' : 'both slots'} (blue ${weights.blue}, green ${weights.green}).`,
    advice: SETTLE,
  });
}
