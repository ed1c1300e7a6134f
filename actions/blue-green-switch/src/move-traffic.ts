import { ActionFailure } from '../../../lib/action/errors.ts';
import { type Gate, watchGates } from './gates.ts';
import type { Inputs } from './inputs.ts';
import { confirmWeights, type OwnWeights } from './move-weights.ts';
import { type Plan, weightsFor } from './plan.ts';
import type { Ports } from './ports.ts';
import type { StartedStandby } from './prepare.ts';
import { createProbeGate, type ProbeCounts } from './probe-gate.ts';
import { readStandby } from './read-standby.ts';
import { shiftTraffic } from './shift.ts';
import { createTargetGate } from './target-gate.ts';
import type { Timeline } from './timeline.ts';

/** What moving the traffic needs to know. */
export interface Move {
  readonly plan: Plan;
  readonly standby: StartedStandby;
  readonly inputs: Inputs;
  readonly own: OwnWeights;
  readonly probeCounts: ProbeCounts;
  readonly timeline: Timeline;
}

/** Milliseconds between two looks at the targets that have traffic. */
const TARGET_INTERVAL = 5_000;

/**
 * Shifts all traffic to the standby, confirms it, holds until every node of the load balancer obeys, and bakes; the
 * gates watch from the first weight to the end.
 * @throws ActionFailure with the gate that failed
 */
export async function moveTraffic(move: Move, ports: Ports): Promise<void> {
  const { plan, inputs, timeline } = move;
  const targets = createTargets(move, ports);
  const all = [targets, ...createProbes(move, ports)];
  const watchOnly = async (gates: readonly Gate[], milliseconds: number) => {
    const failure = await watchGates(gates, milliseconds, ports);
    if (failure) throw new ActionFailure({ cause: `Gate "${failure.gate}" failed: ${failure.cause}.` });
  };
  const watch = (milliseconds: number) => watchOnly(all, milliseconds);
  await timeline.phase('shift', `Shift the traffic to ${plan.standby}`, async () => {
    await shiftTraffic({ ...move, ...readers(move, ports), steps: inputs.steps, watch }, ports);
    await confirmWeights(plan, weightsFor(plan, 100), ports);
  });
  await timeline.phase('hold', 'Hold until every load-balancer node obeys', () =>
    watchOnly(plan.isFirst ? [targets] : all, inputs.hold),
  );
  await timeline.phase('bake', 'Bake', () => watch(inputs.bake));
}

function readers({ standby }: Move, ports: Ports) {
  return { wanted: standby.wanted, read: () => readStandby(standby.subject, ports) };
}

function createTargets(move: Move, ports: Ports): Gate {
  const { wanted, read } = readers(move, ports);
  return createTargetGate(wanted, TARGET_INTERVAL, read);
}

function createProbes({ inputs, probeCounts }: Move, ports: Ports): Gate[] {
  if (inputs.probeUrl === undefined) return [];
  const settings = {
    url: inputs.probeUrl,
    interval: inputs.probeInterval,
    threshold: inputs.probeFailures,
  };
  return [createProbeGate(settings, { probe: ports.probe, counts: probeCounts })];
}
