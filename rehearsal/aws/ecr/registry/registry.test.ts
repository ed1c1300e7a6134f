import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { BatchDeleteImageCommand, PutAccountSettingCommand } from '@aws-sdk/client-ecr';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sleep } from '../../../../lib/action/clock.ts';
import { createMemoryBlobStore } from '../blobs/memory-blob-store.ts';
import { createHttpWorld, createRepository, logIn } from '../testing/world.ts';

const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const name = 'team/web';

let world: Awaited<ReturnType<typeof createHttpWorld>>;
let authorization: string;

beforeEach(async () => {
  world = await createHttpWorld();
  authorization = await logIn(world.client);
  await createRepository(world.client, name);
});

afterEach(() => world.close());

/** A request with the password, its path below `/v2/`. */
function call(
  method: string,
  path: string,
  options: { body?: string; headers?: Record<string, string> } = {},
) {
  return fetch(new URL(path, `http://${world.host}/v2/`), {
    method,
    headers: { authorization, ...options.headers },
    ...(options.body === undefined ? {} : { body: options.body }),
  });
}

/** The only error of an answer, as clients show it. */
async function errorOf(response: Response): Promise<string> {
  const { errors } = (await response.json()) as { errors: { code: string; message: string }[] };
  return `${response.status} ${errors[0]?.code}: ${errors[0]?.message}`;
}

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

async function startUpload(repository = name): Promise<string> {
  const response = await call('POST', `${repository}/blobs/uploads/`);
  expect(response.status).toBe(202);
  return response.headers.get('location') ?? '';
}

/** Pushes a blob in one piece and describes it. */
async function pushBlob(text: string, repository = name) {
  const location = await startUpload(repository);
  const response = await call('PUT', `${location}?digest=${digestOf(text)}`, { body: text });
  expect(response.status).toBe(201);
  return { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: digestOf(text), size: text.length };
}

async function makeManifest(text: string, repository = name): Promise<string> {
  const config = {
    ...(await pushBlob('{}', repository)),
    mediaType: 'application/vnd.oci.image.config.v1+json',
  };
  const layers = [await pushBlob(text, repository)];
  return JSON.stringify({ schemaVersion: 2, mediaType: OCI_MANIFEST, config, layers });
}

const putManifest = (reference: string, body: string, type = OCI_MANIFEST) =>
  call('PUT', `${name}/manifests/${reference}`, { body, headers: { 'content-type': type } });

describe('who may ask', () => {
  test('nobody without a password: ECR asks for it', async () => {
    const response = await fetch(`http://${world.host}/v2/`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      `Basic realm="http://${world.host}/",service="ecr.amazonaws.com"`,
    );
  });

  test('the owner of a password that ECR issued', async () => {
    const response = await call('GET', '');
    expect(response.status).toBe(200);
    expect(response.headers.get('docker-distribution-api-version')).toBe('registry/2.0');
  });

  test.each([
    ['a made-up password', 'AWS:secret'],
    ['another user', 'admin:secret'],
    ['no colon', 'AWS'],
  ])('not with %s', async (_case, credentials) => {
    authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    expect(await errorOf(await call('GET', ''))).toBe('400 DENIED: Your Authorization Token is invalid.');
  });

  test('not under another user’s name, even with a good password', async () => {
    const [, encoded = ''] = authorization.split(' ');
    const credentials = Buffer.from(encoded, 'base64').toString().replace('AWS:', 'admin:');
    authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    expect((await call('GET', '')).status).toBe(400);
  });

  test('not after twelve hours, and then without a challenge', async () => {
    await world.clock.run(sleep(world.clock, 12 * 60 * 60 * 1000));
    const response = await call('GET', '');
    expect(response.headers.has('www-authenticate')).toBe(false);
    expect(await errorOf(response)).toBe(
      '403 DENIED: Your authorization token has expired. Reauthenticate and try again.',
    );
  });

  test('a task’s host, with the credentials for its image', async () => {
    await putManifest('1', await makeManifest('layer'));
    const { username, password } = world.images.pullCredentials(`${world.host}/${name}:1`) ?? {};
    authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    expect((await call('GET', `${name}/manifests/1`)).status).toBe(200);
  });

  test('a password opens the registry of its own account alone', async () => {
    authorization = await logIn(world.clientOf({ accessKeyId: '210987654321' }));
    expect(await errorOf(await call('GET', `${name}/tags/list`))).toBe(
      "404 NAME_UNKNOWN: The repository with name 'team/web' does not exist in the registry with id '210987654321'",
    );
  });
});

describe('blobs', () => {
  test('come back as they were pushed', async () => {
    const { digest } = await pushBlob('layer');
    const head = await call('HEAD', `${name}/blobs/${digest}`);
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '5']);
    const get = await call('GET', `${name}/blobs/${digest}`);
    expect(get.headers.get('docker-content-digest')).toBe(digest);
    expect(await get.text()).toBe('layer');
  });

  test('come in chunks, each where the one before has ended', async () => {
    const location = await startUpload();
    const first = await call('PATCH', location, { body: 'hello ', headers: { 'content-range': '0-5' } });
    expect([first.status, first.headers.get('range')]).toEqual([201, '0-5']);
    const misplaced = await call('PATCH', location, { body: 'x', headers: { 'content-range': '0-0' } });
    expect([misplaced.status, misplaced.headers.get('range')]).toEqual([416, '0-5']);
    const state = await call('GET', location);
    expect([state.status, state.headers.get('range')]).toEqual([204, '0-5']);
    await call('PATCH', location, { body: 'wor', headers: { 'content-range': '6-8' } });
    const digest = digestOf('hello world');
    const end = await call('PUT', `${location}?digest=${digest}`, { body: 'ld' });
    expect([end.status, end.headers.get('location')]).toEqual([201, `/v2/${name}/blobs/${digest}`]);
    expect(await (await call('GET', `${name}/blobs/${digest}`)).text()).toBe('hello world');
  });

  test('come whole with the first request', async () => {
    const digest = digestOf('layer');
    const response = await call('POST', `${name}/blobs/uploads/?digest=${digest}`, { body: 'layer' });
    expect(response.status).toBe(201);
    expect((await call('HEAD', `${name}/blobs/${digest}`)).status).toBe(200);
  });

  test('with a digest that is not theirs are refused, and nothing of them stays', async () => {
    const location = await startUpload();
    const wrong = digestOf('other');
    expect(await errorOf(await call('PUT', `${location}?digest=${wrong}`, { body: 'layer' }))).toBe(
      '400 BLOB_UPLOAD_INVALID: None of the provided layer digests match the calculated layer digest',
    );
    for (const digest of [wrong, digestOf('layer')]) {
      expect((await call('HEAD', `${name}/blobs/${digest}`)).status).toBe(404);
    }
    expect((await call('GET', location)).status).toBe(404);
  });

  test('are not there before the upload has ended, nor after it was given up', async () => {
    const location = await startUpload();
    await call('PATCH', location, { body: 'layer' });
    expect((await call('HEAD', `${name}/blobs/${digestOf('layer')}`)).status).toBe(404);
    expect((await call('DELETE', location)).status).toBe(204);
    expect((await call('PUT', `${location}?digest=${digestOf('layer')}`)).status).toBe(404);
    expect((await call('HEAD', `${name}/blobs/${digestOf('layer')}`)).status).toBe(404);
  });

  test('whose connection breaks leave no upload behind', async () => {
    const location = await startUpload();
    const broken = request(new URL(location, `http://${world.host}`), {
      method: 'PATCH',
      headers: { authorization, 'content-length': 1000 },
    });
    const failed = new Promise((resolve) => broken.on('error', resolve));
    broken.write('half a layer');
    const status = async () => (await call('GET', location)).headers.get('range');
    while ((await status()) !== '0-11') await turn();
    broken.destroy();
    await failed;
    while ((await call('GET', location)).status === 204) await turn();
    expect((await call('PUT', `${location}?digest=${digestOf('half a layer')}`)).status).toBe(404);
  });

  test('belong to their repository: an upload cannot be ended in another', async () => {
    await createRepository(world.client, 'other');
    const location = await startUpload();
    const elsewhere = location.replace(name, 'other');
    expect((await call('PATCH', elsewhere, { body: 'x' })).status).toBe(404);
    const { digest } = await pushBlob('layer');
    expect(await errorOf(await call('GET', `other/blobs/${digest}`))).toBe(
      `404 BLOB_UNKNOWN: The layer with digest '${digest}' does not exist within the repository with name 'other' in the registry with id '123456789012'`,
    );
  });

  test.each(['sha256:..%2F..%2Fetc', 'sha512:00', `sha256:${'A'.repeat(64)}`, '..%2Fpasswd'])(
    'cannot be called %s',
    async (digest) => {
      expect([400, 404]).toContain((await call('GET', `${name}/blobs/${digest}`)).status);
      const location = await startUpload();
      expect((await call('PUT', `${location}?digest=${digest}`, { body: 'x' })).status).toBe(400);
    },
  );

  test('go to a repository that exists', async () => {
    expect(await errorOf(await call('POST', 'absent/blobs/uploads/'))).toBe(
      "404 NAME_UNKNOWN: The repository with name 'absent' does not exist in the registry with id '123456789012'",
    );
    expect((await errorOf(await call('POST', 'Not+a+name/blobs/uploads/'))).split(':')[0]).toBe(
      '400 NAME_INVALID',
    );
  });
});

describe('mounting a layer of another repository', () => {
  const mount = (digest: string) => call('POST', `other/blobs/uploads/?mount=${digest}&from=${name}`);
  const allow = () =>
    world.client.send(new PutAccountSettingCommand({ name: 'BLOB_MOUNTING', value: 'ENABLED' }));

  beforeEach(() => createRepository(world.client, 'other'));

  test('needs the account’s setting: without it the client is told to upload', async () => {
    await putManifest('1', await makeManifest('layer'));
    expect((await mount(digestOf('layer'))).status).toBe(202);
    await allow();
    expect((await mount(digestOf('layer'))).status).toBe(201);
    expect(await (await call('GET', `other/blobs/${digestOf('layer')}`)).text()).toBe('layer');
  });

  test('needs an image there that has the layer', async () => {
    await allow();
    await pushBlob('layer');
    expect((await mount(digestOf('layer'))).status).toBe(202);
  });
});

describe('manifests', () => {
  test('are found by tag and by digest, byte by byte as they were pushed', async () => {
    const text = `  ${await makeManifest('layer')}\n`;
    const put = await putManifest('1', text);
    expect([put.status, put.headers.get('docker-content-digest')]).toEqual([201, digestOf(text)]);
    for (const reference of ['1', digestOf(text)]) {
      const get = await call('GET', `${name}/manifests/${reference}`);
      expect(get.headers.get('content-type')).toBe(OCI_MANIFEST);
      expect(get.headers.has('docker-content-digest')).toBe(false);
      expect(await get.text()).toBe(text);
      const head = await call('HEAD', `${name}/manifests/${reference}`);
      expect(head.headers.get('docker-content-digest')).toBe(digestOf(text));
      expect(head.headers.get('content-length')).toBe(String(text.length));
    }
  });

  test('pushed again under their tag change nothing', async () => {
    const text = await makeManifest('layer');
    await putManifest('1', text);
    expect((await putManifest('1', text)).status).toBe(201);
  });

  test('of Docker’s own format are taken as well', async () => {
    const type = 'application/vnd.docker.distribution.manifest.v2+json';
    const text = (await makeManifest('layer')).replace(OCI_MANIFEST, type);
    expect((await putManifest('1', text, type)).status).toBe(201);
    expect((await call('GET', `${name}/manifests/1`)).headers.get('content-type')).toBe(type);
  });

  test('an immutable tag is refused in ECR’s words', async () => {
    await createRepository(world.client, 'fixed', true);
    const text = await makeManifest('layer', 'fixed');
    const put = () =>
      call('PUT', 'fixed/manifests/1', { body: text, headers: { 'content-type': OCI_MANIFEST } });
    expect((await put()).status).toBe(201);
    expect(await errorOf(await put())).toBe(
      "400 TAG_INVALID: The image tag '1' already exists in the 'fixed' repository and cannot be overwritten because the tag is immutable.",
    );
  });

  test('cannot be put before their layers', async () => {
    const text = await makeManifest('layer');
    const missing = digestOf('missing');
    expect(await errorOf(await putManifest('1', text.replace(digestOf('layer'), missing)))).toBe(
      `400 MANIFEST_BLOB_UNKNOWN: Layers with digests '[${missing}]' required for pushing image into repository with name 'team/web' in the registry with id '123456789012' do not exist`,
    );
  });

  test('cannot be put under a digest that is not theirs', async () => {
    const text = await makeManifest('layer');
    expect((await errorOf(await putManifest(digestOf('x'), text))).split(':')[0]).toBe(
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
    expect((await errorOf(await putManifest('1', text, type))).split(':')[0]).toBe('400 MANIFEST_INVALID');
  });

  test.each([
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'The manifest is not UTF-8.'],
    ['marked with a byte order', Buffer.from('\uFEFF{}'), /Invalid JSON syntax/],
  ])('are refused when they are %s', async (_case, body, message) => {
    const response = await fetch(`http://${world.host}/v2/${name}/manifests/1`, {
      method: 'PUT',
      headers: { authorization, 'content-type': OCI_MANIFEST },
      body,
    });
    expect((await errorOf(response)).replace('400 MANIFEST_INVALID: ', '')).toMatch(message);
  });

  test('larger than 4 MiB are refused', async () => {
    const response = await putManifest('1', ' '.repeat(4 * 1024 * 1024 + 1));
    expect(response.status).toBe(413);
  });

  test('that are not there, and tags that none can have', async () => {
    expect(await errorOf(await call('GET', `${name}/manifests/no`))).toBe(
      '404 MANIFEST_UNKNOWN: Requested image not found',
    );
    expect((await call('HEAD', `${name}/manifests/1%2B2`)).status).toBe(400);
  });

  test('an index needs its images, and they cannot be deleted before it', async () => {
    const image = await makeManifest('layer');
    const descriptor = {
      mediaType: OCI_MANIFEST,
      digest: digestOf(image),
      size: image.length,
      platform: { os: 'linux', architecture: 'amd64' },
    };
    const index = JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [descriptor] });
    expect((await errorOf(await putManifest('1', index, OCI_INDEX))).split(':')[0]).toBe(
      '400 MANIFEST_BLOB_UNKNOWN',
    );
    await putManifest(digestOf(image), image);
    expect((await putManifest('1', index, OCI_INDEX)).status).toBe(201);
    const { failures } = await world.client.send(
      new BatchDeleteImageCommand({ repositoryName: name, imageIds: [{ imageDigest: digestOf(image) }] }),
    );
    expect(failures?.[0]).toMatchObject({
      failureCode: 'ImageReferencedByManifestList',
      failureReason: `Requested image referenced by manifest list: [${digestOf(index)}]`,
    });
    expect((await call('DELETE', `${name}/manifests/1`)).status).toBe(202);
    expect((await call('DELETE', `${name}/manifests/${digestOf(image)}`)).status).toBe(202);
  });
});

describe('tags', () => {
  test('are listed in pages', async () => {
    const text = await makeManifest('layer');
    for (const tag of ['b', 'c', 'a']) await putManifest(tag, text);
    const first = await call('GET', `${name}/tags/list?n=2`);
    expect(await first.json()).toEqual({ name, tags: ['a', 'b'] });
    const next = /<(.+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await call('GET', next);
    expect(await second.json()).toEqual({ name, tags: ['c'] });
    expect(second.headers.has('link')).toBe(false);
  });

  test('more than a thousand at once are refused, as other registries do not', async () => {
    expect(await errorOf(await call('GET', `${name}/tags/list?n=10000`))).toBe(
      "405 UNSUPPORTED: Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to 1000'",
    );
  });
});

test('a blob that breaks off is never taken for whole', async () => {
  const memory = createMemoryBlobStore();
  const broken = await createHttpWorld({
    blobs: { ...memory, read: async () => Readable.from(breakOff(), { objectMode: false }) },
  });
  await createRepository(broken.client, name);
  authorization = await logIn(broken.client);
  const digest = digestOf('layer');
  const base = `http://${broken.host}/v2/${name}/blobs`;
  await fetch(`${base}/uploads/?digest=${digest}`, {
    method: 'POST',
    body: 'layer',
    headers: { authorization },
  });
  const response = await fetch(`${base}/${digest}`, { headers: { authorization } });
  await expect(response.text()).rejects.toThrow();
  await broken.close();
});

async function* breakOff(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('la');
  await turn();
  throw new Error('The disk is gone.');
}

test('what the registry does not have is refused', async () => {
  expect((await call('GET', '_catalog')).status).toBe(404);
  expect((await call('POST', `${name}/manifests/1`)).status).toBe(405);
  expect((await call('GET', '%')).status).toBe(400);
});
