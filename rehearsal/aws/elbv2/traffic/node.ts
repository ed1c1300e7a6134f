import type { Clock } from '../../../../lib/action/clock.ts';
import type { Random } from '../../kernel/random.ts';
import { INITIAL, type Verdict } from '../health/verdict.ts';
import type { GroupRouting } from '../routing/group-routing.ts';
import { isSlow, type RoutableTarget } from '../routing/pick-target.ts';
import type { RoutedRequest } from '../routing/request.ts';
import { type Decision, type RoutableGroup, type RoutingView, route } from '../routing/route.ts';
import type { RoutingTable } from '../routing/table.ts';
import { drawDuration, type Elbv2Settings } from '../settings.ts';
import { type Target, targetKey } from '../target-groups.ts';

/** One node of a load balancer: it hears of changes after a lag of its own and checks targets by itself. */
export interface Node {
  /** Obeys new rules of a listener after the rule lag, or at once for a listener that was not there before. */
  obey(listenerArn: string, table: RoutingTable): void;
  /** The listener is gone. */
  forget(listenerArn: string): void;
  /**
   * Knows a registered target from now on, with everything about its health still open.
   * @param routing the group's way of choosing targets, as it stands whenever it is asked
   */
  admit(targetGroupArn: string, target: Target, routing: () => GroupRouting): void;
  /** Forgets what it held of a target's health: the group was in no rule, and nobody has looked since. */
  doubt(targetGroupArn: string, target: Target): void;
  /** Sends a target nothing more once the drain lag is over. */
  drain(targetGroupArn: string, target: Target): void;
  /** Undefined when the node does not know the target. */
  verdictOf(targetGroupArn: string, target: Target): Verdict | undefined;
  setVerdict(targetGroupArn: string, target: Target, verdict: Verdict): void;
  /** Where a request goes by what this node knows now. */
  decide(listenerArn: string, request: RoutedRequest): Decision;
}

interface KnownTarget extends RoutableTarget {
  healthy: boolean;
  slowSince: number | undefined;
  outstanding: number;
  verdict: Verdict;
  cancelDrop: () => void;
}

interface KnownGroup extends RoutableGroup {
  readonly known: Map<string, KnownTarget>;
  targets: readonly KnownTarget[];
  turn: number;
}

interface ObeyedTable {
  table: RoutingTable;
  version: number;
}

export function createNode({
  clock,
  random,
  settings,
  lateBy = () => 0,
}: {
  clock: Clock;
  random: Random;
  settings: Elbv2Settings;
  /** How much later than usual it hears of a change that is made now, in milliseconds. */
  lateBy?: () => number;
}): Node {
  const lags = random.fork('lags');
  const choices = random.fork('choices');
  const tables = new Map<string, ObeyedTable>();
  const groups = new Map<string, KnownGroup>();
  let versions = 0;
  const surroundings = {
    random: choices,
    settings,
    groupOf: (targetGroupArn: string) => groups.get(targetGroupArn),
  };
  const find = (targetGroupArn: string, target: Target) =>
    groups.get(targetGroupArn)?.known.get(targetKey(target));

  function obey(listenerArn: string, table: RoutingTable): void {
    const version = ++versions;
    const obeyed = tables.get(listenerArn);
    if (!obeyed) {
      tables.set(listenerArn, { table, version });
      return;
    }
    const adopt = () => {
      // An older change that arrives late must not undo a newer one.
      if (version > obeyed.version) Object.assign(obeyed, { table, version });
    };
    const lag = drawDuration(settings.ruleLag, lags) + lateBy();
    if (lag === 0) adopt();
    else clock.after(lag, adopt);
  }

  function groupOf(targetGroupArn: string, routing: () => GroupRouting): KnownGroup {
    const known = groups.get(targetGroupArn);
    if (known) return known;
    const group: KnownGroup = {
      known: new Map(),
      targets: [],
      // Nodes do not begin with the same target, as real ones would not.
      turn: choices.below(1000),
      get routing() {
        return routing();
      },
    };
    groups.set(targetGroupArn, group);
    return group;
  }

  function admit(targetGroupArn: string, target: Target, routing: () => GroupRouting): void {
    const group = groupOf(targetGroupArn, routing);
    group.known.get(targetKey(target))?.cancelDrop();
    group.known.set(targetKey(target), {
      ...{ target, healthy: false, slowSince: undefined, outstanding: 0 },
      ...{ verdict: INITIAL, cancelDrop: () => {} },
    });
    group.targets = [...group.known.values()];
  }

  function drain(targetGroupArn: string, target: Target): void {
    const group = groups.get(targetGroupArn);
    const known = group?.known.get(targetKey(target));
    if (!group || !known) return;
    const drop = () => {
      group.known.delete(targetKey(target));
      group.targets = [...group.known.values()];
    };
    const lag = drawDuration(settings.drainLag, lags) + lateBy();
    if (lag === 0) drop();
    else known.cancelDrop = clock.after(lag, drop);
  }

  function setVerdict(targetGroupArn: string, target: Target, verdict: Verdict): void {
    const group = groups.get(targetGroupArn);
    const known = group?.known.get(targetKey(target));
    if (!group || !known) return;
    const healthy = verdict.state === 'healthy';
    if (healthy !== known.healthy) known.slowSince = healthy ? slowStartOf(group) : undefined;
    Object.assign(known, { verdict, healthy });
  }

  /** Slow start is for targets that join others: somebody must be there to carry the rest. */
  function slowStartOf({ targets, routing: { slowStart } }: KnownGroup): number | undefined {
    const now = clock.now();
    const carries = (target: KnownTarget) => target.healthy && !isSlow(target, slowStart, now);
    return slowStart > 0 && targets.some(carries) ? now : undefined;
  }

  function decide(listenerArn: string, request: RoutedRequest): Decision {
    const obeyed = tables.get(listenerArn);
    if (!obeyed) return { kind: 'unavailable' };
    const view: RoutingView = { ...surroundings, table: obeyed.table, now: clock.now() };
    const decision = route(view, request);
    if (decision.kind !== 'forward') return decision;
    const group = groups.get(decision.targetGroupArn);
    const known = group?.known.get(targetKey(decision.target));
    if (!group || !known) return decision;
    group.turn += 1;
    known.outstanding += 1;
    const done = () => {
      known.outstanding -= 1;
    };
    return { ...decision, done };
  }

  return {
    obey,
    forget: (listenerArn) => tables.delete(listenerArn),
    admit,
    drain,
    doubt: (targetGroupArn, target) => setVerdict(targetGroupArn, target, INITIAL),
    verdictOf: (targetGroupArn, target) => find(targetGroupArn, target)?.verdict,
    setVerdict,
    decide,
  };
}
