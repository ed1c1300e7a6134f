import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../scripts/describe-with.ts';
import type { EngineClient } from '../../../engine/engine-client.ts';
import { findEngine } from '../../../engine/find-engine.ts';
import { hasImage } from '../../../image/import-image.ts';
import { claimInstanceName } from '../../../machine/owner.ts';
import type { Image } from '../../ecr/images.ts';
import { createRuntimeWorld, type RuntimeWorld } from '../testing/world.ts';
import { removeInstance } from './instance-resources.ts';
import { pullImage } from './pull-image.ts';

describeWith('docker engine', 'pullImage', () => {
  jest.setTimeout(60_000);
  let engine: EngineClient;
  let world: RuntimeWorld;
  let image: Image;
  let instance: string;
  beforeAll(async () => {
    const found = await findEngine(process.env);
    if (!found.engine) throw new Error(found.reason);
    engine = found.engine;
    world = await createRuntimeWorld();
    const known = await world.images.find(world.image);
    if (!known) throw new Error('the world has no image');
    image = known;
  });
  afterAll(() => world.close());
  beforeEach(() => {
    instance = claimInstanceName();
  });
  afterEach(() => removeInstance(engine, instance));

  const nameInRegistry = () => `${image.repositoryUri}@${image.digest}`;

  test('leaves the engine the instance’s name alone, and nothing when the instance is removed', async () => {
    const name = await pullImage(engine, world.images, image, `${instance}.1`);
    expect([await hasImage(engine, name), await hasImage(engine, nameInRegistry())]).toEqual([true, false]);
    await removeInstance(engine, instance);
    expect(await hasImage(engine, name)).toBe(false);
  });

  test('keeps a name that the engine knew before, as after a push', async () => {
    const name = await pullImage(engine, world.images, image, `${instance}.1`);
    await engine.call('POST', `/images/${name}/tag`, { query: { repo: image.repositoryUri, tag: 'pushed' } });
    const query = { fromImage: image.repositoryUri, tag: image.digest };
    const credentials = JSON.stringify(world.images.pullCredentials(world.image));
    const headers = { 'x-registry-auth': Buffer.from(credentials).toString('base64') };
    (await engine.open('POST', '/images/create', { query, headers })).resume();
    while (!(await hasImage(engine, nameInRegistry())));
    await pullImage(engine, world.images, image, `${instance}.2`);
    expect(await hasImage(engine, nameInRegistry())).toBe(true);
    await engine.call<object>('DELETE', `/images/${image.repositoryUri}:pushed`);
    await engine.call<object>('DELETE', `/images/${nameInRegistry()}`).catch(() => {});
  });

  test('fails in the engine’s words when the registry refuses', async () => {
    const images = { ...world.images, pullCredentials: () => ({ username: 'AWS', password: 'wrong' }) };
    // The engine keeps manifests, and asks the registry only for those that it has never seen.
    const unseen = { ...image, digest: `sha256:${'0'.repeat(64)}` };
    await expect(pullImage(engine, images, unseen, `${instance}.1`)).rejects.toThrow(
      'denied: Your Authorization Token is invalid.',
    );
  });
});
