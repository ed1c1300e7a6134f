import type { Random } from '../../kernel/random.ts';
import type { Target } from '../target-groups.ts';
import type { GroupRouting, MinimumHealthy } from './group-routing.ts';

/** A target as one node knows it. */
export interface RoutableTarget {
  readonly target: Target;
  /** By this node's own checks. */
  readonly healthy: boolean;
  /** When it became healthy, if it has begun slowly. */
  readonly slowSince: number | undefined;
  /** Requests of this node that it has not answered yet. */
  readonly outstanding: number;
}

/**
 * The targets that may get a request: the healthy ones, or all when there are fewer of those than the group demands
 * (AWS fails open).
 */
export function eligibleTargets(
  targets: readonly RoutableTarget[],
  minimum: MinimumHealthy,
): readonly RoutableTarget[] {
  const healthy = targets.filter((target) => target.healthy);
  const demanded = Math.max(1, minimum.count, Math.ceil((targets.length * minimum.percentage) / 100));
  return healthy.length >= demanded ? healthy : targets;
}

/** @param turn how many requests the node has sent to the group: round robin goes on from there */
export function pickTarget(
  eligible: readonly RoutableTarget[],
  { algorithm, slowStart }: Pick<GroupRouting, 'algorithm' | 'slowStart'>,
  { turn, now, random }: { turn: number; now: number; random: Random },
): RoutableTarget | undefined {
  if (slowStart > 0 && eligible.some((target) => isSlow(target, slowStart, now))) {
    return pickByShare(eligible, (target) => shareOf(target, slowStart, now), random);
  }
  if (algorithm === 'weighted_random') return eligible[random.below(eligible.length)];
  if (algorithm === 'round_robin') return eligible[turn % eligible.length];
  const fewest = Math.min(...eligible.map(({ outstanding }) => outstanding));
  const idlest = eligible.filter(({ outstanding }) => outstanding === fewest);
  return idlest[turn % idlest.length];
}

/** Whether the target is still in its slow start. */
export function isSlow(
  { slowSince }: Pick<RoutableTarget, 'slowSince'>,
  slowStart: number,
  now: number,
): boolean {
  return slowSince !== undefined && now - slowSince < slowStart;
}

/** A target in slow start gets a share that grows in a straight line. */
function shareOf(target: RoutableTarget, slowStart: number, now: number): number {
  return isSlow(target, slowStart, now) ? (now - (target.slowSince ?? now)) / slowStart : 1;
}

function pickByShare(
  targets: readonly RoutableTarget[],
  share: (target: RoutableTarget) => number,
  random: Random,
): RoutableTarget | undefined {
  const shares = targets.map(share);
  let left = random.next() * shares.reduce((sum, value) => sum + value, 0);
  const index = shares.findIndex((value) => {
    left -= value;
    return left < 0;
  });
  return targets[index < 0 ? 0 : index];
}
