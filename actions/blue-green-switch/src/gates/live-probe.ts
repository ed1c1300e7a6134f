import { sleep } from '../../../../lib/action/clock.ts';
import type { Ports } from '../ports.ts';
import { hasWritten, type OwnWeights } from '../traffic/own-weights.ts';
import { startProbeCounts } from './probe-counts.ts';
import { createProbeGate } from './probe-gate.ts';
import type { StandbyProbed } from './standby-probe.ts';

/**
 * Asks what serves, as visitors do, while the new version is being proven: one that is released because the old one
 * answers badly must not be taken back for the old one's answers. Its requests are none of the release, and not counted.
 * @param proven aborted when the shift may begin
 * @returns what is bad about it; undefined when it answers well, or nothing is asked
 */
export async function complainAboutLive(
  { plan, inputs, own }: StandbyProbed & { readonly own: OwnWeights },
  proven: AbortSignal,
  ports: Ports,
): Promise<string | undefined> {
  const { probeUrl: url, probeInterval: interval, probeFailures: threshold, probeBudget: budget } = inputs;
  if (url === undefined || plan.mode !== 'release' || plan.isFirst) return undefined;
  // Where a lost run has moved traffic, the new version may answer too.
  if (plan.rules.some(({ ruleArn }) => hasWritten(own, ruleArn))) return undefined;
  const settings = {
    ...{ name: 'live probe', request: { url, headers: {} }, interval, threshold, budget },
    ...{ expectVersion: undefined, isVersionRequired: () => false },
  };
  const gate = createProbeGate(settings, { ...ports, counts: startProbeCounts() });
  let lastLook: number | undefined;
  for (;;) {
    const complaint = await gate.check(ports.signal);
    if (complaint !== undefined) return complaint;
    // Something answers in its place: nothing tells how it is.
    if (gate.isBlocked()) return undefined;
    await sleepUntil(proven, interval, ports);
    if (!proven.aborted) continue;
    // What is bad now is bad in so many looks.
    lastLook ??= ports.clock.now() + threshold * interval;
    if (!gate.isUndecided?.() || ports.clock.now() >= lastLook) return undefined;
  }
}

/** The shift is not to wait for the next look. */
async function sleepUntil(
  proven: AbortSignal,
  milliseconds: number,
  { clock, signal }: Ports,
): Promise<void> {
  if (proven.aborted) return sleep(clock, milliseconds, signal);
  try {
    await sleep(clock, milliseconds, AbortSignal.any([proven, signal]));
  } catch (error) {
    signal.throwIfAborted();
    if (!proven.aborted) throw error;
  }
}
