import type { Random } from '../../kernel/random.ts';
import type { Target } from '../target-groups.ts';
import { challenge } from './authenticate.ts';
import { forward } from './forward.ts';
import type { GroupRouting } from './group-routing.ts';
import type { RoutableTarget } from './pick-target.ts';
import { locationOf } from './redirect.ts';
import type { RoutedRequest } from './request.ts';
import type { RoutingTable } from './table.ts';

/** What one node knows at the moment of a request. */
export interface RoutingView {
  readonly table: RoutingTable;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly random: Random;
  /** Undefined when the node has never had a target of the group. */
  groupOf(targetGroupArn: string): RoutableGroup | undefined;
  readonly settings: RoutingSettings;
}

export interface RoutableGroup {
  /** Those that may get requests at all: registered, in use, not draining past this node's lag. */
  readonly targets: readonly RoutableTarget[];
  /** How many requests the node has sent to the group: round robin goes on from there. */
  readonly turn: number;
  readonly routing: GroupRouting;
}

/** What AWS does not say about weights and sticky cookies. */
export interface RoutingSettings {
  /** What becomes of requests when every group has weight 0. */
  readonly zeroWeights: 'unavailable' | 'equal';
  /** Whether a client's cookie leads to its group even when that has weight 0. */
  readonly stickToZeroWeight: boolean;
  /** Whether the stickiness of a client that keeps asking begins anew with each answer, or ends when it was to end. */
  readonly renewStickiness: boolean;
  /** Whether a group cookie lasts as long as the rule that gave it said, or as the rule says that it is shown to. */
  readonly stickinessLasts: 'as-the-cookie-says' | 'as-the-rule-says';
}

export type Decision = ForwardDecision | OwnDecision;

export interface ForwardDecision {
  readonly kind: 'forward';
  readonly targetGroupArn: string;
  readonly target: Target;
  /** Set-Cookie headers that the load balancer adds to the answer, by those that the target sends itself. */
  readonly cookies?: (fromTarget: readonly string[]) => readonly string[];
  /** Tells the node that the request has ended. */
  readonly done?: () => void;
}

/** What the load balancer answers by itself; `unavailable` is a 503, `unauthorized` a 401. */
export type OwnDecision =
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string }
  | {
      readonly kind: 'fixed';
      readonly status: number;
      readonly contentType: string | undefined;
      readonly body: string;
    }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unauthorized' };

/** Where a request goes: the first rule that matches decides, after its authentication if it has one. */
export function route(view: RoutingView, request: RoutedRequest): Decision {
  const rule = view.table.rules.find(({ matches }) => matches(request));
  if (!rule) return { kind: 'unavailable' };
  const { action, authenticate } = rule;
  const challenged = authenticate && challenge(authenticate, request, view.random);
  if (challenged) return challenged;
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
      return forward(view, action, request);
  }
}
