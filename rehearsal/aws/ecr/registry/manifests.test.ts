import { BatchDeleteImageCommand } from '@aws-sdk/client-ecr';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createRegistryWorld, digestOf, errorOf, name, OCI_MANIFEST } from '../testing/registry.ts';
import { createRepository } from '../testing/world.ts';

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';

let world: Awaited<ReturnType<typeof createRegistryWorld>>;

beforeEach(async () => {
  world = await createRegistryWorld();
});

afterEach(() => world.close());

describe('manifests', () => {
  test('are found by tag and by digest, byte by byte as they were pushed', async () => {
    const text = `  ${await world.makeManifest('layer')}\n`;
    const put = await world.putManifest('1', text);
    expect([put.status, put.headers.get('docker-content-digest')]).toEqual([201, digestOf(text)]);
    for (const reference of ['1', digestOf(text)]) {
      const get = await world.call('GET', `${name}/manifests/${reference}`);
      expect(get.headers.get('content-type')).toBe(OCI_MANIFEST);
      expect(get.headers.has('docker-content-digest')).toBe(false);
      expect(await get.text()).toBe(text);
      const head = await world.call('HEAD', `${name}/manifests/${reference}`);
      expect(head.headers.get('docker-content-digest')).toBe(digestOf(text));
      expect(head.headers.get('content-length')).toBe(String(text.length));
    }
  });

  test('pushed again under their tag change nothing', async () => {
    const text = await world.makeManifest('layer');
    await world.putManifest('1', text);
    expect((await world.putManifest('1', text)).status).toBe(201);
  });

  test('of Docker’s own format are taken as well', async () => {
    const type = 'application/vnd.docker.distribution.manifest.v2+json';
    const text = (await world.makeManifest('layer')).replace(OCI_MANIFEST, type);
    expect((await world.putManifest('1', text, type)).status).toBe(201);
    expect((await world.call('GET', `${name}/manifests/1`)).headers.get('content-type')).toBe(type);
  });

  test('an immutable tag is refused in ECR’s words', async () => {
    await createRepository(world.client, 'fixed', true);
    const text = await world.makeManifest('layer', 'fixed');
    const put = () =>
      world.call('PUT', 'fixed/manifests/1', { body: text, headers: { 'content-type': OCI_MANIFEST } });
    expect((await put()).status).toBe(201);
    expect(await errorOf(await put())).toBe(
      "400 TAG_INVALID: The image tag '1' already exists in the 'fixed' repository and cannot be overwritten because the tag is immutable.",
    );
  });

  test('cannot be put before their layers', async () => {
    const text = await world.makeManifest('layer');
    const missing = digestOf('missing');
    expect(await errorOf(await world.putManifest('1', text.replace(digestOf('layer'), missing)))).toBe(
      `400 MANIFEST_BLOB_UNKNOWN: Layers with digests '[${missing}]' required for pushing image into repository with name 'team/web' in the registry with id '123456789012' do not exist`,
    );
  });

  test('cannot be put under a digest that is not theirs', async () => {
    const text = await world.makeManifest('layer');
    expect((await errorOf(await world.putManifest(digestOf('x'), text))).split(':')[0]).toBe(
      '400 MANIFEST_INVALID',
    );
  });

  test.each([
    ['no JSON', 'x', OCI_MANIFEST],
    ['no manifest', '{}', OCI_MANIFEST],
    ['another type than it says', '{"schemaVersion":2}', 'application/json'],
    [
      'a digest that is none',
      '{"schemaVersion":2,"config":{"digest":"../x","size":1},"layers":[]}',
      OCI_MANIFEST,
    ],
  ])('are refused when they are %s', async (_case, text, type) => {
    expect((await errorOf(await world.putManifest('1', text, type))).split(':')[0]).toBe(
      '400 MANIFEST_INVALID',
    );
  });

  test.each([
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'The manifest is not UTF-8.'],
    ['marked with a byte order', Buffer.from('\uFEFF{}'), /Invalid JSON syntax/],
  ])('are refused when they are %s', async (_case, body, message) => {
    const response = await world.putManifest('1', body);
    expect((await errorOf(response)).replace('400 MANIFEST_INVALID: ', '')).toMatch(message);
  });

  test('larger than 4 MiB are refused', async () => {
    const response = await world.putManifest('1', ' '.repeat(4 * 1024 * 1024 + 1));
    expect(response.status).toBe(413);
  });

  test('that are not there, and tags that none can have', async () => {
    expect(await errorOf(await world.call('GET', `${name}/manifests/no`))).toBe(
      '404 MANIFEST_UNKNOWN: Requested image not found',
    );
    expect((await world.call('HEAD', `${name}/manifests/1%2B2`)).status).toBe(400);
  });

  test('an index needs its images, and they cannot be deleted before it', async () => {
    const image = await world.makeManifest('layer');
    const descriptor = {
      mediaType: OCI_MANIFEST,
      digest: digestOf(image),
      size: image.length,
      platform: { os: 'linux', architecture: 'amd64' },
    };
    const index = JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [descriptor] });
    expect((await errorOf(await world.putManifest('1', index, OCI_INDEX))).split(':')[0]).toBe(
      '400 MANIFEST_BLOB_UNKNOWN',
    );
    await world.putManifest(digestOf(image), image);
    expect((await world.putManifest('1', index, OCI_INDEX)).status).toBe(201);
    const { failures } = await world.client.send(
      new BatchDeleteImageCommand({ repositoryName: name, imageIds: [{ imageDigest: digestOf(image) }] }),
    );
    expect(failures?.[0]).toMatchObject({
      failureCode: 'ImageReferencedByManifestList',
      failureReason: `Requested image referenced by manifest list: [${digestOf(index)}]`,
    });
    expect((await world.call('DELETE', `${name}/manifests/1`)).status).toBe(202);
    expect((await world.call('DELETE', `${name}/manifests/${digestOf(image)}`)).status).toBe(202);
  });
});
