import type { Gate } from './gates.ts';

/** One request through the production listener, as a visitor would send it. */
export type Probe = (url: string, signal: AbortSignal) => Promise<ProbeAnswer>;

export type ProbeAnswer =
  | { readonly kind: 'answered'; readonly status: number }
  /** No answer: refused, reset, timed out. */
  | { readonly kind: 'unanswered'; readonly reason: string };

/** How many requests the probe sent, and how many failed; shown also when zero. */
export interface ProbeCounts {
  sent: number;
  failed: number;
}

export interface ProbeSettings {
  readonly url: string;
  /** Milliseconds between two requests. */
  readonly interval: number;
  /** This many failures in a row fail the gate; single ones are counted and shown. */
  readonly threshold: number;
}

/** A gate that fails when the production listener answers badly several times in a row. */
export function createProbeGate(
  { url, interval, threshold }: ProbeSettings,
  { probe, counts }: { readonly probe: Probe; readonly counts: ProbeCounts },
): Gate {
  let inARow = 0;
  return {
    name: 'probe',
    interval,
    isUndecided: () => inARow > 0 && inARow < threshold,
    async check(signal) {
      const answer = await probe(url, signal);
      if (signal.aborted) return undefined;
      const complaint = complaintAbout(answer);
      counts.sent += 1;
      if (complaint === undefined) {
        inARow = 0;
        return undefined;
      }
      counts.failed += 1;
      inARow += 1;
      return inARow < threshold ? undefined : `${inARow} requests in a row to ${url} failed: ${complaint}`;
    },
  };
}

function complaintAbout(answer: ProbeAnswer): string | undefined {
  if (answer.kind === 'unanswered') return answer.reason;
  return answer.status >= 200 && answer.status < 400 ? undefined : `status ${answer.status}`;
}
