import type { Service } from '@aws-sdk/client-ecs';
import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { InputError } from '../../../../lib/action/errors.ts';
import { type Forwarding, weightsWith } from '../../../../lib/aws/load-balancer/weights.ts';
import { otherSlot, type PerSlot, type SlotName, type Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import { findLiveSlot, type RuleShare } from '../observe/live-slot.ts';
import { checkTestRules, complainAboutTestRule } from '../test-rules/check-test-rules.ts';
import type { TestRuleShare } from '../test-rules/observe-test-rules.ts';
import { checkService, refuseEmptyLive, refuseMovingLive } from './check-services.ts';
import { checkLoadBalancer, checkTwins } from './check-target-groups.ts';
import type { StickyState } from './cookies.ts';
import { type PlannedScaling, planScaling, type SeenScaling } from './scaling.ts';
import { boundsOfStandby, planSize } from './size.ts';
import type { Step } from './steps.ts';
import type { Stickiness } from './stickiness.ts';
import type { VersionCheck } from './version-check.ts';

/** What the platform looked like when the run began. */
export interface Observation {
  readonly target: Target;
  readonly rules: readonly RuleShare[];
  readonly testRules: readonly TestRuleShare[];
  readonly services: PerSlot<Service>;
  readonly targetGroups: PerSlot<TargetGroup>;
  readonly scaling: SeenScaling;
}

/** What a release or a rollback is going to do, fixed before anything is changed. */
export interface Plan {
  /** A rollback is never taken back itself: nothing gives the version that it leaves more traffic again. */
  readonly mode: 'release' | 'bootstrap' | 'rollback';
  readonly target: Target;
  readonly live: SlotName;
  readonly standby: SlotName;
  readonly image: string;
  /** Revision that the live slot runs; that of a release differs from it by the image alone. */
  readonly baseTaskDefinition: string;
  /** Tasks that the live slot is meant to have: with as many healthy it is whole. */
  readonly liveCount: number;
  /** Tasks of the standby. */
  readonly desiredCount: number;
  /** Healthy targets of the new revision without which the standby gets no traffic; 1 to `desiredCount`. */
  readonly required: number;
  /** How long they have to be healthy without a break before the first weight, in milliseconds. */
  readonly thresholdPeriod: number;
  /** Revision that the standby's service has, with or without tasks. */
  readonly standbyTaskDefinition: string | undefined;
  /** Tasks of the standby when the plan was made, and those that it goes back to when the release is refused. */
  readonly standbyCountBefore: number;
  readonly standbyCountUndone: number;
  /** Tasks that the live slot keeps once it is parked. */
  readonly parkedCount: number;
  readonly scaling: PlannedScaling;
  readonly rules: readonly PlannedRule[];
  /** Those that can be pointed at either slot, with what they start from. They never decide who is live. */
  readonly testRules: readonly PlannedRule[];
  /** Shares in which the traffic moves. */
  readonly steps: readonly Step[];
  /** What answers of the new version show; undefined when no version is checked. */
  readonly expectVersion: VersionCheck | undefined;
  /** Absent when no rule has group stickiness, nor had it before an earlier run. */
  readonly stickiness?: Stickiness;
  /** True when nothing served before: until every node obeys the new weights, some rightly answer 503. */
  readonly isFirst: boolean;
}

/** Which slot is live, and which one the traffic goes to. */
export type Sides = Pick<Plan, 'live' | 'standby'>;

/** A production rule and what it starts from. */
export interface PlannedRule {
  readonly ruleArn: string;
  readonly before: PerSlot<number>;
  /** Slots whose target group is not in it yet. */
  readonly lacks?: readonly SlotName[];
  /** Absent when it has no group stickiness, nor had it before an earlier run. */
  readonly sticky?: StickyState;
  /** Hash of everything else in it: what has another one by now has been changed by somebody else. */
  readonly rest: string;
}

/** What a rule of the plan is to it. */
export function roleOf({ testRules }: Pick<Plan, 'testRules'>, ruleArn: string): 'production' | 'test' {
  return testRules.some((rule) => rule.ruleArn === ruleArn) ? 'test' : 'production';
}

/** For want of a version that could serve the rest of a share, or of one that should. */
export const AT_ONCE: readonly Step[] = [{ percent: 100, holdMilliseconds: 0 }];

/** What a release is asked for. */
export interface ReleaseInputs
  extends Pick<Inputs, 'desiredCount' | 'required' | 'standbyCount' | 'steps' | 'expectVersion'>,
    Partial<Pick<Inputs, 'testUrl'>> {
  readonly image: string;
}

/**
 * Fixes what a release does.
 * @throws ActionFailure for every state that a release must not start from
 */
export function planRelease(inputs: ReleaseInputs, seen: Observation): Plan {
  const { services, target, targetGroups, testRules } = seen;
  const sides = findSides(seen);
  const { live, standby } = sides;
  checkTwins(targetGroups);
  checkTestRules(testRules, inputs);
  refuseEmptyLive(live, services[live], target);
  refuseMovingLive(live, services[live], target);
  return {
    ...planMove(inputs, seen, sides),
    ...{ mode: 'release', steps: inputs.steps, isFirst: false },
    thresholdPeriod: thresholdPeriodOf(targetGroups[standby]),
  };
}

/**
 * Fixes what a rollback does: all traffic at once. The live slot may be in whatever trouble, and the other version
 * has served before: as soon as it is healthy it serves again.
 * @throws ActionFailure for every state that it must not start from
 */
export function planRollback(inputs: Omit<ReleaseInputs, 'steps'>, seen: Observation): Plan {
  const move = planMove(inputs, seen, findSides(seen));
  return { ...move, mode: 'rollback', steps: AT_ONCE, isFirst: false, thresholdPeriod: 0 };
}

/**
 * Which slot is live, and which one the traffic goes to.
 * @param mayLack whether a rule may lack the group of a slot, which is then put into it
 * @throws ActionFailure when no slot has all the traffic, or a slot's service cannot be worked with
 */
export function findSides({ target, rules, services, targetGroups }: Observation, mayLack = false): Sides {
  checkLoadBalancer(targetGroups, mayLack);
  const live = findLiveSlot(rules, mayLack);
  const standby = otherSlot(live);
  for (const slot of [live, standby]) {
    checkService(slot, { service: services[slot], targetGroup: targetGroups[slot] }, target);
  }
  return { live, standby };
}

/** What is the same for all. */
export function planMove(
  { image, desiredCount: asked, required, standbyCount, expectVersion }: Omit<ReleaseInputs, 'steps'>,
  { target, rules, testRules, services, scaling: seenScaling }: Observation,
  { live, standby }: Sides,
): Omit<Plan, 'mode' | 'steps' | 'isFirst' | 'thresholdPeriod'> {
  const { service } = target.slots[standby];
  const liveCount = services[live].desiredCount ?? 0;
  const scaling = planScaling(seenScaling, { live, standby, liveCount });
  const bounds = boundsOfStandby(scaling, { live, standby });
  const desiredCount = planSize({ live: services[live], service, asked, bounds });
  return {
    target,
    live,
    standby,
    image,
    baseTaskDefinition: services[live].taskDefinition ?? '',
    liveCount,
    desiredCount,
    required: requiredOf(required, desiredCount),
    standbyTaskDefinition: services[standby].taskDefinition,
    standbyCountBefore: services[standby].desiredCount ?? 0,
    standbyCountUndone: services[standby].desiredCount ?? 0,
    parkedCount: standbyCount,
    expectVersion,
    scaling,
    rules: toPlanned(rules),
    testRules: toPlanned(testRules.filter((rule) => complainAboutTestRule(rule) === undefined)),
  };
}

function toPlanned(rules: readonly RuleShare[]): PlannedRule[] {
  return rules.flatMap(({ ruleArn, forwarding, rest }) =>
    forwarding ? [toPlannedRule(ruleArn, forwarding, rest)] : [],
  );
}

function toPlannedRule(ruleArn: string, { weights, absent }: Forwarding, rest: string): PlannedRule {
  return { ruleArn, before: weights, rest, ...(absent.length > 0 && { lacks: absent }) };
}

/** A new target is healthy after one good check; what is healthy again needs as many as the threshold. */
export function thresholdPeriodOf({
  HealthCheckIntervalSeconds = 0,
  HealthyThresholdCount = 0,
}: TargetGroup): number {
  return HealthCheckIntervalSeconds * HealthyThresholdCount * 1000;
}

/** Tasks that scale-out adds later are not required: the plan does not know of them. */
export function requiredOf(asked: number | undefined, desiredCount: number): number {
  if (asked === undefined || asked <= desiredCount) return asked ?? desiredCount;
  throw new InputError({
    cause: `Input "required" is ${asked}, and the release runs ${desiredCount} tasks: so many targets never become healthy.`,
    advice: `Set "required" to ${desiredCount} at most, or "desired-count" to ${asked} at least.`,
  });
}

/** Weights with which a share of the traffic, in percent, goes to the standby. */
export function weightsFor(plan: Pick<Plan, 'standby'>, percent: number): PerSlot<number> {
  return weightsWith(plan.standby, percent);
}
