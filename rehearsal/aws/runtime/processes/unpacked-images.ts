import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Image, ImageConfig, Images } from '../../ecr/images.ts';
import { cannotPull, findImage } from '../find-image.ts';
import { applyLayer } from './apply-layer.ts';

/** An image as files of this machine. */
export interface UnpackedImage {
  /** The folder that stands for `/`. All containers of the image share it. */
  readonly root: string;
  readonly config: ImageConfig;
}

export interface UnpackedImages {
  /** @throws StartError in ECS's words when it cannot be had */
  pull(reference: string): Promise<void>;
  /** What the last pull of this reference brought; undefined when there was none. */
  find(reference: string): UnpackedImage | undefined;
}

/** Unpacks each image once, by its digest, into a folder below the given one. */
export function createUnpackedImages(images: Images, folder: string): UnpackedImages {
  const unpacking = new Map<string, Promise<UnpackedImage>>();
  const pulled = new Map<string, UnpackedImage>();

  function unpackOnce(image: Image): Promise<UnpackedImage> {
    const work = unpacking.get(image.digest) ?? unpackAnew(image);
    unpacking.set(image.digest, work);
    return work;
  }

  async function unpackAnew(image: Image): Promise<UnpackedImage> {
    const root = join(folder, image.digest.replace(':', '-'));
    try {
      return await unpack(images, image, root);
    } catch (error) {
      await rm(root, { recursive: true, force: true });
      unpacking.delete(image.digest);
      throw cannotPull((error as Error).message);
    }
  }

  return {
    async pull(reference) {
      pulled.set(reference, await unpackOnce(await findImage(images, reference)));
    },
    find: (reference) => pulled.get(reference),
  };
}

async function unpack(images: Images, image: Image, root: string): Promise<UnpackedImage> {
  await mkdir(root, { recursive: true });
  for (const { digest, mediaType } of image.manifest.layers) {
    const blob = await images.readBlob(image, digest);
    await applyLayer(root, decompress(blob, mediaType));
  }
  await addWhatEnginesAdd(root);
  return { root, config: image.config };
}

/** Docker's media types end in `.tar.gzip`, OCI's in `.tar`, `.tar+gzip` or `.tar+zstd`. */
function decompress(blob: Readable, mediaType: string): Readable {
  const plain = mediaType.endsWith('gzip')
    ? createGunzip()
    : mediaType.endsWith('zstd')
      ? createZstdDecompress()
      : new PassThrough();
  blob.on('error', (error) => plain.destroy(error));
  return blob.pipe(plain);
}

/** Every container has these folders as mount points, and finds localhost in its hosts file. */
async function addWhatEnginesAdd(root: string): Promise<void> {
  for (const name of ['proc', 'dev', 'etc']) await makeRealFolder(join(root, name));
  const hosts = join(root, 'etc', 'hosts');
  await rm(hosts, { recursive: true, force: true });
  await writeFile(hosts, '127.0.0.1\tlocalhost\n::1\tlocalhost\n');
}

/** A link in the folder's place could lead out of the image, so it is replaced. */
async function makeRealFolder(path: string): Promise<void> {
  const isFolder = await lstat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  await rm(path, { force: true });
  await mkdir(path);
}
