import { formatDuration } from '../../../../lib/action/duration.ts';
import { LATEST_MILLISECONDS, MINUTE } from '../evidence/metrics/minutes.ts';
import { recordLooks } from '../gates/gate-log.ts';
import { type Gate, type GateFailure, watchGates } from '../gates/gates.ts';
import type { Ports } from '../ports.ts';
import type { Timeline } from '../report/timeline.ts';
import { createQuietGate, type Deserted } from './quiet-gate.ts';

/** What is waited for, and how. */
export interface AwaitedQuiet {
  readonly deserted: Deserted;
  /** How long at most, in milliseconds. */
  readonly timeout: number;
  /** What is watched meanwhile. */
  readonly gates: readonly Gate[];
  readonly timeline: Timeline;
}

/** How the waiting ended. */
export type Waited =
  | { readonly kind: 'quiet' }
  /** A cookie may still lead there; `why`: what speaks for it. */
  | { readonly kind: 'kept'; readonly why: string }
  | { readonly kind: 'failed'; readonly failure: GateFailure };

/**
 * Waits until no cookie leads to a slot any more, and no longer than it may; not at all when it would take longer anyway.
 * @throws the signal's reason when the run is cancelled, LeaseLost from a gate
 */
export async function awaitQuiet(
  { deserted, timeout, gates, timeline }: AwaitedQuiet,
  ports: Ports,
): Promise<Waited> {
  const { slot, since, span } = deserted;
  const shortest = since + span + LATEST_MILLISECONDS + MINUTE - ports.stopwatch.read();
  if (shortest > timeout) {
    const why = `cookies last so long that it would take ${formatDuration(shortest)} at least to see that none leads there`;
    return { kind: 'kept', why };
  }
  timeline.note(`Waits until no cookie leads a client to ${slot}, for ${formatDuration(timeout)} at most`);
  const quiet = recordLooks(createQuietGate(deserted, ports), timeline.gates, ports.clock);
  const { clock, signal } = ports;
  // It may be so already, and a look takes no time.
  await quiet.check(signal);
  const options = { clock, signal, isEnough: quiet.isQuiet };
  const failure = quiet.isQuiet() ? undefined : await watchGates([...gates, quiet], timeout, options);
  if (failure) return { kind: 'failed', failure };
  if (!quiet.isQuiet())
    return {
      kind: 'kept',
      why: `in ${formatDuration(timeout)} it was not seen that no cookie leads there: ${quiet.saw()}`,
    };
  timeline.note(`No cookie leads to ${slot} any more: ${quiet.saw()}`);
  return { kind: 'quiet' };
}
