import type { Clock } from '../../../../lib/action/clock.ts';
import type { Endpoint, PlainRequest, ScriptedAnswer } from '../../network.ts';

export type Script = Extract<Endpoint, { kind: 'script' }>;

/** What comes of a request to a scripted endpoint: its answer, how it failed, or nothing in time. */
export type ScriptOutcome = ScriptedAnswer['result'] | 'timeout';

/** Sends a request to a script and calls back once; returns the function that hangs up instead. */
export function askScript(
  clock: Clock,
  { endpoint, request, timeout }: { endpoint: Script; request: PlainRequest; timeout: number },
  done: (outcome: ScriptOutcome) => void,
): () => void {
  const { milliseconds, result } = endpoint.answer(request);
  return milliseconds > timeout
    ? clock.after(timeout, () => done('timeout'))
    : clock.after(milliseconds, () => done(result));
}
