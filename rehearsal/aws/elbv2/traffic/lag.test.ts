import { ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../../lib/action/clock.ts';
import type { Elbv2Settings } from '../settings.ts';
import { createVirtualWorld, forwardTo, plainAnswer } from '../testing/world.ts';

const GET = { method: 'GET', url: '/', headers: { host: 'example.com' } };
const BLUE = { id: '10.0.0.1', port: 8080 };
const GREEN = { id: '10.0.0.2', port: 8080 };

/** Two groups with one healthy target each, all weight on blue. */
async function withSlots(settings: Partial<Elbv2Settings>, seed = 1) {
  const world = createVirtualWorld({ settings, seed });
  const { clock, client } = world;
  const scripts = [BLUE, GREEN].map(({ id }) => world.announceScript(id));
  const groups = await Promise.all(
    ['blue', 'green'].map((name) => world.makeGroup(name, { HealthCheckIntervalSeconds: 10 })),
  );
  const [blue = '', green = ''] = groups;
  const listener = await world.makeListener(await world.makeLoadBalancer(), [
    forwardTo([blue, 1], [green, 0]),
  ]);
  world.targetGroups.register(blue, BLUE);
  world.targetGroups.register(green, GREEN);
  const wait = (seconds: number) => clock.run(sleep(clock, seconds * 1000));
  await wait(15);
  const shift = (weights: [number, number]) =>
    client.send(
      new ModifyListenerCommand({
        ListenerArn: listener,
        DefaultActions: [forwardTo([blue, weights[0]], [green, weights[1]])],
      }),
    );
  /** Who answers through each node: the connections stay with theirs. */
  const connections = [world.dataPlane.connect(listener), world.dataPlane.connect(listener)];
  const answersByNode = () =>
    clock.run(
      Promise.all(
        connections.map(async (connection) => {
          const answer = await connection.send(GET);
          if (typeof answer === 'string') return answer;
          return answer.status === 200 ? answer.body : answer.status;
        }),
      ),
    );
  return { ...world, scripts, blue, green, listener, wait, shift, answersByNode };
}

describe('rule lag', () => {
  test('each node obeys a change after a lag of its own', async () => {
    const { shift, answersByNode, wait } = await withSlots({ ruleLag: { min: 0, max: 10_000 } });
    await shift([0, 1]);
    const seen: unknown[] = [];
    for (let second = 0; second <= 10; second += 1) {
      seen.push((await answersByNode()).join(' '));
      await wait(1);
    }
    expect(seen[0]).toBe('10.0.0.1 10.0.0.1');
    expect(seen.at(-1)).toBe('10.0.0.2 10.0.0.2');
    const mixed = seen.filter(
      (answers) => answers === '10.0.0.1 10.0.0.2' || answers === '10.0.0.2 10.0.0.1',
    );
    expect(mixed.length).toBeGreaterThan(0);
  });

  test('an older change that arrives late does not undo a newer one', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { shift, answersByNode, wait } = await withSlots({ ruleLag: { min: 0, max: 10_000 } }, seed);
      await shift([0, 1]);
      await shift([1, 0]);
      await wait(10.1);
      expect(await answersByNode()).toEqual(['10.0.0.1', '10.0.0.1']);
    }
  });

  test('a new listener is obeyed at once', async () => {
    const { makeListener, makeLoadBalancer, dataPlane, clock } = await withSlots({
      ruleLag: { min: 10_000, max: 10_000 },
    });
    const listener = await makeListener(await makeLoadBalancer('new'), [
      { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200', MessageBody: 'new' } },
    ]);
    expect(await clock.run(dataPlane.send(listener, GET))).toMatchObject({ status: 200, body: 'new' });
  });

  test('a group taken out of the rules still gets what lagging nodes send it', async () => {
    const { client, listener, green, answersByNode, wait } = await withSlots({
      ruleLag: { min: 5000, max: 5000 },
    });
    await client.send(
      new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: [forwardTo([green, 1])] }),
    );
    expect(await answersByNode()).toEqual(['10.0.0.1', '10.0.0.1']);
    await wait(5);
    expect(await answersByNode()).toEqual(['10.0.0.2', '10.0.0.2']);
  });
});

describe('drain lag', () => {
  test('a draining target gets requests until the lag is over, then its group is empty: 503', async () => {
    const { targetGroups, blue, answersByNode, wait } = await withSlots({
      drainLag: { min: 3000, max: 3000 },
    });
    targetGroups.deregister(blue, BLUE);
    await wait(2.9);
    expect(await answersByNode()).toEqual(['10.0.0.1', '10.0.0.1']);
    await wait(0.2);
    expect(await answersByNode()).toEqual([503, 503]);
  });

  test('without a deregistration delay lagging nodes send to a target that is gone: 504', async () => {
    const { targetGroups, blue, setDelay, scripts, answersByNode, wait } = await withSlots({
      drainLag: { min: 5000, max: 5000 },
    });
    await setDelay(blue, 0);
    targetGroups.deregister(blue, BLUE);
    scripts[0]?.withdraw();
    await wait(1);
    expect(await answersByNode()).toEqual([504, 504]);
  });

  test('registered again before the lag is over, a target is not dropped after all', async () => {
    const { targetGroups, blue, answersByNode, wait } = await withSlots({
      drainLag: { min: 5000, max: 5000 },
    });
    targetGroups.deregister(blue, BLUE);
    targetGroups.register(blue, BLUE);
    await wait(20);
    expect(await answersByNode()).toEqual(['10.0.0.1', '10.0.0.1']);
  });

  test('after close no lag is pending', async () => {
    const lag = { min: 5000, max: 5000 };
    const { targetGroups, blue, shift, close, clock } = await withSlots({ ruleLag: lag, drainLag: lag });
    targetGroups.deregister(blue, BLUE);
    await shift([0, 1]);
    await close();
    const closedAt = clock.now();
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow('Virtual time stands still');
    expect(clock.now()).toBe(closedAt);
  });

  test('a request in flight is cut when the delay ends, and finishes before', async () => {
    const { targetGroups, blue, setDelay, scripts, dataPlane, listener, clock, exchanges } = await withSlots(
      {},
    );
    await setDelay(blue, 30);
    const [script] = scripts;
    if (!script) throw new Error('no script');
    script.answer = plainAnswer(200, 'slow', 20_000);
    const finished = dataPlane.send(listener, GET);
    script.answer = plainAnswer(200, 'slower', 40_000);
    const cut = dataPlane.send(listener, GET);
    const startedAt = clock.now();
    targetGroups.deregister(blue, BLUE);
    expect(await clock.run(finished)).toMatchObject({ status: 200, body: 'slow' });
    expect(clock.now() - startedAt).toBe(20_000);
    expect(await clock.run(cut)).toMatchObject({ status: 502 });
    expect(clock.now() - startedAt).toBe(30_000);
    expect(exchanges.map(({ status, failure }) => [status, failure])).toEqual([
      [200, undefined],
      [502, 'cut'],
    ]);
  });
});

describe('health and routing', () => {
  test('when every target fails its checks the group gets requests all the same', async () => {
    const { scripts, answersByNode, wait, healthByTarget, blue } = await withSlots({});
    for (const script of scripts) script.checkAnswer = plainAnswer(500);
    await wait(30);
    expect(await healthByTarget(blue)).toEqual({ '10.0.0.1:8080': 'unhealthy Target.ResponseCodeMismatch' });
    expect(await answersByNode()).toEqual(['10.0.0.1', '10.0.0.1']);
  });

  test('each node sends to healthy targets in turn', async () => {
    const { announceScript, targetGroups, blue, wait, dataPlane, listener, clock } = await withSlots({});
    targetGroups.register(blue, announceScript('10.0.0.3').target);
    await wait(15);
    const connection = dataPlane.connect(listener);
    const answers: unknown[] = [];
    for (let count = 0; count < 6; count += 1) {
      const answer = await clock.run(connection.send(GET));
      answers.push(typeof answer === 'string' ? answer : answer.body);
    }
    expect(answers.slice(0, 2).sort()).toEqual(['10.0.0.1', '10.0.0.3']);
    expect(answers.slice(2)).toEqual([...answers.slice(0, 2), ...answers.slice(0, 2)]);
  });

  test('an unhealthy target gets nothing while another is healthy', async () => {
    const { announceScript, targetGroups, blue, scripts, wait, dataPlane, listener, clock } = await withSlots(
      {},
    );
    const second = announceScript('10.0.0.3');
    targetGroups.register(blue, second.target);
    if (scripts[0]) scripts[0].checkAnswer = plainAnswer(500);
    await wait(30);
    for (let count = 0; count < 10; count += 1) await clock.run(dataPlane.send(listener, GET));
    expect([scripts[0]?.requests, second.requests]).toEqual([0, 10]);
  });
});
