import { describeError } from '../../../../lib/aws/errors/sdk-error.ts';
import type { SlotName, Target } from '../../../../lib/aws/target.ts';
import { fetchMetrics } from '../evidence/metrics/fetch-metrics.ts';
import { LATEST_MILLISECONDS, MINUTE, toSeries } from '../evidence/metrics/minutes.ts';
import { listRequestQueries, queryId } from '../evidence/metrics/queries.ts';
import type { Gate } from '../gates/gates.ts';
import type { Ports } from '../ports.ts';
import { describeQuiet, judgeQuiet, type Quiet } from './judge-quiet.ts';

/** A slot that has lost its weight, and how long cookies may lead to it. */
export interface Deserted {
  readonly target: Target;
  readonly slot: SlotName;
  /** From when on no node of the load balancer sends anybody there but for a cookie, by the stopwatch. */
  readonly since: number;
  /** How long a client's cookie lasts after its last request, in milliseconds. */
  readonly span: number;
}

type QuietPorts = Pick<Ports, 'monitoring' | 'clock' | 'stopwatch'>;

/** Metrics are asked for from so long before what is needed, in milliseconds: this machine's clock may be wrong. */
const SLACK = 15 * MINUTE;

/**
 * Asks CloudWatch whether a cookie may still lead to a slot: once as long as a cookie lasts has passed, and nobody has
 * come for so long.
 */
export async function readQuiet(
  { target, slot, since, span }: Deserted,
  { monitoring, clock, stopwatch }: QuietPorts,
  signal: AbortSignal,
): Promise<Quiet> {
  const now = clock.now();
  const window = { from: now - span - LATEST_MILLISECONDS - SLACK, to: now + SLACK };
  const queries = listRequestQueries(target, slot);
  const { results, answeredAt } = await fetchMetrics(await monitoring(), { queries, window }, signal);
  const at = answeredAt ?? now;
  const series = toSeries(results);
  const passed = stopwatch.read() - since;
  const seen = {
    ...{ at, from: window.from },
    slot: series.get(queryId(slot, 'requests')) ?? new Map(),
    loadBalancer: series.get(queryId('elb', 'requests')) ?? new Map(),
  };
  const quiet = judgeQuiet(seen, { since: at - passed, span });
  return { ...quiet, isQuiet: quiet.isQuiet && passed >= span };
}

/** A gate that never fails, and knows when no cookie leads to the slot any more. */
export interface QuietGate extends Gate {
  isQuiet(): boolean;
}

/** Load balancers publish by the minute. */
const INTERVAL = 30_000;

/** Metrics that cannot be read for a while only make it last longer. */
export function createQuietGate(deserted: Deserted, ports: QuietPorts): QuietGate {
  let saw = '';
  let isQuiet = false;
  return {
    name: `cookies for ${deserted.slot}`,
    interval: INTERVAL,
    async check(signal) {
      try {
        const quiet = await readQuiet(deserted, ports, signal);
        ({ isQuiet } = quiet);
        saw = describeQuiet(quiet);
      } catch (error) {
        signal.throwIfAborted();
        isQuiet = false;
        saw = `the metrics could not be read: ${describeError(error)}`;
      }
      return undefined;
    },
    saw: () => saw,
    isQuiet: () => isQuiet,
  };
}
