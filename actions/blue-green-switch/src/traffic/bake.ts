import type { WatchOptions } from '../gates/gates.ts';
import type { ReleaseGates } from '../gates/release-gates.ts';
import { weightsFor } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { mayBeSticky } from '../record/stages.ts';
import { awaitAlarmData } from './await-alarm-data.ts';
import { confirmWeights } from './confirm-weights.ts';
import type { Move } from './move-traffic.ts';

/** Watches all gates for so many milliseconds, or until it is enough; throws when one fails. */
export type Watch = (milliseconds: number, options?: Pick<WatchOptions, 'isEnough'>) => Promise<void>;

/**
 * Watches the new version with all the traffic.
 * @throws ActionFailure with the gate that failed, Inconclusive when an alarm had nothing to tell
 */
export async function bake(
  move: Move,
  gates: Pick<ReleaseGates, 'alarms' | 'requireVersion'>,
  watch: Watch,
  ports: Ports,
): Promise<void> {
  const { plan, inputs } = move;
  // Every node obeys by now, so nothing but the new version has a right to answer.
  gates.requireVersion();
  await watch(inputs.bake);
  if (gates.alarms) await awaitAlarmData(gates.alarms, move, watch, ports);
  // Infrastructure code may have put the rule back meanwhile, to a slot that is about to be parked.
  await confirmWeights(plan, weightsFor(plan, 100), ports, { mayStick: mayBeSticky(move) });
}
