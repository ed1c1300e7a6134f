import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { until } from '../testing/somebody-else.ts';
import {
  createBrowser,
  createStickyWorld,
  HABITS,
  makeSticky,
  stickinessOf,
  watchVisitors,
} from '../testing/sticky.ts';
import { createWorld, GOOD, NEXT } from '../testing/world.ts';

/** Weights of the write with which a rule was made sticky. */
const SET_UP = [0, 100];

type Sticky = Awaited<ReturnType<typeof createStickyWorld>>;

/** Releases while visitors with cookies come and go. */
async function releaseWatched({ world, target }: Sticky, given: Readonly<Record<string, string>>) {
  const watch = watchVisitors(world);
  const outcome = await world.release(NEXT, { sticky: 'detach', ...given }, undefined, target);
  // Long enough for the slowest of them to come once more.
  const met = await world.clock.run(
    (async () => {
      await sleep(world.clock, 80_000);
      return watch.stop();
    })(),
  );
  return { outcome, ...met };
}

describe('a release that detaches', () => {
  test.each(HABITS)(
    'moves clients with their cookies, and gives stickiness back when none leads away: load balancers %s',
    async (_how, habits) => {
      const sticky = await createStickyWorld([60], habits);
      const { world, target } = sticky;
      const sleeper = createBrowser(world);
      await world.clock.run(sleeper.visit(`${world.url}/`));
      const { outcome, complaints, versions } = await releaseWatched(sticky, {});
      expect([outcome.outputs.verdict, outcome.failure, complaints]).toEqual(['released', undefined, []]);
      expect(new Set(versions)).toEqual(new Set(['next']));
      expect(await stickinessOf(world, target)).toEqual([60]);
      const woken = await world.clock.run(sleeper.visit(`${world.url}/`));
      expect(woken).toMatchObject({ status: 200, headers: { 'x-app-version': 'next' } });
      expect(await world.countOf('green')).toBe(0);
    },
  );

  test('says in a dry run what it would do, and changes nothing', async () => {
    const { world, target } = await createStickyWorld([3_600]);
    const { summary } = await world.release(NEXT, { sticky: 'detach', 'dry-run': 'true' }, undefined, target);
    expect(summary).toContain(
      `| <code>${target.productionRules[0]}</code> | off with the first weight, back to 1h when no cookie leads to the other slot |`,
    );
    expect([world.weightWrites(), await stickinessOf(world, target)]).toEqual([[SET_UP], [3_600]]);
  });

  test('goes by the longest duration of several rules, and gives each its own', async () => {
    const sticky = await createStickyWorld([200, 30], { stickinessLasts: 'as-the-rule-says' });
    const { world, target } = sticky;
    const before = world.clock.now();
    const { outcome, complaints } = await releaseWatched(sticky, {});
    expect([outcome.failure, complaints]).toEqual([undefined, []]);
    expect(world.clock.now() - before).toBeGreaterThan(200_000);
    expect(await stickinessOf(world, target)).toEqual([200, 30]);
  });

  test('that goes back gives stickiness back with the weights: no cookie led to the bad version', async () => {
    const bad = { ERRORS_AFTER_SECONDS: '40', ERROR_RATE: '1' };
    const sticky = await createStickyWorld([3_600], {}, bad);
    const { world, target } = sticky;
    const { outcome, versions } = await releaseWatched(sticky, { steps: '10% 10s, 100%' });
    expect(outcome.outputs.verdict).toBe('rolled-back');
    expect(new Set(versions)).toEqual(new Set(['good']));
    expect(await stickinessOf(world, target)).toEqual([3_600]);
    expect(outcome.summary).not.toContain('Group stickiness is off');
  });

  test('that is refused before any traffic leaves it on', async () => {
    const sticky = await createStickyWorld([3_600], {}, { NEVER_READY: 'true' });
    const { outcome, complaints } = await releaseWatched(sticky, {});
    expect([outcome.outputs.verdict, complaints]).toEqual(['refused', []]);
    expect(await stickinessOf(sticky.world, sticky.target)).toEqual([3_600]);
  });

  test('finds that somebody has turned stickiness on again, and parks nobody’s slot', async () => {
    const { world, target } = await createStickyWorld([60]);
    const { outputs, failure } = await world.release(
      NEXT,
      { sticky: 'detach' },
      async () => {
        await sleep(world.clock, 35_000);
        await makeSticky(world, target, [60]);
      },
      target,
    );
    expect(outputs.verdict).toBe('rolled-back');
    expect(failure?.cause).toContain('reads back with blue 100, green 0, group stickiness 60 s');
  });

  test('names no live slot when somebody has moved traffic while it waited to put stickiness back', async () => {
    const { world, target } = await createStickyWorld([60]);
    const { outputs, failure } = await world.release(
      NEXT,
      { sticky: 'detach' },
      async () => {
        await until(world, 'Waits ', world.log.lines.length);
        await world.setWeights(30, 70);
      },
      target,
    );
    expect([outputs.verdict, outputs['live-slot']]).toEqual(['released', undefined]);
    expect(failure?.cause).toMatch(
      /^Group stickiness of production rule .* was not put back: somebody else has changed the rule/,
    );
  });
});

test('a recovery that goes on names no live slot either when somebody has moved traffic meanwhile', async () => {
  const { world, target } = await createStickyWorld([60]);
  const moment = { operation: 'ModifyListener', when: 'after the reply' } as const;
  const lost = await startMortalRun(world, { sticky: 'detach' }, moment, { target });
  expect(await world.clock.run(lost.ended)).toBe('lost');
  const mark = world.log.lines.length;
  const recovering = world.startMode(
    { mode: 'recover', 'on-interrupted': 'resume', hold: '5s', bake: '20s' },
    target,
  );
  const moving = until(world, 'Waits ', mark).then(() => world.setWeights(30, 70));
  const [recovered] = await world.clock.run(Promise.all([recovering, moving]));
  expect(recovered.outputs['live-slot']).toBeUndefined();
  expect(recovered.failure?.cause).toContain('was not put back: somebody else has changed the rule');
});

describe('a release in three modes', () => {
  test('that was prepared to detach gives stickiness back when it is finished', async () => {
    const { world, target } = await createStickyWorld([30]);
    const watch = watchVisitors(world);
    const times = { hold: '5s', 'healthy-timeout': '1m' };
    const run = (given: Readonly<Record<string, string>>) => world.runMode(given, 'pipeline');
    await run({ mode: 'prepare', image: NEXT, 'healthy-timeout': '1m', sticky: 'detach' });
    expect(await stickinessOf(world, target)).toEqual([30]);
    const shifted = await run({ mode: 'shift', bake: '20s', ...times });
    expect([shifted.outputs.verdict, shifted.failure]).toEqual(['shifted', undefined]);
    expect(await stickinessOf(world, target)).toEqual(['off']);
    const { outputs, failure } = await run({ mode: 'finish', hold: '5s' });
    const { complaints } = await world.clock.run(watch.stop());
    expect([outputs.verdict, failure, complaints]).toEqual(['released', undefined, []]);
    expect(await stickinessOf(world, target)).toEqual([30]);
  });
});

describe('stickiness that lasts longer than a run may wait', () => {
  const HOUR = 3_600;

  async function releaseWithoutWaiting() {
    const sticky = await createStickyWorld([HOUR]);
    const { world, target } = sticky;
    const sleeper = createBrowser(world);
    await world.clock.run(sleeper.visit(`${world.url}/`));
    const { outcome, complaints } = await releaseWatched(sticky, {});
    expect([outcome.outputs.verdict, outcome.failure, complaints]).toEqual(['released', undefined, []]);
    expect(await stickinessOf(world, target)).toEqual(['off']);
    return { ...sticky, sleeper, outcome };
  }

  test('stays off, and the summary says until when, and how to put it back', async () => {
    const { world, target, outcome } = await releaseWithoutWaiting();
    const [rule = ''] = target.productionRules;
    const { summary } = outcome;
    expect(summary).toMatch(/Group stickiness is off in arn:\S+ \(3600 s\): .* until 2026-01-01T01:0\d:\d\d/);
    expect(summary).toContain('mode: recover puts it back');
    const command = /aws elbv2 modify-listener --listener-arn (\S+) --default-actions '(.*)'/.exec(summary);
    const [, ListenerArn = '', actions = '[]'] = command ?? [];
    expect(rule).toContain(ListenerArn.split(':listener/')[1]);
    await world.clock.run(
      world.ports.elbv2.modifyListener({ ListenerArn, DefaultActions: JSON.parse(actions) }),
    );
    expect(await stickinessOf(world, target)).toEqual([HOUR]);
    expect(world.weightWrites().at(-1)).toEqual([100, 0]);
  });

  test('is put back by a recovery when its time has come, and not before', async () => {
    const { world, target, sleeper } = await releaseWithoutWaiting();
    const early = await world.runMode({ mode: 'recover' });
    expect(early.summary).toContain('Group stickiness is off');
    expect(await stickinessOf(world, target)).toEqual(['off']);
    await world.clock.run(sleep(world.clock, HOUR * 1_000));
    const told = await world.runMode({ mode: 'recover', 'dry-run': 'true' });
    expect(told.summary).toContain('Group stickiness is off');
    const late = await world.runMode({ mode: 'recover' });
    expect(late.summary).toContain('and group stickiness is on again in arn:');
    expect(await stickinessOf(world, target)).toEqual([HOUR]);
    expect(await world.clock.run(sleeper.visit(`${world.url}/`))).toMatchObject({ status: 200 });
  });

  test('that was put back is not put back again, should somebody turn it off for good', async () => {
    const { world, target } = await releaseWithoutWaiting();
    await world.clock.run(sleep(world.clock, HOUR * 1_000));
    await world.runMode({ mode: 'recover' });
    await makeSticky(world, target, ['off']);
    const { summary } = await world.runMode({ mode: 'recover' });
    expect(summary).not.toContain('tickiness');
    const { failure } = await world.release(GOOD, { sticky: 'detach' }, undefined, target);
    expect([failure, await stickinessOf(world, target)]).toEqual([undefined, ['off']]);
  });

  test('is put back by the next release, if its own cookies allow it by then', async () => {
    const { world, target, sleeper } = await releaseWithoutWaiting();
    await world.clock.run(sleep(world.clock, HOUR * 1_000));
    const next = await world.release(GOOD, { sticky: 'detach' }, undefined, target);
    expect([next.outputs.verdict, next.failure]).toEqual(['released', undefined]);
    expect(await stickinessOf(world, target)).toEqual([HOUR]);
    const woken = await world.clock.run(sleeper.visit(`${world.url}/`));
    expect(woken).toMatchObject({ status: 200, headers: { 'x-app-version': 'good' } });
  });

  test('stays off after a rollback that comes too soon, until the cookies of the first release have expired', async () => {
    const { world, target, sleeper } = await releaseWithoutWaiting();
    const back = { mode: 'rollback', hold: '5s', bake: '20s', sticky: 'detach' };
    const { outputs, failure } = await world.runMode(back);
    expect([outputs.verdict, failure]).toEqual(['rolled-back', undefined]);
    expect(await stickinessOf(world, target)).toEqual(['off']);
    await world.clock.run(sleep(world.clock, HOUR * 1_000));
    await world.runMode({ mode: 'recover' });
    expect(await stickinessOf(world, target)).toEqual([HOUR]);
    expect(await world.clock.run(sleeper.visit(`${world.url}/`))).toMatchObject({
      ...{ status: 200, headers: expect.objectContaining({ 'x-app-version': 'good' }) },
    });
  });

  test('leads nobody to the parked slot after a release that goes back meanwhile', async () => {
    const { world, target, sleeper } = await releaseWithoutWaiting();
    const other = `rehearsal/web@sha256:${'9'.repeat(64)}`;
    const { outputs } = await world.release(
      other,
      { sticky: 'detach', 'healthy-timeout': '30s', required: '1' },
      async (cancel) => {
        await sleep(world.clock, 30_000);
        cancel(new Error('SIGINT'));
      },
      target,
    );
    expect(outputs.verdict).toBe('interrupted');
    await world.runMode({ mode: 'recover', hold: '5s' });
    expect(await stickinessOf(world, target)).toEqual(['off']);
    expect(await world.clock.run(sleeper.visit(`${world.url}/`))).toMatchObject({ status: 200 });
  });
});

describe('a start is refused', () => {
  test('behind a sticky rule, unless "sticky" says what becomes of it', async () => {
    const { world, target } = await createStickyWorld([3_600]);
    const message = `Production rule ${target.productionRules[0]} keeps clients with the target group they got first (group stickiness, 3600 s): weights would not move them.`;
    await expect(world.release(NEXT, {}, undefined, target)).rejects.toThrow(message);
    await expect(world.runMode({ mode: 'rollback', to: NEXT })).rejects.toThrow(message);
    expect(world.weightWrites()).toEqual([SET_UP]);
  });

  test('and so is a bootstrap, which can detach as well', async () => {
    const world = await createWorld({}, 'none');
    const { target } = world.infrastructure;
    await makeSticky(world, target, [10]);
    const bootstrap = { mode: 'bootstrap', 'desired-count': '2' };
    await expect(world.release(GOOD, bootstrap)).rejects.toThrow('group stickiness, 10 s');
    const { outputs, failure } = await world.release(GOOD, { ...bootstrap, sticky: 'detach' });
    expect([outputs.verdict, failure]).toEqual(['released', undefined]);
    expect(await stickinessOf(world, target)).toEqual([10]);
  });

  test('while a target group keeps clients with single targets: AWS would not let the rule go', async () => {
    const { world, target } = await createStickyWorld([3_600]);
    const TargetGroupArn = target.slots.blue.targetGroup;
    const Attributes = [{ Key: 'stickiness.enabled', Value: 'true' }];
    await world.clock.run(world.ports.elbv2.modifyTargetGroupAttributes({ TargetGroupArn, Attributes }));
    const refused = world.release(NEXT, { sticky: 'detach' }, undefined, target);
    await expect(refused).rejects.toMatchObject({
      failure: {
        cause: `The target group of slot blue, ${TargetGroupArn}, keeps clients with single targets (stickiness.enabled), and while it does AWS does not let production rule ${target.productionRules[0]} be without group stickiness.`,
        advice: expect.stringContaining(
          `aws elbv2 modify-target-group-attributes --target-group-arn ${TargetGroupArn} --attributes '[{"Key":"stickiness.enabled","Value":"false"}]' --region eu-west-1`,
        ),
      },
    });
    expect(world.weightWrites()).toEqual([SET_UP]);
  });
});
