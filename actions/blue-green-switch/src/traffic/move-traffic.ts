import { ActionFailure } from '../../../../lib/action/errors.ts';
import { type Gate, watchGates } from '../gates/gates.ts';
import { createLeaseGate } from '../gates/lease-gate.ts';
import { createProbeGate, type ProbeCounts } from '../gates/probe-gate.ts';
import { createTargetGate } from '../gates/target-gate.ts';
import type { Inputs } from '../inputs.ts';
import { readStandby } from '../observe/read-standby.ts';
import { type Plan, weightsFor } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';
import type { StartedStandby } from '../standby/start.ts';
import { confirmWeights, type OwnWeights } from './move-weights.ts';
import { shiftTraffic } from './shift.ts';

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
export async function moveTraffic(move: Move, ports: WritePorts): Promise<void> {
  const { plan, inputs, probeCounts, timeline } = move;
  const targets = createTargets(move, ports);
  const lease = createLeaseGate(ports.journal);
  const all = [lease, targets, ...createProbes(move, ports)];
  const watchOnly = async (gates: readonly Gate[], milliseconds: number) => {
    const failure = await watchGates(gates, milliseconds, ports);
    if (failure) throw gateFailed(`Gate "${failure.gate}" failed: ${failure.cause}.`, plan);
  };
  const watch = (milliseconds: number) => watchOnly(all, milliseconds);
  await timeline.phase('shift', `Shift the traffic to ${plan.standby}`, async () => {
    if (plan.isFirst)
      timeline.note(
        `${plan.live} serves nobody, so all traffic moves at once, and the input "steps" does not apply`,
      );
    await shiftTraffic({ ...move, ...readers(move, ports), watch }, ports);
    await confirmWeights(plan, weightsFor(plan, 100), ports);
  });
  await timeline.phase('hold', 'Hold until every load-balancer node obeys', () =>
    watchOnly(plan.isFirst ? [lease, targets] : all, inputs.hold),
  );
  await timeline.phase('bake', 'Bake', async () => {
    const before = { ...probeCounts };
    await watch(inputs.bake);
    refuseUnanswered(before, probeCounts, plan);
    // Infrastructure code may have put the rule back meanwhile, to a slot that is about to be parked.
    await confirmWeights(plan, weightsFor(plan, 100), ports);
  });
}

/** Failures too few for the gate's threshold are still no proof that the version serves. */
function refuseUnanswered(before: ProbeCounts, { sent, failed }: ProbeCounts, plan: Plan): void {
  const [sentNow, failedNow] = [sent - before.sent, failed - before.failed];
  if (sentNow === 0 || failedNow < sentNow) return;
  throw gateFailed(
    `Gate "probe" failed: none of ${sentNow} requests during the bake was answered well.`,
    plan,
  );
}

function gateFailed(cause: string, { target, standby, image }: Plan): ActionFailure {
  return new ActionFailure({
    cause,
    advice: `See what ${image} logged in container ${target.container.name} of ${target.slots[standby].service}, and release a corrected version.`,
  });
}

function readers({ standby }: Move, ports: Ports) {
  return { wanted: standby.wanted, read: () => readStandby(standby.subject, ports) };
}

function createTargets(move: Move, ports: Ports): Gate {
  const { plan, timeline } = move;
  const { wanted, read } = readers(move, ports);
  const report = (healthy: number) =>
    timeline.note(
      `${plan.standby} has ${healthy} healthy targets of the new version, ${wanted.required} required`,
    );
  return createTargetGate(wanted, TARGET_INTERVAL, { read, report });
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
