import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { systemClock } from '../../../lib/action/clock.ts';
import { describeWith } from '../../../scripts/describe-with.ts';
import { createRandom } from '../kernel/random.ts';
import { chooseRuntime } from './choose.ts';
import { createRuntimeWorld, type RuntimeWorld } from './testing/world.ts';

const NOWHERE = { DOCKER_HOST: 'tcp://192.0.2.1:2375' };

describe('chooseRuntime', () => {
  jest.setTimeout(60_000);
  let world: RuntimeWorld;
  beforeAll(async () => {
    world = await createRuntimeWorld();
  });
  afterAll(() => world.close());

  const choose = (env: Record<string, string | undefined>, wanted?: 'containers' | 'processes') =>
    chooseRuntime(
      { ...world, clock: systemClock, random: createRandom(1) },
      { env, ...(wanted && { wanted }) },
    );

  test('takes processes where no engine answers, and says why', async () => {
    const { runtime, description } = await choose(NOWHERE);
    expect(runtime.kind).toBe('processes');
    expect(description).toMatch(
      /^Tasks run as processes, no Docker Engine \(DOCKER_HOST is tcp:.*, which is not a socket of this machine\): .*\.$/,
    );
    await runtime.close();
  });

  test('takes processes when they are asked for', async () => {
    const { runtime, description } = await choose(process.env, 'processes');
    expect([runtime.kind, description.split(':')[0]]).toEqual([
      'processes',
      'Tasks run as processes, as asked for',
    ]);
    await runtime.close();
  });

  test('fails when containers are asked for and no engine answers', async () => {
    await expect(choose(NOWHERE, 'containers')).rejects.toThrow(
      'Tasks cannot run as containers: DOCKER_HOST is tcp://192.0.2.1:2375, which is not a socket of this machine. Start a Docker Engine on this machine, or leave the choice open.',
    );
  });

  describeWith('docker engine', 'with an engine', () => {
    test.each([undefined, 'containers'] as const)('takes containers (asked for: %s)', async (wanted) => {
      const { runtime, description } = await choose(process.env, wanted);
      expect(runtime.kind).toBe('containers');
      expect(description).toMatch(/^Tasks run as containers: Docker Engine \S+ at \S+\.$/);
      await runtime.close();
    });
  });
});
