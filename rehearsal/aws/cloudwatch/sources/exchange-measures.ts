import type { Exchange } from '../../elbv2/data-plane/data-plane.ts';

/**
 * What one request adds to a load balancer's metrics. Requests for which no target was chosen are no requests to it;
 * counts of what did not happen are left out, not zero.
 * @param healthyTargets of the group it went to
 */
export function measureExchange(exchange: Exchange, healthyTargets: number): [name: string, value: number][] {
  const { forwarded, failure } = exchange;
  const measures: [string, number][] = [['ProcessedBytes', exchange.receivedBytes + exchange.sentBytes]];
  if (forwarded) {
    measures.push(['RequestCount', 1], ['RequestCountPerTarget', 1 / Math.max(1, healthyTargets)]);
    if (forwarded.milliseconds !== undefined) {
      measures.push(['TargetResponseTime', forwarded.milliseconds / 1000]);
    }
    if (forwarded.status !== undefined) {
      measures.push([`HTTPCode_Target_${classOf(forwarded.status)}_Count`, 1]);
    }
    if (failure === 'refused') measures.push(['TargetConnectionErrorCount', 1]);
  }
  if (exchange.decision === 'redirect') measures.push(['HTTP_Redirect_Count', 1]);
  if (exchange.decision === 'fixed') measures.push(['HTTP_Fixed_Response_Count', 1]);
  if (exchange.answeredBy !== 'target') measures.push(...measureOwnAnswer(exchange.status));
  return measures;
}

/** Codes that the load balancer made up itself; 460 when the client hung up. */
function measureOwnAnswer(status: number): [string, number][] {
  if (status < 300) return [];
  const own: [string, number] = [`HTTPCode_ELB_${classOf(status)}_Count`, 1];
  return [500, 502, 503, 504].includes(status) ? [own, [`HTTPCode_ELB_${status}_Count`, 1]] : [own];
}

function classOf(status: number): string {
  return `${Math.floor(status / 100)}XX`;
}
