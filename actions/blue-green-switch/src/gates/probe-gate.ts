import type { Clock } from '../../../../lib/action/clock.ts';
import type { Gate } from './gates.ts';
import { countRequest, type ProbeCounts } from './probe-counts.ts';

/** One request through the production listener, as a visitor would send it. */
export type Probe = (url: string, signal: AbortSignal) => Promise<ProbeAnswer>;

export type ProbeAnswer =
  | { readonly kind: 'answered'; readonly status: number }
  /** No answer: refused, reset, timed out. */
  | { readonly kind: 'unanswered'; readonly reason: string };

export interface ProbeSettings {
  readonly url: string;
  /** Milliseconds between two requests. */
  readonly interval: number;
  /** This many failures in a row fail the gate; single ones are counted and shown. */
  readonly threshold: number;
}

/** What a probe is done with. */
export interface ProbePorts {
  readonly probe: Probe;
  readonly clock: Pick<Clock, 'now'>;
  /** Where its requests are counted. */
  readonly counts: ProbeCounts;
}

const NAME = 'probe';

/** A gate that fails when the production listener answers badly several times in a row. */
export function createProbeGate(
  { url, interval, threshold }: ProbeSettings,
  { probe, clock, counts }: ProbePorts,
): Gate {
  let inARow = 0;
  let saw = '';
  return {
    name: NAME,
    interval,
    isUndecided: () => inARow > 0 && inARow < threshold,
    async check(signal) {
      const sentAt = clock.now();
      const answer = await probe(url, signal);
      if (signal.aborted) return undefined;
      const complaint = complaintAbout(answer);
      saw = describeAnswer(answer);
      const isFailed = complaint !== undefined;
      countRequest(counts, { gate: NAME, sentAt, answer, isFailed });
      inARow = isFailed ? inARow + 1 : 0;
      if (!isFailed) return undefined;
      return inARow < threshold ? undefined : `${inARow} requests in a row to ${url} failed: ${complaint}`;
    },
    saw: () => saw,
  };
}

function complaintAbout(answer: ProbeAnswer): string | undefined {
  const isGood = answer.kind === 'answered' && answer.status >= 200 && answer.status < 400;
  return isGood ? undefined : describeAnswer(answer);
}

function describeAnswer(answer: ProbeAnswer): string {
  return answer.kind === 'unanswered' ? answer.reason : `status ${answer.status}`;
}
