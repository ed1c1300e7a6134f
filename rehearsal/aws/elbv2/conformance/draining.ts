import { ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from '@jest/globals';
import { sleep, systemClock } from '../../../../lib/action/clock.ts';
import type { Proofs } from '../../conformance/testing/proofs.ts';
import type { DRAINING } from '../behaviours/draining.ts';
import { openWebSocket, startEcho, withTargets } from '../testing/socket-world.ts';
import { createVirtualWorld, describeHealth, forwardTo, plainAnswer } from '../testing/world.ts';
import { count, withSlots } from './slots.ts';

const BLUE = { id: '10.0.0.1', port: 8080 };
const GET = { method: 'GET', url: '/', headers: { host: 'example.com' } };

/** A request that blue's only target takes 20 s to answer, sent and under way. */
async function withSlowRequest() {
  const world = await withSlots();
  const [script] = world.targets[0];
  if (!script) throw new Error('blue has a target');
  script.answer = plainAnswer(200, 'late', 20_000);
  const answer = world.dataPlane.send(world.listener, GET);
  await world.wait(1);
  return { ...world, script, answer };
}

export const DRAINING_PROOFS: Proofs<typeof DRAINING> = {
  async 'draining-shows-until-the-delay'() {
    const { targetGroups, blue, setDelay, wait } = await withSlots();
    const health = () => describeHealth(targetGroups.healthOf(blue, BLUE));
    await setDelay(blue, 60);
    targetGroups.deregister(blue, BLUE);
    await wait(59);
    expect(health()).toBe('draining Target.DeregistrationInProgress');
    await wait(2);
    expect(health()).toBe('');
  },
  async 'draining-targets-get-requests-for-a-while'() {
    const settings = { drainLag: { min: 5000, max: 5000 } };
    const { targetGroups, blue, sendMany, wait } = await withSlots({ sizes: [2, 0], settings });
    targetGroups.deregister(blue, BLUE);
    await wait(4);
    expect(count(await sendMany(10))).toMatchObject({ '10.0.0.1': 5 });
    await wait(2);
    expect(count(await sendMany(10))).toEqual({ '10.0.0.2': 10 });
  },
  async 'requests-in-flight-finish'() {
    for (const [delay, status] of [
      [30, 200],
      [10, 502],
    ] as const) {
      const { targetGroups, blue, setDelay, clock, answer } = await withSlowRequest();
      await setDelay(blue, delay);
      targetGroups.deregister(blue, BLUE);
      expect(await clock.run(answer)).toMatchObject({ status });
    }
  },
  async 'registered-again-while-draining'() {
    const { targetGroups, blue, wait } = await withSlots();
    targetGroups.deregister(blue, BLUE);
    targetGroups.register(blue, BLUE);
    await wait(0);
    expect(targetGroups.healthOf(blue, BLUE)?.State).toBe('initial');
    await wait(11);
    expect(targetGroups.healthOf(blue, BLUE)?.State).toBe('healthy');
  },
  async 'unused-targets-leave-at-once'() {
    const { makeGroup, targetGroups } = createVirtualWorld();
    const group = await makeGroup('lonely');
    targetGroups.register(group, BLUE);
    targetGroups.deregister(group, BLUE);
    expect(targetGroups.healthOf(group, BLUE)).toBeUndefined();
  },
  async 'a-target-dies-in-the-middle'() {
    const { script, clock, answer, exchanges } = await withSlowRequest();
    script.withdraw();
    expect(await clock.run(answer)).toMatchObject({ status: 502 });
    expect(exchanges).toMatchObject([{ failure: 'reset', milliseconds: 1000 }]);
  },
  async 'web-sockets-stay'() {
    const [blue, green] = [await startEcho('blue'), await startEcho('green')];
    const world = await withTargets([[blue.port], [green.port]]);
    const socket = await openWebSocket(world.url);
    const [first = '', second = ''] = world.groups;
    const DefaultActions = [forwardTo([first, 0], [second, 1])];
    await world.client.send(new ModifyListenerCommand({ ListenerArn: world.listener, DefaultActions }));
    expect(await soon(socket.say('x'))).toBe('blue:x');
    expect(await (await openWebSocket(world.url)).say('x')).toBe('green:x');
  },
  async 'web-sockets-are-cut'() {
    for (const webSocketsAfterDelay of ['cut', 'kept'] as const) {
      const { port } = await startEcho('blue');
      const world = await withTargets([[port]], { webSocketsAfterDelay });
      const [group = ''] = world.groups;
      const socket = await openWebSocket(world.url);
      await world.setDelay(group, 30);
      world.targetGroups.deregister(group, BLUE);
      await world.pass(29);
      expect(await socket.say('x')).toBe('blue:x');
      await world.pass(2);
      if (webSocketsAfterDelay === 'kept') expect(await socket.say('y')).toBe('blue:y');
      else expect(await soon(socket.ended.then(() => 'cut'))).toBe('cut');
    }
  },
};

/** What comes of it within two seconds of real time, or `nothing`; leaves no timer that would keep the process. */
async function soon(coming: Promise<string>): Promise<string> {
  const over = new AbortController();
  const wait = sleep(systemClock, 2000, over.signal).then(() => 'nothing');
  return Promise.race([coming, wait]).finally(() => over.abort());
}
