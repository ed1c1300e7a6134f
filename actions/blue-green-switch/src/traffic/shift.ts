import { formatDuration } from '../../../../lib/action/duration.ts';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import { countHealthy, type StandbyReading, type Wanted } from '../observe/readiness.ts';
import { keepsCookies } from '../plan/cookies.ts';
import { type Plan, weightsFor } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import { shiftStage } from '../record/stages.ts';
import type { Timeline } from '../report/timeline.ts';
import type { OwnWeights } from './own-weights.ts';
import { raiseRules } from './raise-rules.ts';

/** What a shift works with once the standby is healthy. */
export interface Shift {
  readonly plan: Plan;
  readonly wanted: Wanted;
  readonly own: OwnWeights;
  /** The last stage that an earlier process of this release has begun: the steps before it are not gone again. */
  readonly begun: number;
  readonly timeline: Timeline;
  /** Reads the standby as it is now. */
  readonly read: () => Promise<StandbyReading>;
  /** Makes the standby ready for the step of this index. */
  readonly beforeStep: (index: number) => Promise<void>;
  /** Watches the gates for so many milliseconds; throws when one fails. */
  readonly watch: (milliseconds: number) => Promise<void>;
}

/** A reading younger than this serves the next rule too. */
const REUSED_MILLISECONDS = 1_500;

/** As long as a client tries one call, twice: after that the standby waits for AWS no longer. */
const PATIENCE_MILLISECONDS = 30_000;

const REFRESH_UNDER_MILLISECONDS = 15 * 60_000;

/**
 * Moves the traffic to the standby, step by step and rule by rule, every write behind a reading of the standby's health
 * that is only seconds old. Gates watch between the steps.
 * @throws ActionFailure when a gate fails, or the standby is not healthy enough for the next write; RuleNotOurs when
 *   somebody else has changed a rule, AggregateError of them for a rollback, which has moved all the others by then
 */
export async function shiftTraffic(shift: Shift, ports: WritePorts): Promise<void> {
  const { plan, own, begun, timeline } = shift;
  const requireHealth = createHealthGuard(shift, ports);
  // From the first weight on, expired credentials would leave a split that nobody can put back.
  await ports.session.refreshIfUnder(REFRESH_UNDER_MILLISECONDS);
  const whose = keepsCookies(plan) ? 'of the clients without a cookie go' : 'of the traffic goes';
  if (keepsCookies(plan))
    timeline.note(`Whoever has a cookie for ${plan.live} stays there, whatever the weights`);
  for (const [index, { percent, holdMilliseconds }] of plan.steps.entries()) {
    if (shiftStage(index) < begun) continue;
    await ports.journal.begin(shiftStage(index));
    await shift.beforeStep(index);
    const weights = weightsFor(plan, percent);
    await raiseRules({ plan, own, requireHealth, weights, patience: PATIENCE_MILLISECONDS }, ports);
    timeline.noteShare(percent, `${percent}% ${whose} to ${plan.standby}`);
    if (holdMilliseconds === 0) continue;
    timeline.note(`Watching ${percent}% for ${formatDuration(holdMilliseconds)}`);
    await shift.watch(holdMilliseconds);
  }
}

/** Gives a function that tells when enough healthy targets were read, seconds ago at most. */
function createHealthGuard({ plan, wanted, read }: Shift, { clock, signal }: Ports): () => Promise<number> {
  let last: StandbyReading | undefined;
  return async () => {
    signal.throwIfAborted();
    if (last === undefined || clock.now() - last.at > REUSED_MILLISECONDS) last = await read();
    const healthy = countHealthy(last);
    if (healthy >= wanted.required) return last.at;
    throw new ActionFailure({
      cause: `Slot ${plan.standby} has ${healthy} healthy targets of the new version and needs ${wanted.required}, so it gets no more traffic.`,
      advice: `See what container ${plan.target.container.name} of ${plan.target.slots[plan.standby].service} logged and why its targets are not healthy, then release again.`,
    });
  };
}
