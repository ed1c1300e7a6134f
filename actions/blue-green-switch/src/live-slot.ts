import { ActionFailure } from '../../../lib/action/errors.ts';

export type SlotName = 'blue' | 'green';

export type SlotWeights = Readonly<Record<SlotName, number>>;

/** How one production rule shares its traffic between the two slots. */
export interface RuleShare {
  readonly ruleArn: string;
  /** Undefined when the rule does not forward to both slots. */
  readonly weights: SlotWeights | undefined;
  /** Groups in the same forward action that belong to neither slot. */
  readonly strangers: readonly string[];
}

export function otherSlot(slot: SlotName): SlotName {
  return slot === 'blue' ? 'green' : 'blue';
}

/**
 * The live slot is the one to which every production rule sends all its weight.
 * @throws ActionFailure when a rule is split, foreign or at odds with another: such a state is recovered from by a
 *   person who knows which version is good, never guessed about
 */
export function findLiveSlot(rules: readonly RuleShare[]): SlotName {
  const slots = rules.map((rule) => ({ rule, slot: slotOf(rule) }));
  const [first] = slots;
  if (!first) throw new ActionFailure({ cause: 'The target names no production rule.' });
  const odd = slots.find(({ slot }) => slot !== first.slot);
  if (odd) {
    throw new ActionFailure({
      cause: `The production rules disagree about the live slot: ${first.rule.ruleArn} sends its traffic to ${first.slot}, ${odd.rule.ruleArn} to ${odd.slot}.`,
      advice:
        'Give every production rule the weights of the slot that serves the good version (100 and 0), then run again.',
      detail: slots.map(({ rule, slot }) => `${rule.ruleArn}: ${slot}`).join('\n'),
    });
  }
  return first.slot;
}

function slotOf({ ruleArn, weights, strangers }: RuleShare): SlotName {
  if (strangers.length > 0) {
    throw new ActionFailure({
      cause: `Production rule ${ruleArn} also forwards to ${strangers.join(', ')}, which is neither slot of the target.`,
      advice: 'Take the other group out of the rule, or the rule out of productionRules.',
    });
  }
  if (!weights) {
    throw new ActionFailure({
      cause: `Production rule ${ruleArn} does not forward to both slots.`,
      advice:
        'Put both target groups into its forward action, the live one with weight 100 and the other with 0: a group in no rule gets no health checks.',
    });
  }
  const { blue, green } = weights;
  if (blue > 0 && green === 0) return 'blue';
  if (green > 0 && blue === 0) return 'green';
  throw new ActionFailure({
    cause: `Production rule ${ruleArn} sends its traffic to ${blue === 0 ? 'neither slot' : 'both slots'} (blue ${blue}, green ${green}).`,
    advice: 'Give it the weights of the slot that serves the good version (100 and 0), then run again.',
  });
}
