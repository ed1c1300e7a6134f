import { describe, expect, test } from '@jest/globals';
import { renderPlain } from '../../../lib/action/failure.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { openRoleSession } from '../testing/job-role.ts';
import { judgeTraffic, sharesOf, versionsMet, watchTraffic } from '../testing/judge-traffic.ts';
import { type Circumstances, startMortalRun } from '../testing/mortal-run.ts';
import { type ScenarioName, type Stage, scenarioOf, type World } from '../testing/scenarios.ts';
import { tellingCalls } from '../testing/telling-calls.ts';

const NAMES = ['a release in steps', 'a rollback to a warm slot behind two rules'] as const;

/** Longer than what an ended run has set going takes. */
const AFTERMATH_SECONDS = 60;

/** From the so manieth call on that is signed with it, the key is no longer good. */
function expireKey({ aws }: World, isOf: (key: string) => boolean, number: number) {
  let calls = 0;
  let expired: string | undefined;
  aws.faults.decide(({ call }) => {
    const key = call.accessKeyId ?? '';
    if (!isOf(key)) return undefined;
    calls += 1;
    if (calls === number) expired = key;
    return key === expired ? 'expired-credentials' : undefined;
  });
}

async function run(name: ScenarioName, { world, target }: Stage, circumstances: Circumstances = {}) {
  const watch = watchTraffic(world);
  const run = await startMortalRun(world, scenarioOf(name).given, undefined, { target, ...circumstances });
  const outcome = await world.clock.run(run.outcome);
  const complaints = [
    ...(await world.clock.run(watch.stop())),
    ...(await world.clock.run(judgeTraffic(world, AFTERMATH_SECONDS))),
  ];
  return { outcome, complaints, calls: run.allCalls };
}

const matrix = (
  await Promise.all(
    NAMES.map(async (name) => {
      const { calls } = await run(name, await scenarioOf(name).set());
      return tellingCalls(calls).map((call) => ({ name, ...call }));
    }),
  )
).flat();

describe('credentials that expire and that nothing renews', () => {
  test.each(sampleOf(matrix, 16))(
    'at call $number ($operation) of $name are told, and the same job with fresh ones converges',
    async ({ name, number }) => {
      const { set, verdict, serves } = scenarioOf(name);
      const stage = await set();
      expireKey(stage.world, (key) => key === 'DEPLOYER', number);
      const { outcome, complaints } = await run(name, stage);
      // Of a run that was through, what only its end reads is missing from the summary.
      const told = outcome?.failure
        ? renderPlain(outcome.failure)
        : [...stage.world.log.lines, outcome?.summary].join('\n');
      expect([complaints, told]).toEqual([
        [],
        expect.stringMatching(/The security token included in the request is expired/),
      ]);
      const again = await run(name, stage, { accessKeyId: 'FRESH' });
      expect([again.outcome?.failure, again.complaints]).toEqual([undefined, []]);
      expect(again.outcome?.outputs.verdict).toBe(verdict);
      expect(await stage.world.clock.run(versionsMet(stage.world))).toEqual([serves]);
      expect(new Set(sharesOf(stage.world, stage.target)).size).toBe(1);
    },
  );
});

describe('the session of a role that ends before its time', () => {
  test.each(sampleOf(matrix, 10))(
    'at call $number ($operation) of $name is begun anew, and nobody notices',
    async ({ name, number }) => {
      const { set, verdict, serves } = scenarioOf(name);
      const stage = await set();
      const session = await openRoleSession(stage.world);
      expireKey(stage.world, (key) => key.startsWith('ASIA'), number);
      const { outcome, complaints } = await run(name, stage, { session });
      expect([outcome?.failure, outcome?.outputs.verdict, complaints]).toEqual([undefined, verdict, []]);
      expect(await stage.world.clock.run(versionsMet(stage.world))).toEqual([serves]);
      const renewals = stage.world.callsOf('AssumeRoleWithWebIdentity');
      expect(renewals).toHaveLength(2);
    },
  );
});
