import type { SlotName } from '../../../../lib/aws/target.ts';
import { GateFailed } from '../gates/gate-failed.ts';
import { createReleaseGates } from '../gates/release-gates.ts';
import { cookieSpan, keepsCookies, listSticky } from '../plan/cookies.ts';
import { weightsFor } from '../plan/plan.ts';
import type { WritePorts } from '../record/journal.ts';
import { waitStage } from '../record/stages.ts';
import type { StartedStandby } from '../standby/start.ts';
import { awaitQuiet } from '../traffic/await-quiet.ts';
import { confirmWeights } from '../traffic/confirm-weights.ts';
import type { Course } from './release.ts';

/** A slot without weight that keeps its tasks, since cookies may lead clients to it. */
export interface KeptSlot {
  readonly slot: SlotName;
  /** What speaks for it. */
  readonly why: string;
}

/** A release whose traffic has moved. */
export interface MovedCourse extends Course {
  readonly standby: StartedStandby;
  /** When the last rule was read back with all its weight moved, by the stopwatch. */
  readonly shiftedAt: number;
}

/**
 * Where clients have kept their cookies, waits until none leads to the old slot any more. The gates go on watching: until
 * it is parked there is a way back.
 * @returns the old slot when it has to be kept
 * @throws ActionFailure with the gate that failed, or when somebody else has changed a rule
 */
export async function awaitCookies(course: MovedCourse, ports: WritePorts): Promise<KeptSlot | undefined> {
  const { plan, inputs, timeline, shiftedAt } = course;
  if (!keepsCookies(plan)) return undefined;
  const { target, live } = plan;
  return timeline.phase('wait for cookies', `Wait until no cookie leads to ${live}`, async () => {
    await ports.journal.begin(waitStage(plan));
    const gates = await createReleaseGates(course, ports);
    gates.requireVersion();
    const span = cookieSpan(listSticky(plan.rules));
    const deserted = { target, slot: live, since: shiftedAt + inputs.hold, span };
    const awaited = { deserted, timeout: inputs.stickyTimeout, gates: gates.all, timeline };
    const waited = await awaitQuiet(awaited, ports);
    if (waited.kind === 'failed') throw new GateFailed(waited.failure.gate, waited.failure.cause, plan);
    // Infrastructure code may have put the rule back meanwhile.
    await confirmWeights(plan, weightsFor(plan, 100), ports, { mayStick: true });
    return waited.kind === 'kept' ? { slot: live, why: waited.why } : undefined;
  });
}
