import { startMortalRun } from '../../../actions/blue-green-switch/testing/mortal-run.ts';
import { sleep } from '../../../lib/action/clock.ts';
import type { Random } from '../../../rehearsal/aws/kernel/random.ts';
import { bucketsOf } from '../../../rehearsal/aws/limits/families.ts';
import { type BucketName, DEFAULT_BUCKETS } from '../../../rehearsal/aws/limits/settings.ts';
import { createTokenBucket } from '../../../rehearsal/aws/limits/token-bucket.ts';
import { createSlowWorld, LATENCY_MILLISECONDS, PATIENT } from './worlds.ts';

/** One call of a release. */
export interface TimedCall {
  /** Milliseconds from the release's start. */
  readonly at: number;
  readonly service: string;
  readonly operation: string;
}

const BAKE_MINUTES = 5;

/** Every call of a release that bakes for five minutes, and the moment at which the bake begins. */
export async function traceCalls(seed: number) {
  const world = await createSlowWorld(seed);
  const { aws, clock } = world;
  await clock.run(sleep(clock, 60_000));
  const from = clock.now();
  const inputs = { ...PATIENT, bake: `${BAKE_MINUTES}m`, 'probe-interval': '5s' };
  const run = await startMortalRun(world, inputs, undefined, { latency: LATENCY_MILLISECONDS, seed });
  const ended = await clock.run(run.ended);
  if (ended !== 'released') throw new Error(`The release of world ${seed} ended as ${ended}.`);
  const calls = aws.journal
    .filter(({ call }) => call.accessKeyId === 'DEPLOYER')
    .map(({ at, call }): TimedCall => ({ at: at - from, service: call.service, operation: call.operation }));
  return { calls, perWaitingMinute: countPerWaitingMinute(calls, clock.now() - from) };
}

/** In the middle of the bake, where a release does nothing but wait. */
function countPerWaitingMinute(calls: readonly TimedCall[], end: number): number {
  const from = end - (BAKE_MINUTES - 1) * 60_000;
  const minutes = BAKE_MINUTES - 2;
  return calls.filter(({ at }) => at >= from && at < from + minutes * 60_000).length / minutes;
}

/** How near several releases come to AWS's limits when all begin in the same moment. */
export interface Pressure {
  readonly bucket: BucketName;
  readonly calls: number;
  /** Calls that find the bucket empty, and are made again a little later. */
  readonly refused: number;
}

/** Least and most that a client waits before it makes a throttled call again, in milliseconds. */
const RETRY = { least: 500, most: 2_000 };

/**
 * Plays the traces of several releases against one account's buckets. A call that is throttled comes again later, and
 * so does everything after it of the same release.
 * @returns the pressure on every bucket, and how long the slowest release was held up, in milliseconds
 */
export function playTogether(traces: ReadonlyArray<readonly TimedCall[]>, random: Random) {
  const limits = createCountingLimits();
  const releases = traces.map((calls) => ({ calls, next: 0, late: 0 }));
  for (;;) {
    const waiting = releases.filter(({ calls, next }) => next < calls.length);
    const [first] = waiting.sort((a, b) => dueAt(a) - dueAt(b));
    if (!first) break;
    const call = first.calls[first.next];
    if (call && limits.take(call, dueAt(first))) first.next += 1;
    else first.late += RETRY.least + random.below(RETRY.most - RETRY.least);
  }
  return { pressures: limits.pressures(), late: Math.max(...releases.map(({ late }) => late)) };
}

/** A release that is played: its next call, and by how much it is late. */
interface Played {
  readonly calls: readonly TimedCall[];
  readonly next: number;
  readonly late: number;
}

function dueAt({ calls, next, late }: Played): number {
  return (calls[next]?.at ?? 0) + late;
}

function createCountingLimits() {
  const buckets = new Map<BucketName, ReturnType<typeof createTokenBucket>>();
  const counts = new Map<BucketName, { calls: number; refused: number }>();
  const bucketOf = (name: BucketName) => {
    const bucket = buckets.get(name) ?? createTokenBucket(DEFAULT_BUCKETS[name], 0);
    buckets.set(name, bucket);
    return bucket;
  };
  const count = (name: BucketName, what: 'calls' | 'refused') => {
    const known = counts.get(name) ?? { calls: 0, refused: 0 };
    counts.set(name, { ...known, [what]: known[what] + 1 });
  };
  return {
    /** Whether there was a token in every bucket that the call draws on. */
    take({ service, operation }: TimedCall, at: number): boolean {
      const names = bucketsOf(service, operation);
      const empty = names.filter((name) => !bucketOf(name).hasToken(at));
      for (const name of empty) count(name, 'refused');
      if (empty.length > 0) return false;
      for (const name of names) {
        count(name, 'calls');
        bucketOf(name).take(at);
      }
      return true;
    },
    pressures: (): Pressure[] => [...counts].map(([bucket, counted]) => ({ bucket, ...counted })),
  };
}
