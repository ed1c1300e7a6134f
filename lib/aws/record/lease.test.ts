import { describe, expect, test } from '@jest/globals';
import { acquireLease } from './acquire-lease.ts';
import { LeaseLost } from './hold-lease.ts';
import { leaseName } from './names.ts';
import { createWorld, TARGET } from './testing/world.ts';

const SECOND = 1000;

/** Runs a story in virtual time. */
function story(tell: (world: ReturnType<typeof createWorld>) => Promise<void>, options = {}) {
  const world = createWorld(options);
  return world.run(tell(world));
}

describe('a lease', () => {
  test('the first one of a target is number 1, and the next follows when it is done', () =>
    story(async ({ startProcess }) => {
      const one = await (await startProcess('1')).hold();
      expect(one.number).toBe(1);
      await one.ensureHeld();
      await one.finish();
      const two = await (await startProcess('2')).acquire();
      expect(two.number).toBe(2);
      expect(two.before?.entry.state).toBe('done');
    }));

  test('of a holder that lives is refused, naming the run', () =>
    story(async ({ startProcess }) => {
      await (await startProcess('1')).hold();
      const other = await startProcess('2');
      await expect(other.acquire()).rejects.toThrow(
        'run 1 of org/shop is changing /platform/shop/production/web (release, lease 1), and renews its lease.',
      );
    }));

  test('that is none is refused, with the command that shows it', () =>
    story(async ({ startProcess }) => {
      const { acquire, ports } = await startProcess('1');
      await ports.ssm.putParameter({ Name: leaseName(TARGET, 1), Value: 'mine', Type: 'String' });
      await expect(acquire()).rejects.toMatchObject({
        failure: {
          cause: `Parameter ${TARGET}/lease/1 is not a lease that this version of the action can read.`,
          advice: `If nothing deploys to this target, delete it. What it holds: aws ssm get-parameter --name ${TARGET}/lease/1 --region eu-west-1`,
        },
      });
    }));

  test('is waited for as long as there is patience', () =>
    story(async ({ startProcess, wait }) => {
      const first = await (await startProcess('1')).hold();
      const waiting = (await startProcess('2')).acquire({ patience: 600 * SECOND });
      await wait(300 * SECOND);
      await first.finish();
      expect((await waiting).number).toBe(2);
    }));

  test('of a dead holder is taken when it has not been renewed for its time to live, and a margin later', () =>
    story(async ({ clock, startProcess, wait }) => {
      const dead = await startProcess('1');
      await dead.hold();
      await wait(25 * SECOND);
      dead.kill();
      const from = clock.now();
      const taken = await (await startProcess('2')).acquire();
      expect(taken.number).toBe(2);
      // Renewed at 20 s: expires at 110 s, seen at the next look, and acted on 30 s later.
      expect((clock.now() - from) / SECOND).toBeGreaterThanOrEqual(85 + 30);
      expect((clock.now() - from) / SECOND).toBeLessThan(85 + 30 + 7);
    }));

  test.each([-3600, 3600])(
    'expires by no date of this machine: a clock off by %i s changes nothing',
    (skew) =>
      story(async ({ clock, startProcess, wait }) => {
        const living = await startProcess('1');
        await living.hold();
        await wait(30 * SECOND);
        const other = await startProcess('2', { skew: skew * SECOND });
        await expect(other.acquire()).rejects.toThrow('renews its lease');
        living.kill();
        const from = clock.now();
        await other.acquire();
        expect((clock.now() - from) / SECOND).toBeGreaterThan(60);
      }),
  );

  test('that nobody has touched for long is taken at the first look: AWS tells its age', () =>
    story(async ({ clock, startProcess, wait }) => {
      const dead = await startProcess('1');
      await dead.hold();
      dead.kill();
      await wait(3600 * SECOND);
      const from = clock.now();
      await (await startProcess('2')).acquire();
      expect((clock.now() - from) / SECOND).toBeCloseTo(30, 0);
    }));

  test('of the same run is adopted without waiting', () =>
    story(async ({ clock, startProcess }) => {
      await (await startProcess('1')).hold();
      const from = clock.now();
      const adopted = await (await startProcess('1')).acquire();
      expect(adopted.number).toBe(2);
      expect(clock.now() - from).toBeLessThan(SECOND);
    }));

  test('taken by a process that ended while it waited is waited for again by its own run', () =>
    story(async ({ clock, startProcess, wait }) => {
      await (await startProcess('1')).hold();
      const taker = await startProcess('2');
      const taking = taker.acquire({ mayPreempt: true });
      await wait(5 * SECOND);
      taker.kill();
      await expect(taking).rejects.toThrow('killed');
      const from = clock.now();
      await (await startProcess('2')).acquire();
      expect((clock.now() - from) / SECOND).toBeGreaterThanOrEqual(30);
    }));

  test('pre-empted: the taker waits a margin, and the holder stops before its next write, naming it', () =>
    story(async ({ clock, startProcess }) => {
      const holder = await (await startProcess('1')).hold();
      const from = clock.now();
      await (await startProcess('2')).hold({ mayPreempt: true, mode: 'rollback' });
      expect((clock.now() - from) / SECOND).toBeGreaterThanOrEqual(30);
      const stop = holder.ensureHeld();
      await expect(stop).rejects.toThrow(LeaseLost);
      await expect(stop).rejects.toThrow('run 2 of org/shop (rollback) has taken over');
    }));

  test('handed over is kept for the next process of the run, for as long as it says', () =>
    story(async ({ startProcess, wait }) => {
      const first = await (await startProcess('1')).hold();
      await first.handOver(600);
      await wait(300 * SECOND);
      const waiting = (await startProcess('2')).acquire({ patience: 60 * SECOND });
      const adopted = await (await startProcess('1')).hold();
      expect(adopted.number).toBe(2);
      await expect(waiting).rejects.toThrow('lease 2');
    }));

  test('handed over and gone on with is followed by whoever waits, as soon as that is done', () =>
    story(async ({ clock, startProcess, wait }) => {
      await (await (await startProcess('1')).hold()).handOver(3600);
      const waiting = (await startProcess('2')).acquire({ patience: 600 * SECOND });
      const adopted = await (await startProcess('1')).hold();
      await wait(30 * SECOND);
      await adopted.finish();
      const from = clock.now();
      expect((await waiting).number).toBe(3);
      expect(clock.now() - from).toBeLessThan(6 * SECOND);
    }));

  test('handed over by another run is refused at once, saying how long it is kept', () =>
    story(async ({ clock, startProcess, wait }) => {
      await (await (await startProcess('1')).hold()).handOver(3600);
      await wait(60 * SECOND);
      const from = clock.now();
      await expect((await startProcess('2')).acquire()).rejects.toThrow(
        'run 1 of org/shop is changing /platform/shop/production/web (release, lease 1), and has up to 1h to go on in its next step.',
      );
      expect(clock.now() - from).toBeLessThan(SECOND);
    }));

  test('whose holder cannot renew it stops writing before it expires', () => {
    let isCutOff = false;
    return story(async ({ startProcess, wait }) => {
      const process = await startProcess('1', { isCutOff: (name) => isCutOff && name === 'PutParameter' });
      const lease = await process.hold();
      await wait(25 * SECOND);
      isCutOff = true;
      // Renewed at 20 s: to be kept until 110 s, with a margin of 30 s before.
      await wait(50 * SECOND);
      await lease.ensureHeld();
      await wait(6 * SECOND);
      await expect(lease.ensureHeld()).rejects.toThrow('has not been renewed for 61 seconds');
      expect(process.log.lines.join('\n')).toContain(
        'warning: Lease 1 of /platform/shop/production/web could not be renewed',
      );
      process.kill();
    });
  });

  test('that was created and whose answer was lost is known again by its nonce', () =>
    story(async ({ startProcess }) => {
      const process = await startProcess('1', { lostAnswers: 0.5 });
      expect((await process.acquire()).number).toBe(1);
    }));

  test.each([1, 2, 3, 4, 5])('seed %i: its writes arrive in their order, the last one last', (seed) =>
    story(
      async ({ startProcess }) => {
        const { ports, hold } = await startProcess('1', { latency: 5_000 });
        const lease = await hold();
        await Promise.all([lease.setCursor(1), lease.setCursor(2), lease.finish()]);
        const { Parameter } = await ports.ssm.getParameter({ Name: leaseName(TARGET, 1) });
        expect(JSON.parse(Parameter?.Value ?? '')).toMatchObject({ cursor: 2, state: 'done' });
      },
      { seed },
    ),
  );

  test('keeps that its plan was condemned, whatever is written after', () =>
    story(async ({ startProcess }) => {
      const { ports, hold } = await startProcess('1');
      const lease = await hold();
      await lease.condemn();
      await lease.setCursor(4);
      await lease.handOver(60);
      const { Parameter } = await ports.ssm.getParameter({ Name: leaseName(TARGET, 1) });
      expect(JSON.parse(Parameter?.Value ?? '')).toMatchObject({ condemned: true, cursor: 4 });
    }));

  test('two that begin at the same moment: one number each, never the same', () =>
    story(async ({ startProcess }) => {
      const [one, two] = [await startProcess('1'), await startProcess('2')];
      const results = await Promise.allSettled([one.hold(), two.hold()]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }));

  test('that holds something else is named, with what to do', () =>
    story(async ({ startProcess }) => {
      const { ports, owner } = await startProcess('1');
      const Name = leaseName(TARGET, 1);
      await ports.ssm.putParameter({ Name, Value: 'hello', Type: 'String' });
      const request = { target: TARGET, owner, mode: 'release', mayPreempt: false, patience: 0 };
      await expect(acquireLease(ports, request)).rejects.toThrow(`Parameter ${Name} is not a lease`);
    }));
});
