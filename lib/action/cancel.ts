import type { RunContext } from './context.ts';
import { formatDuration } from './duration.ts';
import { ActionFailure } from './errors.ts';

/** The reason of the run's signal when the job is cancelled. */
class Cancelled extends ActionFailure {
  override readonly name = 'Cancelled';

  constructor(signal: NodeJS.Signals) {
    super({ cause: `The job was cancelled (${signal}).` });
  }
}

/** The reason when a limit of time is over. */
export class DeadlinePassed extends ActionFailure {
  override readonly name = 'DeadlinePassed';
}

/**
 * An abort signal that the runner's cancel sets off. The runner sends SIGINT, 7.5 s later SIGTERM, and kills 2.5 s
 * after that: the first one aborts, and the second is swallowed so that the clean-up gets all of the time.
 */
export function abortOnCancel(controller: AbortController, source: NodeJS.EventEmitter): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    source.on(signal, () => controller.abort(new Cancelled(signal)));
  }
}

/**
 * Runs `work` with a signal that also aborts when its time is over.
 * @param what completes the sentence "... took longer than 5m."
 * @throws DeadlinePassed when `work` gives way to the deadline, and whatever else it throws
 */
export async function withDeadline<Result>(
  context: RunContext,
  milliseconds: number,
  what: string,
  work: (context: RunContext) => Promise<Result>,
): Promise<Result> {
  const deadline = new AbortController();
  const cause = `${what} took longer than ${formatDuration(milliseconds)}.`;
  const callOff = context.clock.after(milliseconds, () => deadline.abort(new DeadlinePassed({ cause })));
  try {
    return await work({ ...context, signal: AbortSignal.any([context.signal, deadline.signal]) });
  } finally {
    callOff();
  }
}
