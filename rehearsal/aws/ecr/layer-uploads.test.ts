import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../kernel/random.ts';
import { createVirtualClock } from '../kernel/virtual-clock.ts';
import { parseDigest } from './blobs/blob-store.ts';
import { createMemoryBlobStore } from './blobs/memory-blob-store.ts';
import { createLayerUploads } from './layer-uploads.ts';
import { createLayerKeeper } from './layers.ts';
import { MUTABLE } from './mutability.ts';
import { defaultEcrSettings } from './settings.ts';
import { createRegistries, type Repository } from './store.ts';
import { bytesOf, PLACE } from './testing/world.ts';

function setUp() {
  const blobs = createMemoryBlobStore();
  const registry = createRegistries(defaultEcrSettings).of(PLACE);
  const repository: Repository = {
    registry,
    name: 'web',
    arn: 'arn:aws:ecr:eu-west-1:123456789012:repository/web',
    createdAt: new Date(0),
    mutability: MUTABLE,
    scanOnPush: false,
    resourceTags: new Map(),
    images: new Map(),
    tags: new Map(),
    blobs: new Map(),
    orphans: new Map(),
    lifecycle: undefined,
  };
  const layers = createLayerKeeper({ blobs, registries: () => [registry], layersKept: 0 });
  const ports = { blobs, layers, clock: createVirtualClock(0), uploadsKept: 1000 };
  return { blobs, repository, uploads: createLayerUploads({ ...ports, random: createRandom(1) }) };
}

test('content in any pieces comes back whole under one digest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), async (pieces) => {
      const { blobs, repository, uploads } = setUp();
      const upload = await uploads.start(repository);
      for (const piece of pieces) await upload.append(bytesOf(piece));
      const digest = await upload.complete([upload.digest()]);
      expect(await text(await blobs.read(digest))).toBe(pieces.join(''));
      expect(repository.blobs.get(digest)).toBe(Buffer.byteLength(pieces.join('')));
      expect(parseDigest(digest)).toBe(digest);
    }),
  );
});

test('two requests cannot add to one upload at once, and the first is not hurt', async () => {
  const { repository, uploads } = setUp();
  const upload = await uploads.start(repository);
  const gate = Promise.withResolvers<void>();
  const first = upload.append(
    (async function* () {
      yield Buffer.from('he');
      await gate.promise;
      yield Buffer.from('llo');
    })(),
  );
  await expect(upload.append(bytesOf('x'))).rejects.toMatchObject({ code: 'InvalidLayerPartException' });
  await expect(upload.complete([upload.digest()])).rejects.toMatchObject({
    code: 'InvalidLayerPartException',
  });
  gate.resolve();
  await first;
  expect(upload.size()).toBe(5);
});

test('content that breaks off ends its upload', async () => {
  const { repository, uploads } = setUp();
  const upload = await uploads.start(repository);
  const broken = (async function* () {
    yield Buffer.from('half');
    throw new Error('aborted');
  })();
  await expect(upload.append(broken)).rejects.toThrow('aborted');
  expect(() => uploads.find(repository, upload.id)).toThrow(
    `The upload with id '${upload.id}' does not exist in the repository with name 'web' in the registry with id '123456789012'`,
  );
  expect(repository.blobs.size).toBe(0);
});
