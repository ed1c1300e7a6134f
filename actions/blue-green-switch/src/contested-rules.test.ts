import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import type { Behaviour } from '../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { giveWeights, until, type Weights, weightsOf } from '../testing/somebody-else.ts';
import { createWorld, NEXT } from '../testing/world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

const STEPS = { steps: '10% 30s, 50% 30s, 100%' };

const BAD_LATER: Behaviour = { environment: { ERRORS_AFTER_SECONDS: '40', ERROR_RATE: '1' } };

/** What somebody else does to the second of two production rules while a release watches 10%, and what comes of it. */
interface Contest {
  readonly meddle: (world: World, ruleArn: string) => Promise<unknown>;
  readonly verdict: string;
  readonly liveSlot: 'blue' | 'green' | undefined;
  readonly cause: RegExp;
  /** Weights of both rules afterwards, blue first; the second is undefined when it is gone. */
  readonly weights: readonly [Weights, Weights | undefined];
}

const give = (weights: Weights) => (world: World, ruleArn: string) => giveWeights(world, ruleArn, weights);

const CONTESTS: Readonly<Record<string, Contest>> = {
  'resets to what the release started from': {
    meddle: give([0, 100]),
    ...{ verdict: 'rolled-back', liveSlot: 'green' },
    cause: /^Somebody has reset production rule .* to what the release started from \(blue 0, green 100\)/,
    weights: [
      [0, 100],
      [0, 100],
    ],
  },
  'gives to the old slot in other numbers': {
    meddle: give([0, 1]),
    ...{ verdict: 'rolled-back', liveSlot: 'green' },
    cause: /^Somebody else has changed production rule .*: blue 0, green 1\.$/,
    weights: [
      [0, 100],
      [0, 1],
    ],
  },
  'gives to the new slot': {
    meddle: give([1, 0]),
    ...{ verdict: 'inconclusive', liveSlot: 'blue' },
    cause: /^Somebody else has changed production rule .*: blue 1, green 0\.$/,
    weights: [
      [100, 0],
      [1, 0],
    ],
  },
  splits: {
    meddle: give([70, 30]),
    ...{ verdict: 'inconclusive', liveSlot: undefined },
    cause: /^Somebody else has changed production rule .*: blue 70, green 30\.$/,
    weights: [
      [0, 100],
      [70, 30],
    ],
  },
  'lets serve a third group': {
    meddle: give([10, 90, 5]),
    ...{ verdict: 'inconclusive', liveSlot: undefined },
    cause: /^Somebody else has changed production rule .*: blue 10, green 90, arn:\S+third\S+ 5\.$/,
    weights: [
      [0, 100],
      [10, 90, 5],
    ],
  },
  'gives other conditions': {
    meddle: ({ ports }, RuleArn) =>
      ports.elbv2.modifyRule({ RuleArn, Conditions: [{ Field: 'path-pattern', Values: ['/v2/*'] }] }),
    ...{ verdict: 'rolled-back', liveSlot: 'green' },
    cause:
      /^Somebody else has changed production rule .* since the release was planned: not its weights, but/,
    weights: [
      [0, 100],
      [0, 100],
    ],
  },
  deletes: {
    meddle: ({ ports }, RuleArn) => ports.elbv2.deleteRule({ RuleArn }),
    ...{ verdict: 'rolled-back', liveSlot: 'green' },
    cause: /^Somebody has deleted production rule/,
    weights: [[0, 100], undefined],
  },
};

/** A platform behind two rules. */
async function createContested(behaviour: Behaviour = {}) {
  const world = await createWorld(behaviour);
  const target = await world.addRule();
  const [first = '', second = ''] = target.productionRules;
  const weights = async () => [await weightsOf(world, first), await weightsOf(world, second)];
  return { world, target, second, weights };
}

/** The moment at which somebody comes. */
const untilThen = (world: World) => until(world, 'Watching 10%').then(() => sleep(world.clock, 20_000));

async function contest({ meddle }: Contest) {
  const { world, target, second, weights } = await createContested();
  const from = world.clock.now();
  const meddling = () => untilThen(world).then(() => void meddle(world, second));
  const ended = await world.release(NEXT, STEPS, meddling, target);
  return { ended, weights: await weights(), milliseconds: world.clock.now() - from };
}

const untouched = await Promise.all(
  Object.entries(CONTESTS).map(async ([what, given]) => ({ what, given, ...(await contest(given)) })),
);

describe('a release of whose two rules somebody', () => {
  test.each(untouched)('$what one', ({ given, ended, weights }) => {
    expect(ended.outputs).toMatchObject({ verdict: given.verdict, 'live-slot': given.liveSlot });
    expect(ended.failure?.cause).toMatch(given.cause);
    expect(weights).toEqual(given.weights);
  });
});

describe('a release that reads its rules as they were 5 s ago', () => {
  test('takes none of them for reset, and ends well', async () => {
    const { world, target, weights } = await createContested();
    const stale = async () => {
      await until(world, 'blue is ready', world.log.lines.length);
      const of = { kind: 'stale-read', milliseconds: 5_000 } as const;
      for (const operation of ['DescribeRules', 'DescribeListeners'])
        world.aws.faults.add({ ...of, operation });
    };
    const ended = await world.release(NEXT, { steps: '10% 1s, 50% 1s, 100%' }, stale, target);
    expect([ended.failure, ended.outputs.verdict]).toEqual([undefined, 'released']);
    expect(await weights()).toEqual([
      [100, 0],
      [100, 0],
    ]);
  });
});

describe('a release that a gate ends while somebody has given one of its rules to the bad version', () => {
  test('brings the other one back to the old version all the same', async () => {
    const { world, target, second, weights } = await createContested(BAD_LATER);
    const meddling = () => until(world, 'Watching 50%').then(() => giveWeights(world, second, [1, 0]));
    const ended = await world.release(NEXT, { steps: '50% 1m, 100%' }, meddling, target);
    expect(ended.failure?.cause).toContain('Gate "probe" failed');
    expect(ended.failure?.detail).toMatch(
      /Then: Somebody else has changed production rule \S+, which keeps blue 1, green 0; all the others go to green\./,
    );
    expect(ended.outputs).toMatchObject({ verdict: 'inconclusive', 'live-slot': undefined });
    expect(await weights()).toEqual([
      [0, 100],
      [1, 0],
    ]);
  });
});

const random = createRandom(5);

/** From the first weight, which comes before a quarter of the time is over, to the end. */
const kills = untouched.flatMap(({ what, milliseconds }) =>
  [0.3, 0.65].map((from) => ({
    what,
    milliseconds: Math.floor((from + 0.35 * random.next()) * milliseconds),
  })),
);

describe('a lost release of whose two rules somebody', () => {
  test.each(kills)(
    '$what one, killed after $milliseconds ms, comes to the same in a recovery',
    async (kill) => {
      const given = CONTESTS[kill.what] ?? never();
      const { world, target, second, weights } = await createContested();
      const run = await startMortalRun(world, STEPS, kill, { target });
      const lost = run.ended.then(() => sleep(world.clock, 1_000));
      await world.clock.run(Promise.race([untilThen(world), lost]).then(() => given.meddle(world, second)));
      expect(await world.clock.run(run.ended)).toBe('lost');
      const ended = await world.runMode({ mode: 'recover', hold: '5s' }, undefined, target);
      expect(await weights()).toEqual(given.weights);
      // Whether the slot is free of traffic cannot be seen while the target names a rule that is gone.
      if (kill.what !== 'deletes') expect(ended.outputs['live-slot']).toBe(given.liveSlot);
    },
  );
});

function never(): never {
  throw new Error('There is no such contest.');
}
