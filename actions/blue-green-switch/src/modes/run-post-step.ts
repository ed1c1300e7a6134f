import type { Failure } from '../../../../lib/action/outcome.ts';
import { isSameOwner } from '../../../../lib/aws/record/lease-entry.ts';
import type { Surroundings } from '../ports.ts';
import { findLeftUnfinished } from '../record/find-left-unfinished.ts';
import { underLease } from '../record/under-lease.ts';
import { startTimeline } from '../report/timeline.ts';
import { type Recovered, recoverUnfinished } from './recover-unfinished.ts';
import type { RecoverRun } from './run-recover.ts';

/**
 * Puts right what this run has left unfinished, at the end of a job that failed or was cancelled: its process may have
 * been killed, or a step after mode `prepare` has failed. The record decides, not what the process could still save.
 * What is another run's stays as it is.
 */
export async function runPostStep(
  { inputs, target, record }: RecoverRun,
  given: Surroundings,
): Promise<void> {
  const timeline = startTimeline(given);
  const ports = { ...given, timeline };
  const { log, owner } = ports;
  const unfinished = await findLeftUnfinished(record, ports);
  if (!unfinished || !isSameOwner(unfinished.lease.entry.owner, owner)) {
    log.info('Nothing of this run is left unfinished.');
    return;
  }
  const use = { record, mode: 'recover', mayPreempt: false };
  const recovered = await underLease(use, ports, async (free, open) => {
    // Until the lease was this one's, another run may have taken it up, and may have been lost in its turn.
    if (!open?.unfinished || !isSameOwner(open.unfinished.lease.entry.owner, owner)) {
      log.info('Another run has taken up meanwhile what this one had left unfinished.');
      return { result: undefined, isUnfinished: open?.unfinished !== undefined };
    }
    // The end of a job is no time to wait for old cookies: a later run puts group stickiness back.
    const unwaiting = { ...inputs, stickyTimeout: 0 };
    const run = { inputs: unwaiting, target, open, timeline, resumes: () => false };
    const result = await recoverUnfinished(run, free);
    return { result, isUnfinished: result?.isUnfinished ?? false };
  });
  if (recovered) log.warning(describe(recovered));
}

function describe({ plan, liveSlot, failure }: Recovered): string {
  const traffic = liveSlot === undefined ? '' : ` All traffic goes to ${liveSlot}.`;
  const what = `This run had left the ${plan.mode} of ${plan.image} unfinished.${traffic}`;
  return failure ? `${what} ${describeFailure(failure)}` : what;
}

function describeFailure({ cause, advice }: Failure): string {
  return advice === undefined ? cause : `${cause} Next: ${advice}`;
}
