import type { Clock } from '../../lib/action/clock.ts';
import { type Outcome, REQUEST_KINDS, type RequestKind } from './outcome.ts';
import type { Tally } from './tally.ts';

/** Sends one request; the signal aborts when its time is over. Never rejects: what goes wrong is an outcome. */
export type Send = (kind: RequestKind, signal: AbortSignal) => Promise<Outcome>;

export interface TrafficSettings {
  /** Over all kinds, which take turns. */
  readonly requestsPerSecond: number;
  /** How long a request may take to its last byte. */
  readonly timeoutMilliseconds: number;
}

/**
 * Sends at a constant rate, whether answers come or not: a slow service does not make its clients wait for each other.
 * @returns a function that stops sending and settles when every open request has ended
 */
export function driveTraffic(
  { requestsPerSecond, timeoutMilliseconds }: TrafficSettings,
  { clock, send, tally }: { readonly clock: Clock; readonly send: Send; readonly tally: Tally },
): () => Promise<void> {
  const interval = 1000 / requestsPerSecond;
  const start = clock.now();
  const open = new Set<Promise<void>>();
  let sent = 0;

  async function perform(kind: RequestKind): Promise<void> {
    const startedAt = clock.now();
    tally.begin(startedAt);
    const outcome = await withTimeout(clock, timeoutMilliseconds, (signal) => send(kind, signal));
    tally.end({ kind, startedAt, milliseconds: clock.now() - startedAt, outcome });
  }

  /** Sends what is due by now: more than one when the process was held up. */
  function sendDue(): () => void {
    while (start + sent * interval <= clock.now()) {
      const kind = REQUEST_KINDS[sent % REQUEST_KINDS.length] ?? 'fresh';
      sent += 1;
      const request = perform(kind).finally(() => open.delete(request));
      open.add(request);
    }
    return clock.after(start + sent * interval - clock.now(), () => {
      callOff = sendDue();
    });
  }

  let callOff = sendDue();
  return async () => {
    callOff();
    await Promise.all(open);
    tally.close();
  };
}

async function withTimeout(
  clock: Clock,
  milliseconds: number,
  send: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> {
  const timeIsUp = new AbortController();
  let callOff = () => {};
  const timeout = new Promise<Outcome>((resolve) => {
    callOff = clock.after(milliseconds, () => {
      resolve({ kind: 'timeout' });
      timeIsUp.abort();
    });
  });
  const outcome = await Promise.race([send(timeIsUp.signal), timeout]);
  callOff();
  return outcome;
}
