import type { Decision, ForwardDecision } from '../routing/route.ts';
import type { Exchange, ExchangeFailure, ListenerFront } from './data-plane.ts';

/** What a data plane has seen of a request when it has ended. */
export interface ExchangeFacts {
  readonly at: number;
  readonly endedAt: number;
  readonly node: number;
  readonly decision: Decision;
  /** What the client got. */
  readonly status: number;
  readonly target: TargetAnswer | undefined;
  readonly failure: ExchangeFailure | undefined;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

/** How a target answered. */
export interface TargetAnswer {
  readonly status: number;
  /** From sending the request until the answer began. */
  readonly milliseconds: number;
}

export function describeExchange(
  { loadBalancerArn, listenerArn, nodes }: Pick<ListenerFront, 'loadBalancerArn' | 'listenerArn' | 'nodes'>,
  { endedAt, decision, target, failure, ...facts }: ExchangeFacts,
): Exchange {
  return {
    ...facts,
    milliseconds: endedAt - facts.at,
    loadBalancerArn,
    listenerArn,
    zone: nodes[facts.node]?.zone ?? '',
    decision: decision.kind,
    answeredBy: answererOf(target, failure),
    ...(decision.kind === 'forward' && { forwarded: describeForward(decision, target) }),
    ...(failure && { failure }),
  };
}

/** An answer that broke off in the middle was the target's all the same. */
function answererOf(
  target: TargetAnswer | undefined,
  failure: ExchangeFailure | undefined,
): Exchange['answeredBy'] {
  if (failure === 'client-closed') return 'nobody';
  return target ? 'target' : 'load-balancer';
}

function describeForward(
  { targetGroupArn, target }: ForwardDecision,
  answer: TargetAnswer | undefined,
): NonNullable<Exchange['forwarded']> {
  return { targetGroupArn, target, ...answer };
}
