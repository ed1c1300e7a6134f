import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Image, ImageConfig, Images } from '../../ecr/images.ts';
import { applyLayer } from './apply-layer.ts';

/** An image as files of this machine. */
export interface UnpackedImage {
  /** The folder that stands for `/`. All containers of the image share it. */
  readonly root: string;
  readonly config: ImageConfig;
}

/**
 * Unpacks an image into a folder of its own below the given one; nothing stays there when it fails.
 * @throws Error naming what cannot be unpacked
 */
export async function unpackImage(images: Images, image: Image, folder: string): Promise<UnpackedImage> {
  const root = join(folder, image.digest.replace(':', '-'));
  await mkdir(root, { recursive: true });
  try {
    for (const { digest, mediaType } of image.manifest.layers) {
      const blob = await images.readBlob(image, digest);
      await applyLayer(root, decompress(blob, mediaType));
    }
    await addWhatEnginesAdd(root);
  } catch (error) {
    await rm(root, { recursive: true });
    throw error;
  }
  return { root, config: image.config };
}

/** Docker's media types end in `.tar.gzip`, OCI's in `.tar`, `.tar+gzip` or `.tar+zstd`. */
function decompress(blob: Readable, mediaType: string): Readable {
  const plain = createDecompressor(mediaType);
  blob.on('error', (error) => plain.destroy(error));
  return blob.pipe(plain);
}

function createDecompressor(mediaType: string) {
  if (mediaType.endsWith('gzip')) return createGunzip();
  return mediaType.endsWith('zstd') ? createZstdDecompress() : new PassThrough();
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
