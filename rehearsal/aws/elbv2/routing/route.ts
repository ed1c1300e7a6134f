import type { Random } from '../../kernel/random.ts';
import type { Target } from '../target-groups.ts';
import { locationOf } from './redirect.ts';
import type { RoutedRequest } from './request.ts';
import type { RoutingTable, WeightedGroup } from './table.ts';

/** What one node knows at the moment of a request. */
export interface RoutingView {
  readonly table: RoutingTable;
  /** Targets of a group that may get requests at all: registered, in use, not draining past this node's lag. */
  targetsOf(targetGroupArn: string): readonly RoutableTarget[];
  /** How many requests the node has sent to the group: round robin goes on from there. */
  turnOf(targetGroupArn: string): number;
}

export interface RoutableTarget {
  readonly target: Target;
  /** By this node's own checks. */
  readonly healthy: boolean;
}

export type Decision = ForwardDecision | OwnDecision;

export interface ForwardDecision {
  readonly kind: 'forward';
  readonly targetGroupArn: string;
  readonly target: Target;
}

/** What the load balancer answers by itself; `unavailable` is a 503. */
export type OwnDecision =
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string }
  | {
      readonly kind: 'fixed';
      readonly status: number;
      readonly contentType: string | undefined;
      readonly body: string;
    }
  | { readonly kind: 'unavailable' };

/**
 * Where a request goes. The first rule that matches decides. Among weighted groups chance decides by weight alone: a
 * group without targets answers 503 for its share and never hands it on. In a group the healthy targets take turns; when
 * none is healthy all do (AWS fails open).
 */
export function route(view: RoutingView, request: RoutedRequest, random: Random): Decision {
  const rule = view.table.rules.find(({ matches }) => matches(request));
  if (!rule) return { kind: 'unavailable' };
  const { action } = rule;
  switch (action.kind) {
    case 'redirect':
      return {
        kind: 'redirect',
        status: action.config.StatusCode === 'HTTP_301' ? 301 : 302,
        location: locationOf(action.config, view.table.origin, request),
      };
    case 'fixed':
      return {
        kind: 'fixed',
        status: Number(action.config.StatusCode),
        contentType: action.config.ContentType,
        body: action.config.MessageBody ?? '',
      };
    case 'forward':
      return forward(view, action.groups, random);
  }
}

function forward(view: RoutingView, groups: readonly WeightedGroup[], random: Random): Decision {
  const targetGroupArn = chooseGroup(groups, random);
  if (targetGroupArn === undefined) return { kind: 'unavailable' };
  const candidates = eligibleTargets(view.targetsOf(targetGroupArn));
  const chosen = candidates[view.turnOf(targetGroupArn) % candidates.length];
  return chosen ? { kind: 'forward', targetGroupArn, target: chosen.target } : { kind: 'unavailable' };
}

/** Draws a group by weight; undefined when all weights are zero, which AWS answers with 503. */
function chooseGroup(groups: readonly WeightedGroup[], random: Random): string | undefined {
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return undefined;
  let left = random.below(total);
  return groups.find(({ weight }) => {
    left -= weight;
    return left < 0;
  })?.targetGroupArn;
}

function eligibleTargets(targets: readonly RoutableTarget[]): readonly RoutableTarget[] {
  const healthy = targets.filter((target) => target.healthy);
  return healthy.length > 0 ? healthy : targets;
}
