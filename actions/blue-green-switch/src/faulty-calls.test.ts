import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import type { CallFaultKind } from '../../../rehearsal/aws/faults/fault.ts';
import type { Call } from '../../../rehearsal/aws/kernel/call.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { sharesOf, watchTraffic } from '../testing/judge-traffic.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { type ScenarioName, scenarioOf, type World } from '../testing/scenarios.ts';
import { tellingCalls } from '../testing/telling-calls.ts';

/** What a call meets, or everything that is read in the ten seconds from it on. */
type Kind = Exclude<CallFaultKind, 'expired-credentials'> | 'empty bucket';

const KINDS: readonly Kind[] = [
  ...(['throttled', 'server-error', 'unavailable', 'empty bucket'] as const),
  ...(['lost-request', 'lost-answer', 'stale-read'] as const),
];

const STALE_SECONDS = 10;

/** Others of the account use up every token of the call's bucket, again and again for so long. */
const BUSY_MILLISECONDS = 4_000;

async function emptyBucket({ aws, clock }: World, call: Call): Promise<void> {
  const until = clock.now() + BUSY_MILLISECONDS;
  while (clock.now() < until) {
    try {
      for (;;) aws.limits.draw(call, call.service, call.operation);
    } catch {
      await sleep(clock, 100);
    }
  }
}

/** Runs it while its call of this number goes wrong; gives how it ended, what visitors noticed, and its calls. */
async function runWith(name: ScenarioName, kind: Kind, number: number) {
  const { set, given } = scenarioOf(name);
  const { world, target } = await set();
  let calls = 0;
  world.aws.faults.decide(({ call }) => {
    if (call.accessKeyId !== 'DEPLOYER') return undefined;
    calls += 1;
    if (calls !== number) return undefined;
    if (kind === 'empty bucket') void emptyBucket(world, call);
    if (kind === 'stale-read') {
      const id = world.aws.faults.add({ kind, accessKeyId: 'DEPLOYER' });
      world.clock.after(STALE_SECONDS * 1_000, () => world.aws.faults.end(id));
    }
    return kind === 'empty bucket' || kind === 'stale-read' ? undefined : kind;
  });
  const watch = watchTraffic(world);
  const run = await startMortalRun(world, given, undefined, { target });
  const outcome = await world.clock.run(run.outcome);
  const complaints = await world.clock.run(watch.stop());
  return { outcome, complaints, calls: run.allCalls, shares: sharesOf(world, target) };
}

const NAMES = ['a release in steps', 'a rollback to a parked slot'] as const;

const matrix = (
  await Promise.all(
    NAMES.map(async (name) => {
      const { calls } = await runWith(name, 'throttled', 0);
      return tellingCalls(calls).flatMap((call) => KINDS.map((kind) => ({ name, ...call, kind })));
    }),
  )
).flat();

describe('whatever a single call meets', () => {
  test.each(sampleOf(matrix, 45))(
    '$name whose call $number ($operation) meets a $kind ends well, and nobody notices',
    async ({ name, number, kind }) => {
      const { verdict, serves } = scenarioOf(name);
      const { outcome, complaints, shares } = await runWith(name, kind, number);
      expect([outcome?.failure, outcome?.outputs.verdict, complaints]).toEqual([undefined, verdict, []]);
      expect(shares).toEqual([serves === 'next' ? 'blue 100, green 0' : 'blue 0, green 100']);
    },
  );
});
