import type { Log } from '../../../lib/action/log.ts';
import type { Probe } from '../src/gates/probe-gate.ts';
import type { Surroundings } from '../src/ports.ts';
import { type Machine, never } from './machine.ts';

/** Keys of the embedded AWS do not expire. */
export const LASTING = {
  ensureOutlasts: async (_milliseconds: number) => {},
  refreshIfUnder: async () => {},
};

/** What a run has beside its machine. */
export interface RunParts {
  readonly runId: string;
  readonly log: Log;
  readonly probe: Probe;
  readonly signal?: AbortSignal | undefined;
  readonly keepEvidence?: Surroundings['keepEvidence'];
}

/** What a run on a machine of its own touches; of a machine that has died nothing is answered. */
export async function surroundingsOn(
  machine: Machine,
  { runId, log, probe, signal, keepEvidence }: RunParts,
): Promise<Surroundings> {
  const { clients, clock, random, stopwatch } = machine;
  return {
    ...{ clock, random, stopwatch, log, session: LASTING },
    ...{ ecs: await clients.ecs(), elbv2: await clients.elbv2(), containerLogs: clients.logs },
    ...{ parameterStore: clients.ssm, monitoring: clients.cloudwatch, scaling: clients.scaling },
    signal: signal ?? new AbortController().signal,
    owner: { repository: 'org/shop', runId },
    probe: (...given) => (machine.isDead() ? never() : probe(...given)),
    mask: () => {},
    keepEvidence: keepEvidence ?? (async () => '/dev/null'),
  };
}
