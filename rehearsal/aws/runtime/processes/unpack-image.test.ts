import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { packLayer } from '../../../image/layer.ts';
import type { Image, Images } from '../../ecr/images.ts';
import { createPulledImages } from '../pulled-images.ts';
import { unpackImage } from './unpack-image.ts';

const REFERENCE = '127.0.0.1:4510/app:v1';
const MEDIA_TYPES = {
  docker: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  plain: 'application/vnd.oci.image.layer.v1.tar',
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unpacked-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Images as ECR hands them out, with one image of the given layers. */
function holdImage(layers: readonly { readonly mediaType: string; readonly content: Buffer }[]) {
  const image: Image = {
    repositoryUri: '127.0.0.1:4510/app',
    digest: 'sha256:1234',
    manifest: {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { digest: 'sha256:c' },
      layers: layers.map(({ mediaType, content }, index) => ({
        digest: `sha256:${index}`,
        mediaType,
        size: content.length,
      })),
    },
    config: { Cmd: ['node'] },
  };
  let reads = 0;
  const images: Images = {
    find: async (reference) => (reference === REFERENCE ? image : undefined),
    async readBlob(_, digest) {
      reads += 1;
      return Readable.from([layers[Number(digest.split(':')[1])]?.content]);
    },
    repositoryOf: () => undefined,
    pullCredentials: () => ({ username: 'AWS', password: 'secret' }),
  };
  return { images, reads: () => reads };
}

/** The way the process runtime pulls. */
const createPulled = (images: Images, place: string) =>
  createPulledImages(images, (image) => unpackImage(images, image, place));

const pack = (texts: Record<string, string>) => buffer(packLayer({ files: [], texts }));

describe('unpackImage', () => {
  test('unpacks layers of every compression, one on the other', async () => {
    const { images } = holdImage([
      { mediaType: MEDIA_TYPES.docker, content: gzipSync(await pack({ '/a': '1', '/b': '1' })) },
      { mediaType: MEDIA_TYPES.plain, content: await pack({ '/b': '2', '/c': '2' }) },
      { mediaType: MEDIA_TYPES.zstd, content: zstdCompressSync(await pack({ '/c': '3' })) },
    ]);
    const unpacked = createPulled(images, folder);
    await unpacked.pull(REFERENCE);
    const { root = '', config } = unpacked.find(REFERENCE) ?? {};
    expect(await Promise.all(['a', 'b', 'c'].map((name) => readFile(join(root, name), 'utf8')))).toEqual([
      '1',
      '2',
      '3',
    ]);
    expect((await readdir(root)).sort()).toEqual(['a', 'b', 'c', 'dev', 'etc', 'proc']);
    expect(await readFile(join(root, 'etc/hosts'), 'utf8')).toContain('127.0.0.1\tlocalhost');
    expect(config).toEqual({ Cmd: ['node'] });
  });

  test('unpacks an image once, however many tasks ask at the same time', async () => {
    const { images, reads } = holdImage([
      { mediaType: MEDIA_TYPES.plain, content: await pack({ '/a': '1' }) },
    ]);
    const unpacked = createPulled(images, folder);
    await Promise.all([unpacked.pull(REFERENCE), unpacked.pull(REFERENCE)]);
    await unpacked.pull(REFERENCE);
    expect(reads()).toBe(1);
  });

  test('leaves nothing of an image that cannot be unpacked, and tries again when asked again', async () => {
    const { images, reads } = holdImage([{ mediaType: MEDIA_TYPES.docker, content: Buffer.from('no gzip') }]);
    const unpacked = createPulled(images, folder);
    for (const round of [1, 2]) {
      await expect(unpacked.pull(REFERENCE)).rejects.toThrow(
        'CannotPullContainerError: pull image manifest has been retried 1 time(s): incorrect header check',
      );
      expect(await readdir(folder)).toEqual([]);
      expect(reads()).toBe(round);
    }
    expect(unpacked.find(REFERENCE)).toBeUndefined();
  });
});
