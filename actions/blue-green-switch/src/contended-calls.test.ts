import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import type { Outcome } from '../../../lib/action/outcome.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { imageOf } from '../testing/image-of.ts';
import { gatheredIn, judgeTraffic, sharesOf, watchTraffic } from '../testing/judge-traffic.ts';
import { changesSince } from '../testing/lease-order.ts';
import type { MachineSettings } from '../testing/machine.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { RECOVER, ROLLBACK, STEPS, type Stage, setReleased } from '../testing/scenarios.ts';

/** What each deployer does; NEXT serves from blue, and GOOD came before it. */
const KINDS = {
  release: { image: imageOf(3), ...STEPS },
  'other release': { image: imageOf(4), ...STEPS },
  rollback: ROLLBACK,
  recovery: RECOVER,
} as const;

type Kind = keyof typeof KINDS;

/** How much the clocks of two machines may differ here: an hour of date, four seconds in a hundred. */
const HOUR = 3_600_000;
const DRIFT = 0.02;

/** A request is given up after 8 s. */
const JAM = 7_500;

/** A machine whose date is wrong, whose seconds are not quite true, and whose calls take their time. */
function drawMachine(seed: number): MachineSettings {
  const random = createRandom(seed);
  const offset = Math.round((2 * random.next() - 1) * HOUR);
  return { seed, offset, rate: 1 + (2 * random.next() - 1) * DRIFT, latency: 200, jam: JAM };
}

interface Deployer {
  readonly kind: Kind;
  readonly machine: MachineSettings;
  /** When it begins: after so many milliseconds, or right before a call of the first one, told by number or operation. */
  readonly begins: { readonly after: number } | { readonly atCall: number | string };
}

/** How a deployer ended, and how the rules stood at that moment. */
interface Ended {
  readonly kind: Kind;
  readonly outcome: Outcome;
  readonly shares: readonly string[];
}

/** Lets several deployers come to one platform, whose Parameter Store often answers as of some seconds ago. */
async function contend(deployers: readonly Deployer[], delayOf = (_operation: string) => 0) {
  const stage = await setReleased();
  const { world, target } = stage;
  const mark = world.aws.journal.length;
  world.aws.faults.decide(async ({ call }) => {
    if (call.accessKeyId === 'DEPLOYER0') await sleep(world.clock, delayOf(call.operation));
    return undefined;
  });
  world.aws.faults.add({ kind: 'stale-read', service: 'ssm', probability: 0.2, milliseconds: 3_000 });
  const isReached = Promise.withResolvers<void>();
  const [first] = deployers;
  const atCall = deployers.flatMap(({ begins }) => ('atCall' in begins ? begins.atCall : [])).at(0);

  async function deploy({ kind, machine, begins }: Deployer, index: number): Promise<Ended> {
    await ('after' in begins ? sleep(world.clock, begins.after) : isReached.promise);
    const run = await startMortalRun(world, KINDS[kind], undefined, {
      ...{ ...machine, target, runId: `${index}`, accessKeyId: `DEPLOYER${index}` },
      onCall({ number, operation, point }) {
        const isMeant = number === atCall || operation === atCall;
        if (index === 0 && isMeant && point === 'before the send') isReached.resolve();
      },
    });
    const outcome = await run.outcome;
    if (index === 0) isReached.resolve();
    if (!outcome) throw new Error(`Nobody kills ${first?.kind}.`);
    return { kind, outcome, shares: sharesOf(world, target) };
  }

  const watch = watchTraffic(world);
  const ended = await world.clock.run(Promise.all(deployers.map(deploy)));
  const complaints = await world.clock.run(watch.stop());
  world.aws.faults.endAll();
  const calls = world.aws.journal.slice(mark).filter(({ call }) => call.accessKeyId === 'DEPLOYER0').length;
  return { stage, ended, complaints, calls, changes: changesSince(world, mark) };
}

/** Whoever says that all the traffic goes to a slot is right at that moment. */
function findLies(ended: readonly Ended[]): readonly string[] {
  return ended.flatMap(({ kind, outcome: { outputs, failure }, shares }) => {
    const slot = outputs['live-slot'];
    const told = slot === 'blue' ? 'blue 100, green 0' : 'blue 0, green 100';
    if (slot === undefined || shares.every((share) => share === told)) return [];
    return [`${kind} told ${slot}, ${failure?.cause ?? 'green'}, and it was ${shares.join()}`];
  });
}

/** Whoever comes last finds or makes one slot that has all the traffic. */
async function recover({ world, target }: Stage) {
  await world.clock.run(sleep(world.clock, 60_000));
  const run = await startMortalRun(world, RECOVER, undefined, { target, runId: 'last' });
  const outcome = await world.clock.run(run.outcome);
  const complaints = await world.clock.run(judgeTraffic(world, 20));
  return { failure: outcome?.failure, complaints, isGathered: gatheredIn(world, target) !== undefined };
}

async function expectOrder({ stage, ended, complaints, changes }: Awaited<ReturnType<typeof contend>>) {
  expect([complaints, findLies(ended)]).toEqual([[], []]);
  const leases = changes.map(({ lease }) => lease);
  expect(leases).not.toContain(0);
  // Nothing of a deployer takes effect after anything of a later one.
  expect(leases).toEqual([...leases].sort((a, b) => a - b));
  expect(await recover(stage)).toEqual({ failure: undefined, complaints: [], isGathered: true });
}

/** The second comes at every call of the first. */
const PAIRS: readonly (readonly [Kind, Kind])[] = [
  ['release', 'other release'],
  ['release', 'rollback'],
  ['rollback', 'release'],
  ['rollback', 'rollback'],
  ['release', 'recovery'],
  ['rollback', 'recovery'],
];

async function casesOf([first, second]: readonly [Kind, Kind]) {
  const { calls } = await contend([{ kind: first, machine: drawMachine(1), begins: { after: 0 } }]);
  return Array.from({ length: calls }, (_, index) => ({ first, second, atCall: index + 1 }));
}

const pairs = (await Promise.all(PAIRS.map(casesOf))).flat();

/** What a rollback is told when the one before it has gone back as far as the record goes. */
const NO_WAY_BACK = 'The record knows of no release before';

describe('two deployers', () => {
  test.each(sampleOf(pairs, 18))(
    'one of which ($second) comes at call $atCall of the other ($first) change nothing in each other’s time',
    async ({ first, second, atCall }) => {
      const contended = await contend([
        { kind: first, machine: drawMachine(1), begins: { after: 0 } },
        { kind: second, machine: drawMachine(atCall + 1), begins: { atCall } },
      ]);
      await expectOrder(contended);
      const [one, two] = contended.ended;
      const verdicts = [one?.outcome.outputs.verdict, two?.outcome.outputs.verdict];
      // Somebody gets through, and a rollback always does, unless there is no way back before it begins; only a recovery
      // that takes over from a run without a plan finds nothing to be done, and has no verdict.
      const isIdle = second === 'recovery' && verdicts[1] === undefined && !two?.outcome.failure;
      const isThrough = verdicts.some((verdict) => verdict === 'released' || verdict === 'rolled-back');
      expect(isThrough || isIdle).toBe(true);
      const isBackAlready =
        verdicts[0] === 'rolled-back' && two?.outcome.failure?.cause.startsWith(NO_WAY_BACK) === true;
      if (second === 'rollback' && !isBackAlready) expect(verdicts[1]).toBe('rolled-back');
    },
  );
});

describe('a weight that is on its way for 20 s', () => {
  test.each(['rollback', 'recovery'] as const)(
    'when a %s takes over from its release has arrived before anything is put right',
    async (second) => {
      const contended = await contend(
        [
          { kind: 'release', machine: {}, begins: { after: 0 } },
          { kind: second, machine: {}, begins: { atCall: 'ModifyListener' } },
        ],
        (operation) => (operation === 'ModifyListener' ? 20_000 : 0),
      );
      await expectOrder(contended);
      expect(contended.ended.map(({ outcome }) => outcome.outputs.verdict)).toEqual([
        'interrupted',
        'rolled-back',
      ]);
    },
  );
});

const random = createRandom(3);
const kinds = Object.keys(KINDS) as Kind[];
const trios = Array.from({ length: 100 }, (_, seed) => ({
  seed,
  kinds: [0, 1, 2].map(() => kinds[random.below(kinds.length)] ?? 'release'),
  after: [0, random.below(120_000), random.below(120_000)],
}));

describe('three deployers', () => {
  test.each(sampleOf(trios, 6))(
    '$kinds of seed $seed, at $after ms',
    async ({ seed, kinds: three, after }) => {
      const deployers = three.map((kind, index) => ({
        ...{ kind, machine: drawMachine(100 * seed + index), begins: { after: after[index] ?? 0 } },
      }));
      await expectOrder(await contend(deployers));
    },
  );
});
