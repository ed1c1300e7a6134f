import type { Decision } from '../routing/route.ts';
import type { Target } from '../target-groups.ts';
import type { Exchange, ExchangeFailure, ListenerFront } from './data-plane.ts';

/** What a data plane has seen of a request when it has ended. */
export interface ExchangeFacts {
  readonly at: number;
  readonly endedAt: number;
  readonly node: number;
  readonly decision: Decision;
  /** What the client got. */
  readonly status: number;
  readonly targetStatus: number | undefined;
  readonly failure: ExchangeFailure | undefined;
}

export function describeExchange(
  { loadBalancerArn, listenerArn }: Pick<ListenerFront, 'loadBalancerArn' | 'listenerArn'>,
  { at, endedAt, node, decision, status, targetStatus, failure }: ExchangeFacts,
): Exchange {
  return {
    at,
    milliseconds: endedAt - at,
    loadBalancerArn,
    listenerArn,
    node,
    status,
    ...(decision.kind === 'forward' && { forwarded: describeForward(decision, targetStatus) }),
    ...(failure && { failure }),
  };
}

function describeForward(
  { targetGroupArn, target }: { targetGroupArn: string; target: Target },
  status: number | undefined,
): NonNullable<Exchange['forwarded']> {
  return status === undefined ? { targetGroupArn, target } : { targetGroupArn, target, status };
}
