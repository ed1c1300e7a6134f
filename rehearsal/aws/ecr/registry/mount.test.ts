import { PutAccountSettingCommand } from '@aws-sdk/client-ecr';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createRegistryWorld, digestOf, name } from '../testing/registry.ts';
import { createRepository } from '../testing/world.ts';

let world: Awaited<ReturnType<typeof createRegistryWorld>>;

beforeEach(async () => {
  world = await createRegistryWorld();
});

afterEach(() => world.close());

describe('mounting a layer of another repository', () => {
  const mount = (digest: string) => world.call('POST', `other/blobs/uploads/?mount=${digest}&from=${name}`);
  const allow = () =>
    world.client.send(new PutAccountSettingCommand({ name: 'BLOB_MOUNTING', value: 'ENABLED' }));

  beforeEach(() => createRepository(world.client, 'other'));

  test('needs the account’s setting: without it the client is told to upload', async () => {
    await world.putManifest('1', await world.makeManifest('layer'));
    expect((await mount(digestOf('layer'))).status).toBe(202);
    await allow();
    expect((await mount(digestOf('layer'))).status).toBe(201);
    expect(await (await world.call('GET', `other/blobs/${digestOf('layer')}`)).text()).toBe('layer');
  });

  test('needs an image there that has the layer', async () => {
    await allow();
    await world.pushBlob('layer');
    expect((await mount(digestOf('layer'))).status).toBe(202);
  });
});
