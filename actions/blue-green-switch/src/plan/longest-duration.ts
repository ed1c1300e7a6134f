import { BLOCKED_PATIENCE } from '../gates/probe-gate.ts';
import type { Inputs } from '../inputs.ts';
import type { Leg } from '../modes/legs.ts';
import type { Plan } from './plan.ts';

/**
 * What every wait of some legs of a release and of its rollback adds up to at most, in milliseconds.
 * @param plan undefined while a lost run has left what nothing can be planned from
 */
export function longestDuration(
  inputs: Inputs,
  plan: Pick<Plan, 'thresholdPeriod' | 'scaling' | 'live' | 'mode' | 'stickiness'> | undefined,
  legs: readonly Leg[],
): number {
  const { healthyTimeout, hold, steps, testUrl, probeInterval, sticky, stickyTimeout } = inputs;
  // Until the nodes obey the test rules, for good answers in a row, and for a probe that is blocked.
  const probed = testUrl === undefined ? 0 : hold + 3 * probeInterval + BLOCKED_PATIENCE;
  const proof = legs[0] === 'finish' ? 0 : healthyTimeout + (plan?.thresholdPeriod ?? 0) + probed;
  // Before every step the standby may have to grow as the live slot has.
  const grows = plan !== undefined && plan.scaling[plan.live] !== undefined && plan.mode !== 'rollback';
  const growth = grows ? steps.length * healthyTimeout : 0;
  const isSticky = plan ? plan.stickiness !== undefined : sticky !== 'refuse';
  // A release that waits may have to go back in the end, and then waits until the cookies of the new version expire.
  const waits = (plan ? plan.stickiness?.mode : sticky) === 'wait' ? 2 : 1;
  const cookies = isSticky && legs.includes('finish') ? waits * stickyTimeout : 0;
  return proof + (legs.includes('shift') ? growth + longestShift(inputs) : 0) + hold + cookies;
}

function longestShift({ steps, hold, bake, alarms, onNoData, probeUrl }: Inputs): number {
  const held = steps.reduce((sum, { holdMilliseconds }) => sum + holdMilliseconds, 0);
  const isGated = alarms.names.length + alarms.tags.length > 0;
  const bakes = isGated && onNoData === 'hold' ? 2 : 1;
  const blocked = probeUrl === undefined ? 0 : BLOCKED_PATIENCE;
  return held + hold + bakes * bake + blocked;
}
