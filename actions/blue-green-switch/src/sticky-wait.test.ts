import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { addScaling, changesOf, PARKED, SERVING, settingsOf } from '../testing/scaling.ts';
import {
  BROKEN,
  createBrowser,
  createStickyWorld,
  HABITS,
  makeSticky,
  stickinessOf,
  watchVisitors,
} from '../testing/sticky.ts';
import { createWorld, GOOD, NEXT } from '../testing/world.ts';

type Sticky = Awaited<ReturnType<typeof createStickyWorld>>;

const WAIT = { sticky: 'wait', 'sticky-timeout': '15m' };
const MINUTE = 60_000;

/** Visitors whose cookies lead to GOOD; they keep coming until they are stopped. */
async function welcome({ world }: Sticky, path?: string) {
  const watch = watchVisitors(world, path);
  await world.clock.run(sleep(world.clock, 20_000));
  return watch;
}

/** Releases beside visitors who leave after so many milliseconds. */
async function releaseBeside(sticky: Sticky, given: Readonly<Record<string, string>>, stays = 2 * MINUTE) {
  const { world, target } = sticky;
  const watch = await welcome(sticky);
  const met: Awaited<ReturnType<typeof watch.stop>>[] = [];
  const outcome = await world.release(
    NEXT,
    { ...WAIT, ...given },
    async () => {
      await sleep(world.clock, stays);
      met.push(await watch.stop());
    },
    target,
  );
  return { outcome, ...met[0] };
}

/** Everybody's weight is on blue, where NEXT runs. */
const MOVED = [100, 0];

describe('a release that waits', () => {
  test.each(HABITS)(
    'keeps the old slot for whoever has a cookie for it, until no one can come: load balancers %s',
    async (_how, habits) => {
      const sticky = await createStickyWorld([60], habits);
      const { world, target } = sticky;
      const sleeper = createBrowser(world);
      await world.clock.run(sleeper.visit(`${world.url}/`));
      const before = world.clock.now();
      const { outcome, complaints, versions = [] } = await releaseBeside(sticky, {}, 4 * MINUTE);
      expect([outcome.outputs.verdict, outcome.failure, complaints]).toEqual(['released', undefined, []]);
      // Whoever comes more often than a cookie lasts has stayed, where cookies are renewed and heeded.
      const stayed = habits.stickToZeroWeight ?? habits.renewStickiness ?? true;
      expect(versions.slice(0, 4)).toEqual(Array(4).fill(stayed ? 'good' : 'next'));
      if (stayed) expect(world.clock.now() - before).toBeGreaterThan(4 * MINUTE + 120_000);
      expect(world.log.lines.join('\n')).toContain('No cookie leads to green any more');
      expect([await world.countOf('green'), await stickinessOf(world, target)]).toEqual([0, [60]]);
      const woken = await world.clock.run(sleeper.visit(`${world.url}/`));
      expect(woken).toMatchObject({ status: 200, headers: { 'x-app-version': 'next' } });
    },
  );

  test('moves newcomers alone, says so, and shows what it waited for', async () => {
    const sticky = await createStickyWorld([60]);
    const { world } = sticky;
    const { outcome } = await releaseBeside(sticky, { steps: '50% 10s, 100%' });
    const log = world.log.lines.join('\n');
    expect(log).toContain('Whoever has a cookie for green stays there, whatever the weights');
    expect(log).toContain('50% of the clients without a cookie go to blue');
    expect(outcome.summary).toMatch(/^### :white_check_mark: Released/);
    expect(JSON.stringify(world.evidence.at(-1))).toContain('cookies for green');
  });

  test('waits by the longest duration of several rules', async () => {
    const sticky = await createStickyWorld([240, 30]);
    const { world, target } = sticky;
    const before = world.clock.now();
    const { outcome, complaints } = await releaseBeside(sticky, {}, MINUTE);
    expect([outcome.outputs.verdict, outcome.failure, complaints]).toEqual(['released', undefined, []]);
    expect(world.clock.now() - before).toBeGreaterThan(MINUTE + 300_000);
    expect([await world.countOf('green'), await stickinessOf(world, target)]).toEqual([0, [240, 30]]);
  });

  test('says in a dry run what it would do, and changes nothing', async () => {
    const { world, target } = await createStickyWorld([3_600]);
    const { summary } = await world.release(NEXT, { ...WAIT, 'dry-run': 'true' }, undefined, target);
    expect(summary).toContain(
      `| <code>${target.productionRules[0]}</code> | stays 1h: clients with a cookie stay too, and the old slot is kept for them |`,
    );
    expect(await stickinessOf(world, target)).toEqual([3_600]);
  });

  test('finds that somebody has reset the rule meanwhile, and parks nobody’s slot', async () => {
    const { world, target } = await createStickyWorld([60]);
    const { outputs, failure } = await world.release(
      NEXT,
      WAIT,
      async () => {
        await sleep(world.clock, 3 * MINUTE);
        await world.setWeights(0, 100);
      },
      target,
    );
    expect(outputs.verdict).toBe('rolled-back');
    expect(failure?.cause).toContain('somebody has reset it to what the release started from');
    expect(await world.countOf('green')).toBe(2);
  });

  test('in three modes waits in the last one', async () => {
    const sticky = await createStickyWorld([60]);
    const { world, target } = sticky;
    const watch = await welcome(sticky);
    const times = { hold: '5s', 'healthy-timeout': '1m' };
    const run = (given: Readonly<Record<string, string>>) => world.runMode(given, 'pipeline');
    await run({ mode: 'prepare', image: NEXT, 'healthy-timeout': '1m', sticky: 'wait' });
    const shifted = await run({ mode: 'shift', bake: '20s', ...times });
    expect([shifted.outputs.verdict, shifted.failure]).toEqual(['shifted', undefined]);
    const { complaints } = await world.clock.run(watch.stop());
    const newcomers = watchVisitors(world);
    const { outputs, failure } = await run({ mode: 'finish', hold: '5s', 'sticky-timeout': '15m' });
    const met = await world.clock.run(newcomers.stop());
    expect([outputs.verdict, failure]).toEqual(['released', undefined]);
    expect([...complaints, ...met.complaints]).toEqual([]);
    expect([await world.countOf('green'), await stickinessOf(world, target)]).toEqual([0, [60]]);
  });

  test('of a first version waits for nobody', async () => {
    const world = await createWorld({}, 'none');
    const { target } = world.infrastructure;
    await makeSticky(world, target, [3_600]);
    const bootstrap = { mode: 'bootstrap', 'desired-count': '2', sticky: 'wait' };
    const { outputs, failure, summary } = await world.release(GOOD, bootstrap);
    expect([outputs.verdict, failure]).toEqual(['released', undefined]);
    expect(summary).not.toContain('keeps its tasks');
    expect(await stickinessOf(world, target)).toEqual([3_600]);
  });
});

describe('a release that waits and goes back', () => {
  const BAD = { ERRORS_AFTER_SECONDS: '40', ERROR_RATE: '1' };

  test('takes everybody away from the bad version, cookie or not, and gives stickiness back when none leads there', async () => {
    const sticky = await createStickyWorld([90, 90], {}, BAD);
    const { world, target } = sticky;
    const watches = [await welcome(sticky), await welcome(sticky, '/api/')];
    const late = createBrowser(world);
    const marks: string[] = [];
    const outcome = await world.release(
      NEXT,
      { ...WAIT, steps: '50% 2m, 100%' },
      async () => {
        // Until one of them has a cookie for the version that is about to turn bad.
        for (;;) {
          const browser = createBrowser(world);
          const answer = await browser.visit(`${world.url}/`);
          if (answer !== 'refused' && answer.headers['x-app-version'] === 'next') break;
          await sleep(world.clock, 1_000);
        }
        await late.visit(`${world.url}/`);
        while (!world.log.lines.some((line) => line.includes('All of the traffic goes to green again'))) {
          await sleep(world.clock, 1_000);
        }
        await sleep(world.clock, 5_000);
        marks.push(...(await readStickiness(sticky)));
        for (const path of ['/', '/api/']) {
          const answer = await late.visit(`${world.url}${path}`);
          marks.push(answer === 'refused' ? answer : String(answer.headers['x-app-version']));
        }
      },
      target,
    );
    const met = await world.clock.run(Promise.all(watches.map(({ stop }) => stop())));
    expect(outcome.outputs.verdict).toBe('rolled-back');
    expect(marks).toEqual(['off', 'off', 'good', 'good']);
    // Those who were there before, and come before their cookies expire, have stayed with the good version all the time.
    expect(met.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(await stickinessOf(world, target)).toEqual([90, 90]);
    expect(outcome.summary).not.toContain('Group stickiness is off');
  });

  test('in a rule, too, that it has not moved yet: a cookie is one for all of them', async () => {
    const sticky = await createStickyWorld([90, 90]);
    const { world, target } = sticky;
    const [, RuleArn = ''] = target.productionRules;
    const Conditions = [{ Field: 'path-pattern', Values: ['/api/*', '/v2/*'] }];
    let isAltered = false;
    world.failCalls(async (operation) => {
      if (operation !== 'ModifyListener' || isAltered) return undefined;
      isAltered = true;
      await world.ports.elbv2.modifyRule({ RuleArn, Conditions });
      return undefined;
    });
    const late = createBrowser(world);
    const outcome = await world.release(
      NEXT,
      WAIT,
      async () => {
        while (!isAltered) await sleep(world.clock, 1_000);
        await sleep(world.clock, 5_000);
        const first = await late.visit(`${world.url}/`);
        expect(first).toMatchObject({ headers: { 'x-app-version': 'next' } });
        while (!world.log.lines.includes('Park blue again')) await sleep(world.clock, 1_000);
        await sleep(world.clock, 20_000);
        const answer = await late.visit(`${world.url}/api/`);
        expect(answer).toMatchObject({ headers: { 'x-app-version': 'good' } });
      },
      target,
    );
    expect([outcome.outputs.verdict, outcome.failure?.cause]).toEqual([
      ...['rolled-back', expect.stringContaining(`Somebody else has changed production rule ${RuleArn}`)],
    ]);
    expect(await stickinessOf(world, target)).toEqual([90, 90]);
  });

  async function readStickiness({ world, target }: Sticky): Promise<string[]> {
    const { Rules = [] } = await world.ports.elbv2.describeRules({ RuleArns: [...target.productionRules] });
    return Rules.map(({ Actions = [] }) =>
      Actions.at(-1)?.ForwardConfig?.TargetGroupStickinessConfig?.Enabled ? 'on' : 'off',
    );
  }

  test('also when a gate fails while it waits', async () => {
    const sticky = await createStickyWorld([120], {}, { ...BAD, ERRORS_AFTER_SECONDS: '150' });
    const { world, target } = sticky;
    const { outcome, complaints } = await releaseBeside(sticky, {}, 8 * MINUTE);
    expect(outcome.outputs.verdict).toBe('rolled-back');
    expect(world.log.lines.join('\n')).toContain('Waits until no cookie leads a client to green');
    expect(complaints).toEqual([]);
    expect([await world.countOf('green'), await world.countOf('blue')]).toEqual([2, 0]);
    expect(await stickinessOf(world, target)).toEqual([120]);
  });

  test('leaves stickiness off when cookies last too long, and says so', async () => {
    const sticky = await createStickyWorld([3_600], {}, BAD);
    const { world, target } = sticky;
    const { outcome } = await releaseBeside(sticky, { steps: '50% 2m, 100%' });
    expect(outcome.outputs.verdict).toBe('rolled-back');
    expect(await stickinessOf(world, target)).toEqual(['off']);
    expect(outcome.summary).toMatch(/Group stickiness is off in arn:\S+ \(3600 s\)/);
    await world.clock.run(sleep(world.clock, 3_700_000));
    await world.runMode({ mode: 'recover' });
    expect(await stickinessOf(world, target)).toEqual([3_600]);
  });

  test('when it is cancelled while it waits goes back at once, and a recovery does the rest', async () => {
    const sticky = await createStickyWorld([60]);
    const { world, target } = sticky;
    const watch = await welcome(sticky);
    const { outputs } = await world.release(
      NEXT,
      WAIT,
      async (cancel) => {
        await sleep(world.clock, 3 * MINUTE);
        cancel(new Error('SIGINT'));
      },
      target,
    );
    expect([outputs.verdict, await stickinessOf(world, target)]).toEqual(['interrupted', ['off']]);
    expect(world.weightWrites().at(-1)).toEqual([0, 100]);
    await world.runMode({ mode: 'recover', hold: '5s' });
    await world.clock.run(sleep(world.clock, 3 * MINUTE));
    await world.runMode({ mode: 'recover', hold: '5s' });
    expect((await world.clock.run(watch.stop())).complaints).toEqual([]);
    expect([await world.countOf('blue'), await stickinessOf(world, target)]).toEqual([0, [60]]);
  });

  test('is taken over by a rollback while it waits', async () => {
    const sticky = await createStickyWorld([60]);
    const { world, target } = sticky;
    const watch = await welcome(sticky);
    const { outputs, failure } = await world.release(
      NEXT,
      WAIT,
      async () => {
        await sleep(world.clock, 3 * MINUTE);
        const back = { mode: 'rollback', hold: '5s', bake: '20s', sticky: 'detach' };
        const ended = await world.startMode(back, target);
        expect(ended.outputs.verdict).toBe('rolled-back');
      },
      target,
    );
    expect([outputs.verdict, failure?.cause]).toEqual(['interrupted', expect.stringContaining('taken over')]);
    expect((await world.clock.run(watch.stop())).complaints).toEqual([]);
    expect(await world.countOf('green')).toBe(2);
  });
});

describe('a run that is lost while it waits', () => {
  const times = { hold: '5s', 'healthy-timeout': '1m' };

  test('is taken back by the step after its job', async () => {
    const sticky = await createStickyWorld([60]);
    const { world, target } = sticky;
    const watch = await welcome(sticky);
    const run = await startMortalRun(world, WAIT, { milliseconds: 3 * MINUTE }, { target });
    expect(await world.clock.run(run.ended)).toBe('lost');
    await world.runPostOf('lost', { hold: '5s' }, target);
    expect(world.log.lines.join('\n')).toContain('All traffic goes to green.');
    expect([await world.countOf('blue'), await stickinessOf(world, target)]).toEqual([0, ['off']]);
    await world.clock.run(sleep(world.clock, 3 * MINUTE));
    await world.runMode({ mode: 'recover' });
    expect((await world.clock.run(watch.stop())).complaints).toEqual([]);
    expect(await stickinessOf(world, target)).toEqual([60]);
  });

  test('in mode finish waits again when its job is run again', async () => {
    const sticky = await createStickyWorld([60]);
    const { world, target } = sticky;
    const watch = await welcome(sticky);
    const finish = { mode: 'finish', hold: '5s', 'sticky-timeout': '15m' };
    await world.runMode(
      { mode: 'prepare', image: NEXT, 'healthy-timeout': '1m', sticky: 'wait' },
      'pipeline',
    );
    await world.runMode({ mode: 'shift', bake: '20s', ...times }, 'pipeline');
    const lost = await startMortalRun(world, finish, { milliseconds: MINUTE }, { target, runId: 'pipeline' });
    expect(await world.clock.run(lost.ended)).toBe('lost');
    const { complaints } = await world.clock.run(watch.stop());
    const newcomers = watchVisitors(world);
    const { outputs, failure } = await world.runMode(finish, 'pipeline');
    const met = await world.clock.run(newcomers.stop());
    expect([outputs.verdict, failure]).toEqual(['released', undefined]);
    expect([...complaints, ...met.complaints]).toEqual([]);
    expect([await world.countOf('green'), await stickinessOf(world, target)]).toEqual([0, [60]]);
  });
});

describe('an old slot to which cookies still lead when the time is over', () => {
  /** Visitors come all the time, and GOOD is kept for them. */
  async function releaseInVain(seconds = 60, given = {}) {
    const sticky = await createStickyWorld([seconds]);
    const { world, target } = sticky;
    const watch = await welcome(sticky);
    const outcome = await world.release(NEXT, { ...WAIT, ...given }, undefined, target);
    expect([outcome.outputs.verdict, outcome.failure]).toEqual(['released', undefined]);
    expect([await world.countOf('green'), await stickinessOf(world, target)]).toEqual([2, [seconds]]);
    expect(world.weightWrites().at(-1)).toEqual(MOVED);
    return { ...sticky, watch, outcome };
  }

  test('is kept, and the summary says why and what comes next', async () => {
    const { world, watch, outcome } = await releaseInVain();
    expect(outcome.summary).toMatch(
      /:warning: green has no weight and keeps its tasks: in 15m it was not seen that no cookie leads there: \d+ requests in the minute of \d\d:\d\d\. Parked, it would answer whom a cookie leads there with 503\. Run mode: recover, which parks it as soon as no cookie leads there; a release is refused until then, and a rollback \(sticky: detach\) finds green ready\./,
    );
    expect(world.log.lines.join('\n')).toContain('green has no weight and keeps its tasks');
    const { complaints } = await world.clock.run(watch.stop());
    expect(complaints).toEqual([]);
  });

  test('would fail them if it were parked all the same', async () => {
    const { world, target, watch } = await releaseInVain();
    const { cluster, slots } = target;
    await world.ports.ecs.updateService({ cluster, service: slots.green.service, desiredCount: 0 });
    await world.clock.run(sleep(world.clock, 30_000));
    const { complaints } = await world.clock.run(watch.stop());
    expect(complaints).toContain('who comes every 1 s got 503');
  });

  test('is kept at once when it could not be seen in time', async () => {
    const { world, watch, outcome } = await releaseInVain(3_600);
    expect(outcome.summary).toContain('cookies last so long that it would take 1h');
    expect(world.log.lines.join('\n')).not.toContain('Waits until no cookie');
    await world.clock.run(watch.stop());
  });

  test('is not given another version, which they would get unproven', async () => {
    const { world, target, watch } = await releaseInVain();
    const writes = world.weightWrites().length;
    for (const sticky of ['wait', 'detach']) {
      await expect(world.release(GOOD, { sticky }, undefined, target)).rejects.toMatchObject({
        failure: {
          cause: expect.stringMatching(
            /^Slot green keeps its tasks since release 2 for clients whose cookies lead there \(\d+ requests in the minute of/,
          ),
          advice: expect.stringMatching(/^Run mode: recover, which waits for that and parks green/),
        },
      });
    }
    expect(world.weightWrites()).toHaveLength(writes);
    expect((await world.clock.run(watch.stop())).complaints).toEqual([]);
  });

  test.each([
    ['an image that no release had', BROKEN],
    ['another revision of the task definition', 'web:1'],
  ])('is not given %s by a rollback either, which is told what is ready there', async (_what, to) => {
    const { world, target, watch } = await releaseInVain();
    const { cluster, slots } = target;
    const { services: [kept] = [] } = await world.ports.ecs.describeServices({
      cluster,
      services: [slots.green.service],
    });
    const writes = world.weightWrites().length;
    const back = { mode: 'rollback', hold: '5s', bake: '20s', sticky: 'detach', to };
    await expect(world.runMode(back, undefined, target)).rejects.toMatchObject({
      failure: {
        cause: expect.stringMatching(
          /^Slot green keeps its tasks since release 2 for clients whose cookies lead there/,
        ),
        advice: expect.stringContaining(
          `Go back to what green runs, which is ready (to: ${kept?.taskDefinition}). Or run mode: recover, which waits for that and parks green, and roll back again; or turn`,
        ),
      },
    });
    expect(world.weightWrites()).toHaveLength(writes);
    expect((await world.clock.run(watch.stop())).complaints).toEqual([]);
    const told = await world.runMode({ ...back, to: kept?.taskDefinition ?? '' }, undefined, target);
    expect([told.outputs.verdict, told.failure]).toEqual(['rolled-back', undefined]);
  });

  test('is parked by a recovery when they have left, and not before', async () => {
    const { world, target, watch } = await releaseInVain();
    const { summary } = await world.runMode({ mode: 'status' });
    expect(summary).toContain('green keeps its tasks since release 2, for clients whose cookies lead there');
    const early = await world.runMode({ mode: 'recover' });
    expect(early.summary).toContain('green has no weight and keeps its tasks');
    expect(await world.countOf('green')).toBe(2);
    expect((await world.clock.run(watch.stop())).complaints).toEqual([]);
    const newcomers = watchVisitors(world);
    const told = await world.runMode({ mode: 'recover', 'dry-run': 'true' });
    expect(told.summary).toContain('green has no weight and keeps its tasks: cookies may lead there.');
    await world.clock.run(sleep(world.clock, 8 * MINUTE));
    // By now one look is enough.
    const late = await world.runMode({ mode: 'recover', 'sticky-timeout': '0s' });
    expect(late.summary).toContain(
      '### :white_check_mark: Nothing to recover: blue has all the traffic, and green is parked: no cookie leads there any more',
    );
    expect([await world.countOf('green'), await stickinessOf(world, target)]).toEqual([0, [60]]);
    const again = await world.runMode({ mode: 'recover' });
    expect(again.summary).not.toContain('green');
    expect((await world.runMode({ mode: 'status' })).summary).not.toContain('keeps its tasks');
    const next = await world.release(GOOD, { sticky: 'detach', hold: '10s' }, undefined, target);
    expect([next.outputs.verdict, next.failure]).toEqual(['released', undefined]);
    expect((await world.clock.run(newcomers.stop())).complaints).toEqual([]);
  });

  test('is released to when they have left, though nobody has parked it', async () => {
    const { world, target, watch } = await releaseInVain();
    await world.clock.run(watch.stop());
    const newcomers = watchVisitors(world);
    await world.clock.run(sleep(world.clock, 8 * MINUTE));
    const next = await world.release(GOOD, { sticky: 'detach' }, undefined, target);
    expect([next.outputs.verdict, next.failure]).toEqual(['released', undefined]);
    expect((await world.clock.run(newcomers.stop())).complaints).toEqual([]);
  });

  test.each([2, 0])('is parked when a release to it is refused, beside a minimum of %s', async (minimum) => {
    const { world, target, watch } = await releaseInVain();
    await world.clock.run(watch.stop());
    await addScaling(world, { blue: { ...SERVING, minimum } });
    const newcomers = watchVisitors(world);
    await world.clock.run(sleep(world.clock, 8 * MINUTE));
    const mark = world.aws.journal.length;
    const { outputs } = await world.release(BROKEN, { sticky: 'wait' }, undefined, target);
    expect([outputs.verdict, outputs['live-slot']]).toEqual(['refused', 'blue']);
    expect([await world.countOf('green'), await stickinessOf(world, target)]).toEqual([0, [60]]);
    expect(await world.clock.run(settingsOf(world))).toEqual({
      blue: { ...SERVING, minimum },
      green: PARKED,
    });
    // From the beginning on nothing takes tasks from it.
    expect(changesOf(world, mark).filter((change) => change.startsWith('green'))).toEqual([
      ...['green tasks 2', `green scaling ${minimum} ---`, 'green scaling 0 ---', 'green tasks 0'],
    ]);
    expect((await world.clock.run(newcomers.stop())).complaints).toEqual([]);
    expect((await world.runMode({ mode: 'recover' })).summary).not.toContain('green');
  });

  test('is what a rollback goes back to, with one write and no new task', async () => {
    const { world, target, watch } = await releaseInVain();
    const started = world.callsOf('UpdateService').length;
    const back = { mode: 'rollback', hold: '5s', bake: '20s', sticky: 'detach' };
    const { outputs, failure } = await world.runMode(back, undefined, target);
    expect([outputs.verdict, failure]).toEqual(['rolled-back', undefined]);
    // Parking is all that is done to a service.
    expect(world.callsOf('UpdateService').length - started).toBe(1);
    expect((await world.clock.run(watch.stop())).complaints).toEqual([]);
    expect([await world.countOf('green'), await world.countOf('blue')]).toEqual([2, 0]);
  });
});

describe('on a machine whose clock is wrong', () => {
  test.each([10, -10])('by %s minutes, AWS’s own time decides', async (minutes) => {
    const sticky = await createStickyWorld([60]);
    const { world, target } = sticky;
    const watch = await welcome(sticky);
    const run = await startMortalRun(world, WAIT, undefined, { target, offset: minutes * MINUTE });
    const left = (async () => {
      await sleep(world.clock, 4 * MINUTE);
      return watch.stop();
    })();
    const [ended, { complaints }] = await world.clock.run(Promise.all([run.ended, left]));
    expect([ended, complaints]).toEqual(['released', []]);
    expect(await world.countOf('green')).toBe(0);
  });
});

describe('without metrics', () => {
  test('nothing proves that nobody comes, and the old slot is kept', async () => {
    const { world, target } = await createStickyWorld([60]);
    // Until the requests of the release before are forgotten.
    await world.clock.run(sleep(world.clock, 30 * MINUTE));
    const { outputs, summary } = await world.release(NEXT, { ...WAIT, 'probe-url': '' }, undefined, target);
    expect(outputs.verdict).toBe('released');
    expect(summary).toContain(
      'in 15m it was not seen that no cookie leads there: the load balancer has published no requests of anybody',
    );
    expect(await world.countOf('green')).toBe(2);
  });

  test('that come back while it waits, it only takes longer', async () => {
    const sticky = await createStickyWorld([60]);
    const { world } = sticky;
    let isOut = false;
    world.failCalls((operation) => (isOut && operation === 'GetMetricData' ? 'server-error' : undefined));
    const watch = await welcome(sticky);
    const outcome = await world.release(NEXT, WAIT, async () => {
      await watch.stop();
      await sleep(world.clock, MINUTE);
      isOut = true;
      await sleep(world.clock, 6 * MINUTE);
      isOut = false;
    });
    expect([outcome.outputs.verdict, outcome.failure]).toEqual(['released', undefined]);
    expect(JSON.stringify(world.evidence.at(-1))).toContain('the metrics could not be read');
    expect(await world.countOf('green')).toBe(0);
  });
});

describe('a start is refused', () => {
  test('while a target group keeps clients with single targets: going back has to turn stickiness off', async () => {
    const { world, target } = await createStickyWorld([3_600]);
    const TargetGroupArn = target.slots.blue.targetGroup;
    const Attributes = [{ Key: 'stickiness.enabled', Value: 'true' }];
    await world.clock.run(world.ports.elbv2.modifyTargetGroupAttributes({ TargetGroupArn, Attributes }));
    await expect(world.release(NEXT, WAIT, undefined, target)).rejects.toThrow(
      'be without group stickiness, and a release that goes back has to turn it off.',
    );
  });
});
