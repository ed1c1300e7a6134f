import { gateFailed } from '../gates/gate-failed.ts';
import type { WatchOptions } from '../gates/gates.ts';
import type { ProbeCounts } from '../gates/probe-gate.ts';
import type { ReleaseGates } from '../gates/release-gates.ts';
import { type Plan, weightsFor } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { awaitAlarmData } from './await-alarm-data.ts';
import type { Move } from './move-traffic.ts';
import { confirmWeights } from './move-weights.ts';

/** Watches all gates for so many milliseconds, or until it is enough; throws when one fails. */
export type Watch = (milliseconds: number, options?: Pick<WatchOptions, 'isEnough'>) => Promise<void>;

/**
 * Watches the new version with all the traffic.
 * @throws ActionFailure with the gate that failed, Inconclusive when an alarm had nothing to tell
 */
export async function bake(
  move: Move,
  gates: Pick<ReleaseGates, 'alarms'>,
  watch: Watch,
  ports: Ports,
): Promise<void> {
  const { plan, inputs, probeCounts } = move;
  const before = { ...probeCounts };
  await watch(inputs.bake);
  if (gates.alarms) await awaitAlarmData(gates.alarms, move, watch, ports);
  refuseUnanswered(before, probeCounts, plan);
  // Infrastructure code may have put the rule back meanwhile, to a slot that is about to be parked.
  await confirmWeights(plan, weightsFor(plan, 100), ports);
}

/** Failures too few for the gate's threshold are still no proof that the version serves. */
function refuseUnanswered(before: ProbeCounts, { sent, failed }: ProbeCounts, plan: Plan): void {
  const [sentNow, failedNow] = [sent - before.sent, failed - before.failed];
  if (sentNow === 0 || failedNow < sentNow) return;
  throw gateFailed('probe', `none of ${sentNow} requests during the bake was answered well`, plan);
}
