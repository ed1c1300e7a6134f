import { type Clock, sleep } from '../action/clock.ts';
import type { Log } from '../action/log.ts';
import type { Random } from '../action/random.ts';
import { type Progress, renderProgress } from './progress.ts';

export interface PollPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Ends the waiting at once, with its reason. */
  readonly signal: AbortSignal;
}

/** What a reading means. */
export type Decision<Done, Failed> =
  | { readonly kind: 'wait' }
  | { readonly kind: 'done'; readonly value: Done }
  /** What is waited for can no longer come: ends before the deadline. */
  | { readonly kind: 'failed'; readonly reason: Failed };

/** How the waiting ended. Times in milliseconds. */
export type PollResult<Seen, Done, Failed> =
  | { readonly kind: 'done'; readonly value: Done; readonly seen: Seen; readonly elapsed: number }
  | { readonly kind: 'failed'; readonly reason: Failed; readonly seen: Seen; readonly elapsed: number }
  | { readonly kind: 'timeout'; readonly seen: Seen; readonly elapsed: number };

export interface Poll<Seen, Done, Failed> {
  /** Milliseconds between the end of a reading and the next one; each wait differs from it by up to a tenth. */
  readonly interval: number;
  /** Milliseconds since the epoch, by the clock. The last reading is made at this moment. */
  readonly deadline: number;
  readonly read: () => Promise<Seen>;
  readonly decide: (seen: Seen) => Decision<Done, Failed>;
  /** One line of progress, or several; each is logged when it differs from what it was. */
  readonly describe: (seen: Seen) => Progress | readonly Progress[];
}

/**
 * Reads until the decision falls: first at once, then at a short fixed interval with jitter. Unlike the SDK's waiters
 * it never backs off, fails as soon as the cause is seen, and logs a line only when something has changed.
 * @throws what `read` throws (the client has tried again where that helps), and the signal's reason
 */
export async function poll<Seen, Done, Failed>(
  ports: PollPorts,
  { interval, deadline, read, decide, describe }: Poll<Seen, Done, Failed>,
): Promise<PollResult<Seen, Done, Failed>> {
  const { clock, random, signal } = ports;
  const start = clock.now();
  const report = createReporter(ports.log);
  for (;;) {
    signal.throwIfAborted();
    const seen = await read();
    const elapsed = clock.now() - start;
    report([describe(seen)].flat(), elapsed);
    const decision = decide(seen);
    if (decision.kind !== 'wait') return { ...decision, seen, elapsed };
    const left = deadline - clock.now();
    if (left <= 0) return { kind: 'timeout', seen, elapsed };
    await sleep(clock, Math.min(left, jitter(interval, random)), signal);
  }
}

/** Many runs that began together do not ask together for ever. */
function jitter(interval: number, random: Random): number {
  return Math.round(interval * (0.9 + 0.2 * random.next()));
}

/** Logs each subject's progress when it is not what it was; the time alone is no change. */
function createReporter(log: Log): (lines: readonly Progress[], elapsed: number) => void {
  const last = new Map<string, string>();
  return (lines, elapsed) => {
    for (const progress of lines) {
      const content = JSON.stringify(progress);
      if (last.get(progress.subject) === content) continue;
      last.set(progress.subject, content);
      log.info(renderProgress(progress, elapsed));
    }
  };
}
