import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { createWorld, NEXT } from '../testing/world.ts';
import { writesSince } from '../testing/writes-since.ts';
import { outputsOf } from './evidence/outputs-of-error.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** The evidence of the last run. */
function lastOf({ evidence }: World) {
  const last = evidence.at(-1);
  if (!last) throw new Error('No run has left evidence.');
  return last;
}

describe('a release leaves evidence', () => {
  test('of every write, as it was sent and answered, which is what the embedded AWS has seen', async () => {
    const world = await createWorld();
    const mark = world.aws.journal.length;
    const ended = await world.release(NEXT, { steps: '10% 10s, 100%' });
    expect(ended.outputs.evidence).toBe('/tmp/evidence-2.json');
    const seen = writesSince(world, mark);
    const { writes, plan } = lastOf(world);
    expect(writes.map(({ operation }) => operation)).toEqual(seen);
    expect(writes.flatMap(({ weights }) => weights ?? [])).toEqual([
      { blue: 10, green: 90 },
      { blue: 100, green: 0 },
    ]);
    expect(plan?.rules).toMatchObject([
      { before: { blue: 0, green: 100 }, planned: { blue: 100, green: 0 }, lastRead: { blue: 100 } },
    ]);
    for (const { sentAt, endedAt } of writes) expect(endedAt >= sentAt).toBe(true);
  });

  test('of what gates, targets, shares and requests were, second by second', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, { steps: '10% 10s, 100%' });
    const { gates, targets, shares, probe, phases, verdict } = lastOf(world);
    expect(verdict).toBe('released');
    expect(gates.map(({ gate, failure }) => [gate, failure])).toEqual([
      ...[['lease', undefined] as const, ['targets', undefined] as const, ['probe', undefined] as const],
    ]);
    expect(targets.filter(({ slot }) => slot === 'blue').at(-1)?.states).toEqual({ healthy: 2 });
    expect(shares.map(({ percent }) => percent)).toEqual([10, 100]);
    expect(phases.map(({ name }) => name)).toContain('prove healthy');
    expect(probe.sent).toBe(probe.seconds.reduce((sum, { sent }) => sum + sent, 0));
    expect(probe.sent).toBeGreaterThan(30);
    expect(ended.summary).toContain(`Probe: ${probe.sent} requests, 0 failed.`);
  });

  test('of the load balancer’s minutes, as far as they are there', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, { bake: '5m' });
    const { metrics } = lastOf(world);
    if (metrics.kind !== 'read') throw new Error(metrics.why);
    const states = metrics.loadBalancer.map(({ state }) => state);
    expect(states[0]).toBe('data');
    expect(states.at(-1)).toBe('not-there-yet');
    expect(metrics.slots.blue[0]).toMatchObject({ state: 'data', target5xx: 0 });
    // Nothing is sent to it any more, and it is the load balancer that would have told of requests by now.
    expect(metrics.slots.green[1]).toMatchObject({ state: 'no-requests' });
    expect(world.callsOf('GetMetricData')).toHaveLength(2);
    expect(ended.summary).toContain('answered with 5xx by targets, 0 by itself (minutes with data: ');
  });

  test('of the errors that took it back', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '45', ERROR_RATE: '1' } });
    const ended = await world.release(NEXT, { bake: '5m' });
    const evidence = lastOf(world);
    expect(evidence).toMatchObject({
      verdict: 'rolled-back',
      liveSlot: 'green',
      cause: ended.failure?.cause,
    });
    const failed = evidence.probe.seconds.filter((second) => second.failed > 0);
    expect(failed.map(({ answers }) => answers)).toContainEqual({ '5xx': 1 });
    expect(evidence.gates.find(({ gate }) => gate === 'probe')?.failure?.cause).toMatch(/failed/);
    expect(ended.outputs['failed-requests']).toBe(`${evidence.probe.failed}`);
  });

  test('of a write whose answer was lost, and of the one that repeated it', async () => {
    const world = await createWorld();
    let lost = 0;
    world.failCalls((operation) =>
      operation === 'ModifyListener' && lost++ === 0 ? 'lost-answer' : undefined,
    );
    await world.release(NEXT);
    const writes = lastOf(world).writes.filter(({ operation }) => operation === 'ModifyListener');
    expect(writes.map(({ outcome }) => outcome)).toEqual(['unanswered', 'done']);
  });

  test('and its ending does not depend on it', async () => {
    const world = await createWorld();
    world.failCalls((operation) =>
      operation === 'GetMetricData' ||
      (operation === 'GetParametersByPath' && world.log.lines.at(-1)?.includes('is set to 0 tasks'))
        ? 'lost-request'
        : undefined,
    );
    const from = world.clock.now();
    const ended = await world.release(NEXT);
    expect(ended.outputs).toMatchObject({ verdict: 'released', evidence: '/tmp/evidence-2.json' });
    expect(lastOf(world).metrics).toMatchObject({
      kind: 'unread',
      why: expect.stringMatching(/CloudWatch|longer/),
    });
    expect(ended.summary).toContain('Load balancer: no metrics were read.');
    expect(world.clock.now() - from).toBeLessThan(120_000);
  });
});

describe('evidence is left', () => {
  test('when a release is refused before it has a plan, beside the error', async () => {
    const world = await createWorld();
    const error = await world.release(NEXT, { required: '9' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringContaining('Input "required" is 9') });
    expect(outputsOf(error)).toEqual({
      ...{ verdict: 'refused', 'failed-requests': '0', evidence: '/tmp/evidence-2.json' },
    });
    expect(lastOf(world)).toMatchObject({
      ...{ mode: 'release', verdict: 'refused', cause: expect.stringContaining('Input "required" is 9') },
      ...{ writes: [], metrics: { kind: 'unread', why: 'No weight was written.' } },
    });
    expect(lastOf(world).plan).toBeUndefined();
  });

  test('when the job is cancelled, without waiting for anything', async () => {
    const world = await createWorld();
    let cancelledAt = 0;
    const ended = await world.release(NEXT, { bake: '3m' }, async (cancel) => {
      await sleep(world.clock, 60_000);
      cancelledAt = world.clock.now();
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'green' });
    expect(world.clock.now() - cancelledAt).toBeLessThan(1_000);
    expect(lastOf(world).metrics.kind).toBe('unread');
    expect(lastOf(world).writes.at(-1)?.sentAt).toBeDefined();
    expect(ended.outputs.evidence).toBeDefined();
  });

  test('by a rollback, and by its rerun, which writes nothing', async () => {
    const world = await createWorld();
    await world.release(NEXT);
    await world.clock.run(sleep(world.clock, 30_000));
    const given = { mode: 'rollback', hold: '5s', bake: '20s' };
    await world.runMode(given, '77');
    expect(lastOf(world)).toMatchObject({ mode: 'rollback', verdict: 'rolled-back', liveSlot: 'green' });
    await world.clock.run(sleep(world.clock, 30_000));
    const again = await world.runMode(given, '77');
    expect(again.outputs).toMatchObject({ verdict: 'rolled-back', 'previous-slot': 'blue' });
    expect(lastOf(world)).toMatchObject({ verdict: 'rolled-back', writes: [], releaseId: 3 });
  });

  test('by a recovery, which tells what it has taken back and when', async () => {
    const world = await createWorld();
    const moment = { operation: 'ModifyListener', when: 'after the effect' } as const;
    await world.clock.run((await startMortalRun(world, { steps: '10% 10s, 100%' }, moment)).ended);
    const ended = await world.runMode({ mode: 'recover' });
    expect(ended.outputs).toMatchObject({
      ...{ verdict: 'rolled-back', 'live-slot': 'green', 'previous-slot': 'green', 'release-id': '2' },
      ...{ 'failed-requests': '0', 'seconds-to-rollback': expect.stringMatching(/^\d/) },
    });
    expect(ended.outputs['task-definition']).toMatch(/task-definition\/web:\d+$/);
    const { plan, writes } = lastOf(world);
    expect(plan).toMatchObject({ mode: 'release', standby: 'blue' });
    expect(writes.flatMap(({ weights }) => weights ?? [])).toEqual([{ blue: 0, green: 100 }]);
    expect(ended.summary).toContain('| Production rule | Weights before | Weights after |');
  });

  test('by no dry run and no status: they change nothing', async () => {
    const world = await createWorld();
    const before = world.evidence.length;
    const planned = await world.release(NEXT, { 'dry-run': 'true' });
    const status = await world.runMode({ mode: 'status' });
    expect([planned.outputs.evidence, status.outputs.evidence]).toEqual([undefined, undefined]);
    expect(world.evidence).toHaveLength(before);
  });
});
