import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createWorld, GOOD, NEXT } from '../testing/world.ts';

/** As rules of AWS WAF have it by default. */
const FIVE_MINUTES = 300_000;

describe('a release that is probed', () => {
  test('goes back when one request in ten fails, though never three in a row', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '0', ERROR_RATE: '0.1' } });
    const ended = await world.release(NEXT, { bake: '5m', 'probe-interval': '5s' });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toMatch(
      /^Gate "probe" failed: \d of \d\d requests to http:.* failed, and the budget is 5%\.$/,
    );
  });

  test('stays when that many may fail', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '0', ERROR_RATE: '0.1' } });
    const given = { bake: '5m', 'probe-interval': '5s', 'probe-budget': '15%' };
    const ended = await world.release(NEXT, given);
    expect(ended.outputs.verdict).toBe('released');
    expect(Number(ended.outputs['failed-requests'])).toBeGreaterThanOrEqual(3);
  });

  test('sends 60 requests in five minutes by default, and one more where the shift begins', async () => {
    const world = await createWorld();
    const mark = world.edge.requests().length;
    await world.release(NEXT, { bake: '10m', 'probe-interval': '' });
    const requests = world.edge.requests().slice(mark);
    const most = Math.max(
      ...requests.map((from) => requests.filter((at) => at >= from && at < from + FIVE_MINUTES).length),
    );
    expect(requests.length).toBeGreaterThan(100);
    expect(most).toBeLessThanOrEqual(61);
  });

  test('waits for a web application firewall that has had too many of its requests', async () => {
    const world = await createWorld();
    world.edge.limitRate({ requests: 30, window: 60_000 });
    const ended = await world.release(NEXT, { bake: '2m' });
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'failed-requests': '0' });
    expect(ended.summary).toMatch(/, 0 failed\. \d+ were answered by something in front of the version\./);
  });

  test('is inconclusive behind one that lets none through, and called neither bad nor good', async () => {
    const world = await createWorld();
    world.edge.limitRate({ requests: 0, window: FIVE_MINUTES });
    const ended = await world.release(NEXT);
    expect(ended.outputs).toMatchObject({ verdict: 'inconclusive', 'live-slot': 'green' });
    expect(ended.failure?.cause).toMatch(/^The probe cannot tell how .* for 6m .* AWS WAF \(status 403\)/);
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('is watched by its other gates while one lets none through', async () => {
    const world = await createWorld({
      environment: { ERRORS_AFTER_SECONDS: '120', ERRORS_FAIL_HEALTH: 'true', ERROR_RATE: '1' },
    });
    world.edge.limitRate({ requests: 0, window: FIVE_MINUTES });
    const ended = await world.release(NEXT);
    expect(ended.outputs.verdict).toBe('rolled-back');
    expect(ended.failure?.cause).toContain('Gate "targets" failed');
  });
});

describe('the version that is expected', () => {
  /** GOOD has no version of its own to show. */
  const createVersionedWorld = (version: string) => createWorld({ environment: { APP_VERSION: version } });

  test('is counted while a share moves, and required from the bake on', async () => {
    const world = await createVersionedWorld('1.5');
    const given = { steps: '50% 20s, 100%', 'expect-version': 'header:x-app-version=1.5' };
    const ended = await world.release(NEXT, given);
    expect(ended.outputs.verdict).toBe('released');
    expect(ended.summary).toMatch(/Answered \d\d by 1\.5, \d+ by unversioned \(expected: /);
  });

  test('that does not answer in the bake, because another does, rolls back', async () => {
    const world = await createVersionedWorld('1.4');
    const ended = await world.release(NEXT, { 'expect-version': 'header:x-app-version=1.5' });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toMatch(
      /^Gate "probe" failed: 3 requests in a row to .* failed: header x-app-version is "1\.4" instead of "1\.5"\.$/,
    );
  });

  test('is found in JSON, too', async () => {
    const world = await createVersionedWorld('1.5');
    const given = { 'probe-url': `${world.url}/version`, 'expect-version': 'json:version=1.5' };
    expect((await world.release(NEXT, given)).outputs.verdict).toBe('released');
  });

  test('goes with a release from mode to mode', async () => {
    const world = await createVersionedWorld('1.4');
    const expected = { 'expect-version': 'header:x-app-version=1.5' };
    await world.runMode({ mode: 'prepare', image: NEXT, 'healthy-timeout': '1m', ...expected }, 'pipeline');
    const given = { hold: '5s', bake: '20s', 'probe-interval': '1s', 'probe-url': `${world.url}/` };
    const ended = await world.runMode({ mode: 'shift', ...given }, 'pipeline');
    expect(ended.failure?.cause).toContain('header x-app-version is "1.4" instead of "1.5"');
  });

  test('is shown by a dry run', async () => {
    const world = await createWorld();
    const expected = { 'expect-version': 'header:x-app-version=1.5' };
    const ended = await world.release(NEXT, { 'dry-run': 'true', ...expected });
    expect(ended.summary).toContain(
      'From the bake on every answer has to show <code>header:x-app-version=1.5</code>.',
    );
  });

  test.each([
    ['at once', '100%'],
    ['in steps', '10% 10s, 50% 10s, 100%'],
  ])('%s replaces a version that answers badly, whose answers do not count', async (_how, steps) => {
    const world = await createWorld({}, {}, { [GOOD]: { environment: { ERRORS_AFTER_SECONDS: '120' } } });
    await world.clock.run(sleep(world.clock, 120_000));
    const ended = await world.release(NEXT, { steps });
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'blue', 'failed-requests': '0' });
    expect(world.log.lines.join('\n')).toMatch(
      /What green serves answers badly already \(3 requests in a row to http\S+ failed: status 500\), so until/,
    );
  });

  test('is taken back for its own answers, be the version before it as bad', async () => {
    const bad = (after: string) => ({ environment: { ERRORS_AFTER_SECONDS: after } });
    const world = await createWorld(bad('30'), {}, { [GOOD]: bad('120') });
    await world.clock.run(sleep(world.clock, 120_000));
    const ended = await world.release(NEXT);
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  });
});
