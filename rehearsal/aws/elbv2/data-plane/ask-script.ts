import type { Clock } from '../../../../lib/action/clock.ts';
import type { Endpoint, PlainRequest, ScriptedAnswer } from '../../network.ts';

export type Script = Extract<Endpoint, { kind: 'script' }>;

/** What comes of a request to a scripted endpoint: its answer, how it failed, or nothing in time. */
export type ScriptOutcome = ScriptedAnswer['result'] | 'timeout';

/**
 * Sends a request to a script and calls back once; returns the function that hangs up instead. Who ends before having
 * answered resets the connection.
 */
export function askScript(
  clock: Clock,
  { endpoint, request, timeout }: { endpoint: Script; request: PlainRequest; timeout: number },
  done: (outcome: ScriptOutcome) => void,
): () => void {
  const { milliseconds, result } = endpoint.answer(request);
  const isLate = milliseconds > timeout;
  const cancel = clock.after(isLate ? timeout : milliseconds, () => finish(isLate ? 'timeout' : result));
  const forget = endpoint.onGone?.(() => finish('reset'));

  function hangUp(): void {
    cancel();
    forget?.();
  }

  function finish(outcome: ScriptOutcome): void {
    hangUp();
    done(outcome);
  }

  return hangUp;
}
