import { expect } from '@jest/globals';
import type { Proofs } from '../../conformance/testing/proofs.ts';
import type { SPREADING } from '../behaviours/spreading.ts';
import { plainAnswer } from '../testing/world.ts';
import { count, withSlots } from './slots.ts';

const MINIMUM = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets';
const RAMP = 100;

/** Blue with so many targets, of which the first ones are sick. */
async function withSick(size: number, sick: number, attributes: Readonly<Record<string, string>> = {}) {
  const world = await withSlots({ sizes: [size, 0] });
  await world.setAttributes(world.blue, attributes);
  for (const script of world.targets[0].slice(0, sick)) script.checkAnswer = plainAnswer(500);
  await world.wait(30);
  return { ...world, used: async () => Object.keys(count(await world.sendMany(40))).sort() };
}

/** Blue with slow start and a healthy target, and a second one that has just become healthy too. */
async function withNewcomer(weights: readonly [number, number] = [1, 0]) {
  const world = await withSlots({ weights });
  await world.setAttributes(world.blue, { 'slow_start.duration_seconds': String(RAMP) });
  const newcomer = world.announceScript('10.0.0.9');
  world.targetGroups.register(world.blue, newcomer.target);
  while (world.targetGroups.healthOf(world.blue, newcomer.target)?.State !== 'healthy') await world.wait(1);
  const share = async () => (count(await world.sendMany(600))['10.0.0.9'] ?? 0) / 600;
  return { ...world, share };
}

export const SPREADING_PROOFS: Proofs<typeof SPREADING> = {
  async 'fail-open'() {
    const { used } = await withSick(2, 2);
    expect(await used()).toEqual(['10.0.0.1', '10.0.0.2']);
  },
  async 'minimum-healthy-count'() {
    expect(await (await withSick(3, 1)).used()).toEqual(['10.0.0.2', '10.0.0.3']);
    expect(await (await withSick(3, 1, { [`${MINIMUM}.count`]: '2' })).used()).toHaveLength(2);
    expect(await (await withSick(3, 1, { [`${MINIMUM}.count`]: '3' })).used()).toHaveLength(3);
  },
  async 'minimum-healthy-percentage'() {
    expect(await (await withSick(4, 2, { [`${MINIMUM}.percentage`]: '50' })).used()).toHaveLength(2);
    expect(await (await withSick(4, 2, { [`${MINIMUM}.percentage`]: '51' })).used()).toHaveLength(4);
  },
  async 'round-robin'() {
    const { send, dataPlane, listener } = await withSlots({ sizes: [3, 0] });
    const connection = dataPlane.connect(listener);
    const got: string[] = [];
    for (let sent = 0; sent < 9; sent += 1) {
      got.push((await send({}, (_listener, request) => connection.send(request))).body);
    }
    expect(got.slice(3, 6)).toEqual(got.slice(0, 3));
    expect(got.slice(6, 9)).toEqual(got.slice(0, 3));
    expect(new Set(got).size).toBe(3);
  },
  async 'least-outstanding-requests'() {
    const { setAttributes, blue, targets, dataPlane, listener, clock, wait } = await withSlots({
      sizes: [2, 0],
    });
    await setAttributes(blue, { 'load_balancing.algorithm.type': 'least_outstanding_requests' });
    const [slow, quick] = targets[0];
    if (!slow || !quick) throw new Error('blue has two targets');
    slow.answer = plainAnswer(200, '', 50_000);
    const connection = dataPlane.connect(listener);
    const request = { method: 'GET', url: '/', headers: { host: 'example.com' } };
    const before = { slow: slow.requests, quick: quick.requests };
    const sent = [];
    for (let index = 0; index < 10; index += 1) {
      sent.push(connection.send(request));
      await wait(1);
    }
    expect(slow.requests - before.slow).toBe(1);
    expect(quick.requests - before.quick).toBe(9);
    await clock.run(Promise.all(sent));
  },
  async 'slow-start'() {
    const { share, wait } = await withNewcomer();
    expect(await share()).toBeLessThan(0.1);
    await wait(RAMP / 2);
    // Half of the other's share is a third of all.
    expect(Math.abs((await share()) - 1 / 3)).toBeLessThan(0.08);
    await wait(RAMP / 2);
    expect(await share()).toBeCloseTo(0.5, 1);
  },
  async 'slow-start-of-the-first'() {
    const world = await withSlots({ sizes: [0, 1] });
    await world.setAttributes(world.blue, { 'slow_start.duration_seconds': '900' });
    const first = world.announceScript('10.0.0.1');
    const second = world.announceScript('10.0.0.2');
    world.targetGroups.register(world.blue, first.target);
    await world.wait(30);
    world.targetGroups.register(world.blue, second.target);
    await world.wait(300);
    // Three quarters for the first at full speed; had it begun slowly as well, both would have about the same.
    expect(count(await world.sendMany(400))['10.0.0.1']).toBeGreaterThan(260);
  },
  async 'slow-start-is-over-before-the-swap'() {
    const { share, shift, wait } = await withNewcomer([0, 1]);
    await wait(RAMP * 3);
    await shift([1, 0]);
    expect(await share()).toBeCloseTo(0.5, 2);
  },
  async 'slow-start-and-algorithms'() {
    const { setAttributes, blue } = await withSlots();
    await setAttributes(blue, { 'slow_start.duration_seconds': '30' });
    for (const [algorithm, words] of [
      ['least_outstanding_requests', 'least outstanding requests'],
      ['weighted_random', 'weighted random'],
    ]) {
      const call = setAttributes(blue, { 'load_balancing.algorithm.type': algorithm ?? '' });
      await expect(call).rejects.toMatchObject({
        name: 'InvalidConfigurationRequestException',
        message: `You cannot enable both slow start and ${words} algorithm on a target group`,
      });
    }
    const off = { 'slow_start.duration_seconds': '0' };
    await setAttributes(blue, { ...off, 'load_balancing.algorithm.type': 'least_outstanding_requests' });
  },
  async 'random-and-sticky'() {
    const { setAttributes, blue, shift, sendMany } = await withSlots({ sizes: [2, 0], sticky: 60 });
    await setAttributes(blue, { 'load_balancing.algorithm.type': 'weighted_random' });
    await shift([1, 0]);
    const { '10.0.0.1': first = 0 } = count(await sendMany(400));
    expect(Math.abs(first - 200)).toBeLessThan(50);
    await expect(setAttributes(blue, { 'stickiness.enabled': 'true' })).rejects.toMatchObject({
      name: 'InvalidConfigurationRequestException',
      message:
        'You cannot have both stickiness and weighted random algorithm enabled on the same target group.',
    });
  },
};
