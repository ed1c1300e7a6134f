import type { Inputs } from '../inputs.ts';
import type { Ports } from '../ports.ts';
import { finishRecord } from '../record/finish-record.ts';
import type { RecordedPlan } from '../record/recorded-plan.ts';
import type { Done, OpenRecord } from '../record/under-lease.ts';
import { attempt, joinFailures } from './attempt.ts';
import type { Release } from './release.ts';

/** A release that is not recorded is red: nothing could find the way back to it. */
export async function recordEnd(
  open: OpenRecord,
  ended: Release,
  plan: RecordedPlan,
  ports: Ports,
): Promise<Release> {
  const { verdict, liveSlot, isUnfinished, failure, leftOff, kept } = ended;
  // A cancelled job is killed within seconds, and what is unfinished is recorded by whoever finishes it.
  if (isUnfinished || ports.signal.aborted || verdict === 'prepared' || verdict === 'shifted') return ended;
  const told = { ...(liveSlot && { liveSlot }), ...(leftOff && { leftOff }), ...(kept && { kept }) };
  const recorded = await attempt(ports, () => finishRecord(open, { verdict, plan, ...told }, ports));
  if (!recorded.failure) return ended;
  return { ...ended, failure: failure ? joinFailures(failure, recorded.failure) : recorded.failure };
}

/** How the lease is left: what waits for the next mode of this run is kept for it. */
export function leaveAs<Result>(
  result: Result,
  { verdict, isUnfinished }: Pick<Release, 'verdict' | 'isUnfinished'>,
  { keepFor }: Pick<Inputs, 'keepFor'>,
): Done<Result> {
  const isWaiting = verdict === 'prepared' || verdict === 'shifted';
  return { result, isUnfinished, keptFor: isWaiting ? keepFor : 0 };
}
