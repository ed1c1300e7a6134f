import { GateFailed } from '../gates/gate-failed.ts';
import { type Gate, type WatchOptions, watchGates } from '../gates/gates.ts';
import { createReleaseGates, type Gated } from '../gates/release-gates.ts';
import { readStandby } from '../observe/read-standby.ts';
import { weightsFor } from '../plan/plan.ts';
import type { WritePorts } from '../record/journal.ts';
import { mayBeSticky } from '../record/stages.ts';
import { beforeStep } from '../scaling/before-step.ts';
import { setScaling } from '../scaling/set-scaling.ts';
import { bake, type Watch } from './bake.ts';
import { confirmWeights } from './confirm-weights.ts';
import type { OwnWeights } from './own-weights.ts';
import { shiftTraffic } from './shift.ts';

/** What moving the traffic needs to know. */
export interface Move extends Gated {
  readonly own: OwnWeights;
  /** The last stage that an earlier process of this release has begun. */
  readonly begun: number;
  /** What is bad about the version that the traffic leaves, as far as is known. */
  readonly liveComplaint?: string | undefined;
}

/** Traffic that has moved, and stays. */
export interface Moved {
  /** When the last rule was read back with all its weight moved, by the stopwatch. */
  readonly shiftedAt: number;
}

/**
 * Shifts all traffic to the standby, confirms it, holds until every node of the load balancer obeys, and bakes; the
 * gates watch from the first weight to the end.
 * @throws ActionFailure with the gate that failed, Inconclusive when nothing proves the version
 */
export async function moveTraffic(move: Move, ports: WritePorts): Promise<Moved> {
  const { plan, standby, inputs, timeline } = move;
  const gates = await createReleaseGates(move, ports);
  const watchOnly = async (
    watched: readonly Gate[],
    milliseconds: number,
    options?: Pick<WatchOptions, 'isEnough'>,
  ) => {
    const failure = await watchGates(watched, milliseconds, { ...ports, ...options });
    if (failure) throw new GateFailed(failure.gate, failure.cause, plan);
  };
  const watch: Watch = (milliseconds, options) => watchOnly(gates.all, milliseconds, options);
  const onTheWay = leavesGoodVersion(move) ? gates.all : gates.steady;
  await timeline.phase('shift', `Shift the traffic to ${plan.standby}`, async () => {
    if (plan.isFirst)
      timeline.note('Nothing serves, so all traffic moves at once; "steps" and "standby-count" do not apply');
    const read = () => readStandby(standby.subject, ports);
    if (move.liveComplaint !== undefined) timeline.note(describeBadLive(plan, move.liveComplaint));
    const start = { ...move, gates: onTheWay, watch: watchOnly };
    const before = (index: number) => beforeStep(start, index, ports);
    const watchStep = (milliseconds: number) => watchOnly(onTheWay, milliseconds);
    await shiftTraffic(
      { ...move, wanted: standby.wanted, read, watch: watchStep, beforeStep: before },
      ports,
    );
    await confirmWeights(plan, weightsFor(plan, 100), ports, { mayStick: mayBeSticky(move) });
  });
  const shiftedAt = ports.stopwatch.read();
  if (plan.mode === 'rollback') await setScaling(move, plan.standby, 'serving', ports);
  await timeline.phase('hold', 'Hold until every load-balancer node obeys', () =>
    watchOnly(onTheWay, inputs.hold),
  );
  await timeline.phase('bake', 'Bake', () => bake(move, gates, watch, ports));
  return { shiftedAt };
}

/**
 * Until every node obeys, some requests still go to what is left. A release leaves a version that is known to be good,
 * unless it has been seen to answer badly; a rollback and a bootstrap leave one that may well be what is wrong.
 */
function leavesGoodVersion({ plan: { mode, isFirst }, liveComplaint }: Move): boolean {
  return mode === 'release' && !isFirst && liveComplaint === undefined;
}

function describeBadLive({ live }: Move['plan'], complaint: string): string {
  return `What ${live} serves answers badly already (${complaint}), so until all the traffic has moved the probe of visitors' requests decides nothing`;
}
