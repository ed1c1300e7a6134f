import { withDeadline } from '../../../../lib/action/cancel.ts';
import { toFailure } from '../../../../lib/action/failure.ts';
import { explainAwsError } from '../../../../lib/aws/errors/explain.ts';
import { releaseName } from '../../../../lib/aws/record/names.ts';
import { type NumberedRelease, readHistory } from '../../../../lib/aws/record/releases.ts';
import type { Surroundings } from '../ports.ts';
import type { Account } from './account.ts';

/** What the record knows when a run is over, or why that is not known. */
export type Releases =
  /** Newest first. */
  | { readonly kind: 'read'; readonly releases: readonly NumberedRelease[] }
  | { readonly kind: 'unread'; readonly why: string }
  | { readonly kind: 'not-kept' };

/** What is told at the end has to wait no longer for Parameter Store, in milliseconds. */
const PATIENCE = 10_000;

/** Reads the releases of a record. Best effort: whatever goes wrong is told instead of them. */
export async function readReleases(record: string | undefined, ports: Surroundings): Promise<Releases> {
  if (record === undefined) return { kind: 'not-kept' };
  try {
    return await withDeadline(ports, PATIENCE, 'Reading the record', async ({ signal }) => {
      signal.throwIfAborted();
      const recordPorts = { ...ports, ssm: await ports.parameterStore(), signal };
      const { releases } = await readHistory(recordPorts, record);
      return { kind: 'read', releases };
    });
  } catch (error) {
    return { kind: 'unread', why: (await toFailure(error, explainAwsError, ports.signal)).cause };
  }
}

type OwnAccount = Pick<Account, 'calls' | 'outputs' | 'owner' | 'timeline' | 'startedAt' | 'endedAt'>;

/** The same with the release that this run has recorded itself: a reading may be from before that. */
export function withOwnRelease(
  releases: readonly NumberedRelease[],
  record: string,
  account: OwnAccount,
): readonly NumberedRelease[] {
  const own = ownRelease(record, account);
  if (!own || releases.some(({ number }) => number === own.number)) return releases;
  return [own, ...releases].sort((a, b) => b.number - a.number);
}

function ownRelease(record: string, account: OwnAccount): NumberedRelease | undefined {
  const { calls, outputs, owner, timeline, startedAt, endedAt } = account;
  const { plan } = timeline;
  const number = Number(outputs['release-id']);
  const isRecorded = calls.writes.some(
    ({ resource, outcome }) => outcome === 'done' && resource === releaseName(record, number),
  );
  if (!plan || !isRecorded) return undefined;
  const liveSlot = outputs['live-slot'] === plan.standby ? plan.standby : plan.live;
  const taskDefinition = outputs['task-definition'];
  return {
    ...{ number, mode: plan.mode, owner, image: plan.image, liveSlot, previousSlot: plan.live },
    verdict: liveSlot === plan.standby ? 'released' : 'rolled-back',
    ...(taskDefinition === undefined ? {} : { taskDefinition }),
    previousTaskDefinition: plan.baseTaskDefinition,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date(endedAt).toISOString(),
  };
}
