import { sleep } from '../../../../lib/action/clock.ts';
import { formatDuration } from '../../../../lib/action/duration.ts';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import { GateFailed } from '../gates/gate-failed.ts';
import { recordLooks } from '../gates/gate-log.ts';
import { watchGates } from '../gates/gates.ts';
import { createStandbyProbe, type StandbyProbed } from '../gates/standby-probe.ts';
import type { Ports } from '../ports.ts';
import { requireTestRules } from '../test-rules/check-test-rules.ts';
import { confirmTestRules } from '../test-rules/move-test-rules.ts';

/** Good answers in a row that prove the standby: one may have come from a node that still obeys an older rule. */
const PROOF = 3;

/** How long the standby is probed before it gets traffic. */
export interface ProbeTime {
  /** Whether that is long enough, if it has been proven; until then it is probed on. */
  readonly isEnough: () => boolean;
  /** After that, in milliseconds, it is given up. */
  readonly timeout: number;
}

/**
 * Proves through the test rules that the standby answers well, and is the version that is released, once every node of
 * the load balancer obeys them.
 * @throws RuleDiffers when a test rule does not point at it, ActionFailure when it does not answer well, Inconclusive
 *   when something answers in its place
 */
export async function probeStandby(
  probed: StandbyProbed,
  { isEnough, timeout }: ProbeTime,
  ports: Ports,
): Promise<void> {
  const { plan, inputs, timeline } = probed;
  await confirmTestRules(plan, ports);
  const created = createStandbyProbe(probed, ports);
  if (!created) return;
  requireTestRules(plan.testRules);
  const gate = recordLooks(created, timeline.gates, ports.clock);
  await sleep(ports.clock, inputs.hold, ports.signal);
  const isProven = () => gate.goodInARow() >= PROOF && !gate.isUndecided?.();
  const failure = await watchGates([gate], timeout, { ...ports, isEnough: () => isProven() && isEnough() });
  // Whatever it saw, it saw it through rules that must not have been changed meanwhile.
  await confirmTestRules(plan, ports);
  if (failure) throw new GateFailed(failure.gate, failure.cause, plan);
  if (!isProven()) {
    throw new ActionFailure({
      cause: `${plan.standby} did not answer well ${PROOF} times in a row at ${inputs.testUrl} within ${formatDuration(timeout)}.`,
      advice: 'See what its container logged, and release a corrected version.',
    });
  }
  timeline.note(`${plan.standby} has answered well ${PROOF} times in a row at ${inputs.testUrl}`);
}
