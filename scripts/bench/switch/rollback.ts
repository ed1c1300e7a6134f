import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { startMortalRun } from '../../../actions/blue-green-switch/testing/mortal-run.ts';
import { sleep } from '../../../lib/action/clock.ts';
import { isRuleWrite } from '../../../lib/aws/operations.ts';
import type { Target } from '../../../lib/aws/target.ts';
import { inProcessClient } from '../../../rehearsal/aws/kernel/in-process.ts';
import { createQuickWorld, LATENCY_MILLISECONDS, momentOf, type World } from './worlds.ts';

/** The account's bucket of calls that change load balancers, when the traffic has to go back. */
export type Bucket = 'full' | 'empty';

const INTERVAL_SECONDS = 1;
const THRESHOLD = 3;

const INPUTS = { bake: '2m', 'probe-interval': `${INTERVAL_SECONDS}s`, 'probe-failures': `${THRESHOLD}` };

/** The most that may pass from the first bad response to the weights back: the probe's own time, and 2 s. */
export const REACTION_AIM_MILLISECONDS = INTERVAL_SECONDS * THRESHOLD * 1_000 + 2_000;

/** Milliseconds from the decision to roll back to the last rule read back, of a release that its probe finds bad. */
export async function rollBack(seed: number, rules: number, bucket: Bucket): Promise<number> {
  const world = await createQuickWorld(seed, { environment: { ERRORS_AFTER_SECONDS: '30' } });
  const target = await addRules(world, rules);
  let writes = 0;
  const run = await startMortalRun(world, INPUTS, undefined, {
    ...{ target, latency: LATENCY_MILLISECONDS, seed },
    onCall({ operation, point }) {
      if (point !== 'before the send' || !isRuleWrite(operation)) return;
      writes += 1;
      // The first write after those that gave the new version its traffic.
      if (writes === rules + 1 && bucket === 'empty') void drain(world, target);
    },
  });
  const outcome = await world.clock.run(run.outcome);
  if (outcome?.outputs.verdict !== 'rolled-back') {
    throw new Error(`The release of world ${seed} ended as ${outcome?.outputs.verdict}.`);
  }
  return Number(outcome.outputs['seconds-to-rollback']) * 1_000;
}

/** Milliseconds from the first bad answer to a visitor to the weights back, as AWS has them. */
export async function react(seed: number): Promise<number> {
  const world = await createQuickWorld(seed, { environment: { ERRORS_AFTER_SECONDS: '30' } });
  const { aws, clock, url } = world;
  const circumstances = { latency: LATENCY_MILLISECONDS, seed };
  const run = await startMortalRun(world, INPUTS, undefined, circumstances);
  const bad = momentOf(world, async () => {
    const answer = await world.visit(`${url}/`);
    return answer === 'refused' || answer.status >= 500;
  });
  const back = momentOf(world, async () => weightWrites(aws.journal) >= 2);
  const [badAt, backAt, ended] = await clock.run(Promise.all([bad, back, run.ended]));
  if (ended !== 'rolled-back') throw new Error(`The release of world ${seed} ended as ${ended}.`);
  return backAt - badAt;
}

/** The default rule, and as many others as make the number. */
async function addRules(world: World, count: number): Promise<Target> {
  let { target } = world.infrastructure;
  for (let added = 1; added < count; added += 1) {
    const { productionRules } = await world.addRule(`/${added}/*`, 10 + added);
    target = { ...target, productionRules: [...target.productionRules, ...productionRules.slice(1)] };
  }
  // What the creation took from the bucket has come back.
  await world.clock.run(sleep(world.clock, 60_000));
  return target;
}

/** More changes at once than the account may make. */
const BURST = 60;

/** Somebody else changes load balancers of the account until AWS throttles. */
async function drain({ aws }: World, { slots }: Target): Promise<void> {
  const client = new ElasticLoadBalancingV2({ ...inProcessClient(aws.dispatch), maxAttempts: 1 });
  const Tags = [{ Key: 'used-by', Value: 'others' }];
  const change = () => client.addTags({ ResourceArns: [slots.blue.targetGroup], Tags });
  await Promise.allSettled(Array.from({ length: BURST }, change));
}

function weightWrites(journal: World['aws']['journal']): number {
  return journal.filter(
    ({ call, error }) =>
      call.accessKeyId === 'DEPLOYER' && call.operation === 'ModifyListener' && error === undefined,
  ).length;
}
