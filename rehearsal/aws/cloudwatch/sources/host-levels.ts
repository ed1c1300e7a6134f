import type { Clock } from '../../../../lib/action/clock.ts';
import type { HostCount } from '../../elbv2/host-counts.ts';
import { addValue, type Distribution, emptyDistribution } from '../metrics/distribution.ts';
import { floorTo } from '../metrics/store.ts';

/** Tells how many targets each node finds healthy at this moment. */
export type HostCounts = () => readonly HostCount[];

const MINUTE = 60_000;

/** The host counts of one node and group in one minute. */
export interface HostMinute {
  readonly loadBalancerArn: string;
  readonly targetGroupArn: string;
  readonly zone: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly healthy: Distribution;
  readonly unhealthy: Distribution;
}

interface Level {
  readonly at: number;
  /** Absent when the group is out of use, or has no target. */
  readonly count: HostCount | undefined;
}

/**
 * Keeps what the nodes saw, so that every minute can be told afterwards: between two changes nothing has to be asked,
 * and no timer runs.
 */
export function createHostLevels({
  clock,
  hostCounts,
}: {
  readonly clock: Clock;
  readonly hostCounts: HostCounts;
}) {
  const levels = new Map<string, Level[]>();
  let healthy = new Map<string, number>();
  let closedUntil = floorTo(clock.now(), MINUTE);
  const waiting: HostMinute[] = [];

  /** Turns the minutes that are over into values, and forgets what was before. */
  function close(): void {
    const end = floorTo(clock.now(), MINUTE);
    if (end <= closedUntil) return;
    for (const [key, history] of levels) {
      for (let start = closedUntil; start < end; start += MINUTE) {
        const minute = summarise(history, start);
        if (minute) waiting.push(minute);
      }
      const kept = history.slice(
        Math.max(
          0,
          history.findLastIndex(({ at }) => at <= end),
        ),
      );
      if (kept.length === 1 && !kept[0]?.count) levels.delete(key);
      else levels.set(key, kept);
    }
    closedUntil = end;
  }

  return {
    /** Looks at the counts now; to be called when they may have changed. */
    note(): void {
      close();
      const at = clock.now();
      const now = new Map(hostCounts().map((count) => [keyOf(count), count]));
      for (const key of new Set([...levels.keys(), ...now.keys()])) {
        const count = now.get(key);
        const history = levels.get(key) ?? [];
        if (isSame(history.at(-1)?.count, count)) continue;
        history.push({ at, count });
        levels.set(key, history);
      }
      healthy = new Map();
      for (const count of now.values()) {
        const known = healthy.get(count.targetGroupArn) ?? 0;
        healthy.set(count.targetGroupArn, Math.max(known, count.healthy));
      }
    },
    /** Healthy targets of a group when it was last looked at. */
    healthyIn: (targetGroupArn: string): number => healthy.get(targetGroupArn) ?? 0,
    /** The minutes that are over and were not taken yet. */
    takeClosed(): HostMinute[] {
      close();
      return waiting.splice(0);
    },
  };
}

/** The level that a minute began with and those it changed to, each counted once. */
function summarise(history: readonly Level[], start: number): HostMinute | undefined {
  const first = history.findLastIndex(({ at }) => at <= start);
  const seen = history
    .slice(Math.max(0, first))
    .filter(({ at }) => at < start + MINUTE)
    .flatMap(({ count }) => count ?? []);
  const [one] = seen;
  if (!one) return undefined;
  const [healthy, unhealthy] = [emptyDistribution(), emptyDistribution()];
  for (const count of seen) {
    addValue(healthy, count.healthy);
    addValue(unhealthy, count.unhealthy);
  }
  const { loadBalancerArn, targetGroupArn, zone } = one;
  return { loadBalancerArn, targetGroupArn, zone, start, healthy, unhealthy };
}

function keyOf({ loadBalancerArn, targetGroupArn, node }: HostCount): string {
  return `${loadBalancerArn} ${targetGroupArn} ${node}`;
}

function isSame(one: HostCount | undefined, other: HostCount | undefined): boolean {
  return one?.healthy === other?.healthy && one?.unhealthy === other?.unhealthy;
}
