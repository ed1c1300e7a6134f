import type { Clock } from '../../../../lib/action/clock.ts';
import type { Random } from '../../kernel/random.ts';
import { INITIAL, type Verdict } from '../health/verdict.ts';
import type { RoutedRequest } from '../routing/request.ts';
import { type Decision, type RoutableTarget, route } from '../routing/route.ts';
import type { RoutingTable } from '../routing/table.ts';
import { drawDuration, type Elbv2Settings } from '../settings.ts';
import { type Target, targetKey } from '../target-groups.ts';

/** One node of a load balancer: it hears of changes after a lag of its own and checks targets by itself. */
export interface Node {
  /** Obeys new rules of a listener after the rule lag, or at once for a listener that was not there before. */
  obey(listenerArn: string, table: RoutingTable): void;
  /** The listener is gone. */
  forget(listenerArn: string): void;
  /** Knows a registered target from now on, with everything about its health still open. */
  admit(targetGroupArn: string, target: Target): void;
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
  verdict: Verdict;
  cancelDrop: () => void;
}

interface KnownGroup {
  readonly targets: Map<string, KnownTarget>;
  /** The targets again, as routing wants them. */
  routable: readonly KnownTarget[];
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
  const targetsOf = (targetGroupArn: string) => groups.get(targetGroupArn)?.routable ?? [];
  const turnOf = (targetGroupArn: string) => groups.get(targetGroupArn)?.turn ?? 0;

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

  function groupOf(targetGroupArn: string): KnownGroup {
    const known = groups.get(targetGroupArn);
    if (known) return known;
    // Nodes do not begin with the same target, as real ones would not.
    const group: KnownGroup = { targets: new Map(), routable: [], turn: choices.below(1000) };
    groups.set(targetGroupArn, group);
    return group;
  }

  function admit(targetGroupArn: string, target: Target): void {
    const group = groupOf(targetGroupArn);
    group.targets.get(targetKey(target))?.cancelDrop();
    group.targets.set(targetKey(target), { target, healthy: false, verdict: INITIAL, cancelDrop: () => {} });
    group.routable = [...group.targets.values()];
  }

  function drain(targetGroupArn: string, target: Target): void {
    const group = groups.get(targetGroupArn);
    const known = group?.targets.get(targetKey(target));
    if (!group || !known) return;
    const drop = () => {
      group.targets.delete(targetKey(target));
      group.routable = [...group.targets.values()];
    };
    const lag = drawDuration(settings.drainLag, lags) + lateBy();
    if (lag === 0) drop();
    else known.cancelDrop = clock.after(lag, drop);
  }

  function setVerdict(targetGroupArn: string, target: Target, verdict: Verdict): void {
    const known = groups.get(targetGroupArn)?.targets.get(targetKey(target));
    if (known) Object.assign(known, { verdict, healthy: verdict.state === 'healthy' });
  }

  function decide(listenerArn: string, request: RoutedRequest): Decision {
    const obeyed = tables.get(listenerArn);
    if (!obeyed) return { kind: 'unavailable' };
    const decision = route({ table: obeyed.table, targetsOf, turnOf }, request, choices);
    if (decision.kind === 'forward') groupOf(decision.targetGroupArn).turn += 1;
    return decision;
  }

  return {
    obey,
    forget: (listenerArn) => tables.delete(listenerArn),
    admit,
    drain,
    verdictOf: (targetGroupArn, target) =>
      groups.get(targetGroupArn)?.targets.get(targetKey(target))?.verdict,
    setVerdict,
    decide,
  };
}
