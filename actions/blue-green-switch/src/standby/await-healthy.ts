import { formatDuration } from '../../../../lib/action/duration.ts';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import { diagnoseService } from '../../../../lib/aws/diagnosis/diagnose-service.ts';
import { type Decision, poll } from '../../../../lib/aws/poll.ts';
import { continueStreak, type HealthyStreak, hasLasted } from '../observe/healthy-streak.ts';
import { readStandby } from '../observe/read-standby.ts';
import { countHealthy, judgeStandby, type Wanted } from '../observe/readiness.ts';
import { whyHopeless } from '../observe/why-hopeless.ts';
import type { Ports } from '../ports.ts';
import type { StartedStandby } from './start.ts';

/** What is waited for, and how long. Times in milliseconds. */
export interface HealthWait {
  /** How long the standby has to be healthy without a break; 0 for once. */
  readonly period: number;
  /** When the standby was started, since the epoch. */
  readonly from: number;
  /** After that time from its start it is given up. */
  readonly timeout: number;
  /** When the readings before this wait were healthy from. */
  readonly healthySince?: number | undefined;
}

/** Milliseconds between two readings of the standby. */
const POLL_INTERVAL = 2_000;

/**
 * Waits until the standby is ready and has been healthy for the whole period, and no longer than that can still come.
 * @returns the readings up to the one that was enough
 * @throws ActionFailure as soon as it has failed, or when the time is over
 */
export async function awaitHealthy(
  { subject, wanted }: StartedStandby,
  { period, from, timeout, healthySince }: HealthWait,
  ports: Ports,
): Promise<HealthyStreak> {
  let before: Pick<HealthyStreak, 'healthySince'> = { healthySince };
  const result = await poll<HealthyStreak, HealthyStreak, string>(ports, {
    interval: POLL_INTERVAL,
    deadline: from + timeout,
    async read() {
      const streak = continueStreak(before, await readStandby(subject, ports), wanted);
      before = streak;
      return streak;
    },
    decide: (streak) => decide(streak, wanted, period),
    describe: ({ reading }) => ({
      subject: subject.service,
      count: countHealthy(reading),
      of: wanted.required,
      state: 'healthy',
      note: noteOn({ reading }, wanted, period),
    }),
  });
  if (result.kind === 'done') return result.value;
  const diagnosis = await diagnoseService(ports, { ...subject, since: from });
  if (result.kind === 'failed') {
    throw new ActionFailure({
      ...diagnosis,
      cause: `The new version does not ${period > 0 ? 'stay' : 'become'} healthy: ${diagnosis.cause}.`,
      detail: [result.reason, diagnosis.detail].join('\n'),
    });
  }
  const what = period > 0 ? `healthy for ${formatDuration(period)} without a break` : 'ready';
  throw new ActionFailure({
    ...diagnosis,
    cause: `${subject.service} was not ${what} within ${formatDuration(timeout)}, ${noteOn(result.seen, wanted, period)}: ${diagnosis.cause}.`,
  });
}

function decide(streak: HealthyStreak, wanted: Wanted, period: number): Decision<HealthyStreak, string> {
  const judged = judgeStandby(streak.reading, wanted);
  if (judged.kind === 'failed') return { kind: 'failed', reason: judged.cause };
  const isEnough = judged.kind === 'ready' && hasLasted(streak, period);
  if (isEnough) return { kind: 'done', value: streak };
  const reason = whyHopeless(streak.reading, wanted);
  return reason === undefined ? { kind: 'wait' } : { kind: 'failed', reason };
}

function noteOn({ reading }: Pick<HealthyStreak, 'reading'>, wanted: Wanted, period: number): string {
  const judged = judgeStandby(reading, wanted);
  if (judged.kind === 'waiting') return judged.note;
  return judged.kind === 'ready' && period > 0 ? `to stay so for ${formatDuration(period)}` : judged.kind;
}
