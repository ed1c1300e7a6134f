import type { Outcome } from '../../../../lib/action/outcome.ts';
import { isSameOwner } from '../../../../lib/aws/record/lease-entry.ts';
import type { NumberedRelease } from '../../../../lib/aws/record/releases.ts';
import type { SlotName, Target } from '../../../../lib/aws/target.ts';
import { slotWithAllTraffic } from '../observe/live-slot.ts';
import { observe } from '../observe/observe.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { readHistoryOf } from '../record/read-record.ts';

/** What this workflow run has done before, and what still serves. */
export interface OwnRelease {
  readonly release: NumberedRelease;
  readonly live: SlotName;
}

/** Where to look for it. */
export interface OwnSearch {
  readonly mode: Plan['mode'];
  readonly target: Target;
  /** Undefined when no record is kept: then nothing is found. */
  readonly record: string | undefined;
}

/** Finds the newest release of the record, when it is this very run's own, ended well, and serves. Only reads. */
export async function findOwnRelease(
  { mode, target, record }: OwnSearch,
  ports: Ports,
): Promise<OwnRelease | undefined> {
  const { releases } = await readHistoryOf(record, ports);
  const [release] = releases;
  if (release?.mode !== mode || release.verdict !== 'released') return undefined;
  if (!isSameOwner(release.owner, ports.owner)) return undefined;
  const { rules, services } = await observe(target, ports);
  const live = slotWithAllTraffic(rules);
  if (live === undefined || services[live].taskDefinition !== release.taskDefinition) return undefined;
  return { release, live };
}

/** What a job that is run again has to tell. */
export function reportOwnRelease(
  { release, live }: OwnRelease,
  verdict: 'released' | 'rolled-back',
  what: string,
): Outcome {
  return {
    outputs: {
      ...{ verdict, 'live-slot': live, 'previous-slot': release.previousSlot, image: release.image },
      ...{ 'task-definition': release.taskDefinition, 'release-id': `${release.number}` },
    },
    summary: `### :white_check_mark: This run has ${what} ${live} already (release ${release.number})`,
  };
}
