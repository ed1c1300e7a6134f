import { InputError } from '../../../../lib/action/errors.ts';
import { otherSlot, type PerSlot, SLOTS, type SlotName } from '../../../../lib/aws/target.ts';
import { checkRule, type RuleShare, slotWithAllTraffic } from '../observe/live-slot.ts';
import { checkTestRules } from '../test-rules/check-test-rules.ts';
import { checkService, refuseMovingLive } from './check-services.ts';
import { checkLoadBalancer, checkTwins } from './check-target-groups.ts';
import {
  AT_ONCE,
  findSides,
  type Observation,
  type Plan,
  planMove,
  type ReleaseInputs,
  requiredOf,
  type Sides,
  thresholdPeriodOf,
} from './plan.ts';

/** A service that has run with one slot so far has rules that forward to that alone. */
const MAY_LACK = true;

/**
 * Fixes what a bootstrap does. Where something serves, that is what a release does. Where nothing does, all traffic goes
 * to the new version at once: there is nobody who could serve the rest of a share, and nothing to go back to.
 * @param healthy healthy targets of each slot
 * @throws ActionFailure for every state that it must not start from; InputError without a count that nothing else tells
 */
export function planBootstrap(inputs: ReleaseInputs, seen: Observation, healthy: PerSlot<number>): Plan {
  const { rules, testRules, services, target, targetGroups } = seen;
  const isFirst = !isServing(rules, healthy);
  const sides = isFirst ? findIdleSides(seen) : findSides(seen, MAY_LACK);
  checkTwins(targetGroups);
  checkTestRules(testRules, inputs);
  if (!isFirst) refuseMovingLive(sides.live, services[sides.live], target);
  return {
    ...(isFirst ? planFirst(inputs, seen, sides) : planMove(inputs, seen, sides)),
    ...{ mode: 'bootstrap', steps: isFirst ? AT_ONCE : inputs.steps, isFirst },
    thresholdPeriod: thresholdPeriodOf(targetGroups[sides.standby]),
  };
}

/** Whether any rule sends requests to a slot that can answer them. */
function isServing(rules: readonly RuleShare[], healthy: PerSlot<number>): boolean {
  return SLOTS.some(
    (slot) => healthy[slot] > 0 && rules.some(({ forwarding }) => (forwarding?.weights[slot] ?? 0) > 0),
  );
}

/** Where nothing serves, no weight tells which version is good, so any will do; the slot that is left is parked. */
function findIdleSides({ rules, services, target, targetGroups }: Observation): Sides {
  checkLoadBalancer(targetGroups, MAY_LACK);
  for (const rule of rules) checkRule(rule, MAY_LACK);
  for (const slot of SLOTS) {
    checkService(slot, { service: services[slot], targetGroup: targetGroups[slot] }, target);
  }
  const running = (slot: SlotName) => services[slot].runningCount ?? 0;
  const fuller = running('green') > running('blue') ? 'green' : 'blue';
  const live = slotWithAllTraffic(rules) ?? fuller;
  return { live, standby: otherSlot(live) };
}

function planFirst(inputs: ReleaseInputs, seen: Observation, sides: Sides): ReturnType<typeof planMove> {
  const { desiredCount } = inputs;
  if (desiredCount === undefined) {
    throw new InputError({
      cause:
        'Input "desired-count" is not given, and nothing serves that would tell how many tasks are needed.',
      advice: 'Set "desired-count" to the number of tasks that the new version is to run.',
    });
  }
  return {
    ...planMove(inputs, seen, sides),
    ...{ desiredCount, required: requiredOf(inputs.required, desiredCount) },
    // What does not serve is not kept warm.
    parkedCount: 0,
  };
}
