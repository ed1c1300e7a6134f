import { request } from 'node:http';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createMemoryBlobStore } from '../blobs/memory-blob-store.ts';
import { createRegistryWorld, digestOf, errorOf, name } from '../testing/registry.ts';
import { createRepository } from '../testing/world.ts';

let world: Awaited<ReturnType<typeof createRegistryWorld>>;

beforeEach(async () => {
  world = await createRegistryWorld();
});

afterEach(() => world.close());

describe('blobs', () => {
  test('come back as they were pushed', async () => {
    const { digest } = await world.pushBlob('layer');
    const head = await world.call('HEAD', `${name}/blobs/${digest}`);
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '5']);
    const get = await world.call('GET', `${name}/blobs/${digest}`);
    expect(get.headers.get('docker-content-digest')).toBe(digest);
    expect(await get.text()).toBe('layer');
  });

  test('come in chunks, each where the one before has ended', async () => {
    const location = await world.startUpload();
    const first = await world.call('PATCH', location, {
      body: 'hello ',
      headers: { 'content-range': '0-5' },
    });
    expect([first.status, first.headers.get('range')]).toEqual([201, '0-5']);
    const misplaced = await world.call('PATCH', location, { body: 'x', headers: { 'content-range': '0-0' } });
    expect([misplaced.status, misplaced.headers.get('range')]).toEqual([416, '0-5']);
    const state = await world.call('GET', location);
    expect([state.status, state.headers.get('range')]).toEqual([204, '0-5']);
    await world.call('PATCH', location, { body: 'wor', headers: { 'content-range': '6-8' } });
    const digest = digestOf('hello world');
    const end = await world.call('PUT', `${location}?digest=${digest}`, { body: 'ld' });
    expect([end.status, end.headers.get('location')]).toEqual([201, `/v2/${name}/blobs/${digest}`]);
    expect(await (await world.call('GET', `${name}/blobs/${digest}`)).text()).toBe('hello world');
  });

  test('come whole with the first request', async () => {
    const digest = digestOf('layer');
    const response = await world.call('POST', `${name}/blobs/uploads/?digest=${digest}`, { body: 'layer' });
    expect(response.status).toBe(201);
    expect((await world.call('HEAD', `${name}/blobs/${digest}`)).status).toBe(200);
  });

  test('with a digest that is not theirs are refused, and nothing of them stays', async () => {
    const location = await world.startUpload();
    const wrong = digestOf('other');
    expect(await errorOf(await world.call('PUT', `${location}?digest=${wrong}`, { body: 'layer' }))).toBe(
      '400 BLOB_UPLOAD_INVALID: None of the provided layer digests match the calculated layer digest',
    );
    for (const digest of [wrong, digestOf('layer')]) {
      expect((await world.call('HEAD', `${name}/blobs/${digest}`)).status).toBe(404);
    }
    expect((await world.call('GET', location)).status).toBe(404);
  });

  test('are not there before the upload has ended, nor after it was given up', async () => {
    const location = await world.startUpload();
    await world.call('PATCH', location, { body: 'layer' });
    expect((await world.call('HEAD', `${name}/blobs/${digestOf('layer')}`)).status).toBe(404);
    expect((await world.call('DELETE', location)).status).toBe(204);
    expect((await world.call('PUT', `${location}?digest=${digestOf('layer')}`)).status).toBe(404);
    expect((await world.call('HEAD', `${name}/blobs/${digestOf('layer')}`)).status).toBe(404);
  });

  test('whose connection breaks leave no upload behind', async () => {
    const location = await world.startUpload();
    const broken = request(new URL(location, `http://${world.host}`), {
      method: 'PATCH',
      headers: { ...world.session, 'content-length': 1000 },
    });
    const failed = new Promise((resolve) => broken.on('error', resolve));
    broken.write('half a layer');
    const status = async () => (await world.call('GET', location)).headers.get('range');
    while ((await status()) !== '0-11') await turn();
    broken.destroy();
    await failed;
    while ((await world.call('GET', location)).status === 204) await turn();
    expect((await world.call('PUT', `${location}?digest=${digestOf('half a layer')}`)).status).toBe(404);
  });

  test('belong to their repository: an upload cannot be ended in another', async () => {
    await createRepository(world.client, 'other');
    const location = await world.startUpload();
    const elsewhere = location.replace(name, 'other');
    expect((await world.call('PATCH', elsewhere, { body: 'x' })).status).toBe(404);
    const { digest } = await world.pushBlob('layer');
    expect(await errorOf(await world.call('GET', `other/blobs/${digest}`))).toBe(
      `404 BLOB_UNKNOWN: The layer with digest '${digest}' does not exist within the repository with name 'other' in the registry with id '123456789012'`,
    );
  });

  test.each(['sha256:..%2F..%2Fetc', 'sha512:00', `sha256:${'A'.repeat(64)}`, '..%2Fpasswd'])(
    'cannot be called %s',
    async (digest) => {
      expect([400, 404]).toContain((await world.call('GET', `${name}/blobs/${digest}`)).status);
      const location = await world.startUpload();
      expect((await world.call('PUT', `${location}?digest=${digest}`, { body: 'x' })).status).toBe(400);
    },
  );

  test('go to a repository that exists', async () => {
    expect(await errorOf(await world.call('POST', 'absent/blobs/uploads/'))).toBe(
      "404 NAME_UNKNOWN: The repository with name 'absent' does not exist in the registry with id '123456789012'",
    );
    expect((await errorOf(await world.call('POST', 'Not+a+name/blobs/uploads/'))).split(':')[0]).toBe(
      '400 NAME_INVALID',
    );
  });
});

test('a blob that breaks off is never taken for whole', async () => {
  const blobs = createMemoryBlobStore();
  const broken = await createRegistryWorld({
    blobs: { ...blobs, read: async () => Readable.from(breakOff(), { objectMode: false }) },
  });
  const { digest } = await broken.pushBlob('layer');
  const response = await broken.call('GET', `${name}/blobs/${digest}`);
  await expect(response.text()).rejects.toThrow();
  await broken.close();
});

async function* breakOff(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('la');
  await turn();
  throw new Error('The disk is gone.');
}
