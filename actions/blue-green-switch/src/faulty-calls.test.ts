import { describe, expect, test } from '@jest/globals';
import type { CallFaultKind } from '../../../rehearsal/aws/faults/fault.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { watchTraffic } from '../testing/judge-traffic.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { createWorld } from '../testing/world.ts';

/** Of one call, or of everything that is read in the ten seconds from a call on. */
type Kind = Exclude<CallFaultKind, 'expired-credentials'>;

const STALE_SECONDS = 10;

const STEPS = { steps: '10% 10s, 100%' };

/** Releases while its call of this number goes wrong; gives how it ended, what visitors noticed, and its calls. */
async function releaseWith(kind: Kind, number: number) {
  const world = await createWorld();
  const calls: string[] = [];
  world.aws.faults.decide(({ call }) => {
    if (call.accessKeyId !== 'DEPLOYER') return undefined;
    calls.push(call.operation);
    if (calls.length !== number) return undefined;
    if (kind !== 'stale-read') return kind;
    const id = world.aws.faults.add({ kind, accessKeyId: 'DEPLOYER' });
    world.clock.after(STALE_SECONDS * 1_000, () => world.aws.faults.end(id));
    return undefined;
  });
  const watch = watchTraffic(world);
  const run = await startMortalRun(world, STEPS, undefined);
  const ended = await world.clock.run(run.ended);
  const complaints = await world.clock.run(watch.stop());
  return { ended, complaints, calls, weights: world.weightWrites() };
}

const { calls } = await releaseWith('throttled', 0);
const cases = calls.map((operation, index) => ({ number: index + 1, operation }));

/** Those that everybody makes over and over between two of the others are the same each time. */
const telling = cases.filter(
  ({ operation, number }) => calls[number] !== operation && !/^(DescribeTasks|ListTasks)$/.test(operation),
);

const KINDS: readonly Kind[] = [
  ...(['throttled', 'server-error', 'unavailable'] as const),
  ...(['lost-request', 'lost-answer', 'stale-read'] as const),
];
const matrix = telling.flatMap((call) => KINDS.map((kind) => ({ ...call, kind })));

describe('a release', () => {
  test.each(sampleOf(matrix, 40))(
    'whose call $number, $operation, meets a $kind ends well, and nobody notices',
    async ({ number, kind }) => {
      const { ended, complaints, weights } = await releaseWith(kind, number);
      expect([ended, complaints]).toEqual(['released', []]);
      expect(weights.at(-1)).toEqual([100, 0]);
    },
  );
});
