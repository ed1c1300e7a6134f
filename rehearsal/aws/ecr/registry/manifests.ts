import type { Clock } from '../../../../lib/action/clock.ts';
import { parseDigest } from '../blobs/blob-store.ts';
import { checkTag } from '../checks.ts';
import { deleteImage } from '../delete-image.ts';
import { selectImage } from '../image-ids.ts';
import { putImage } from '../put-image.ts';
import { findRepository, type StoredImage } from '../store.ts';
import { asRegistryError, type RegistryCall, RegistryError, type RegistryRoute } from './protocol.ts';

/** The largest manifest that is taken, in bytes. */
const MANIFEST_BYTES = 4 * 1024 * 1024;

/** Manifests by tag and by digest. */
export function manifestRoutes(clock: Clock): Record<'DELETE' | 'GET' | 'HEAD' | 'PUT', RegistryRoute> {
  return {
    GET: (call) => {
      const image = findImage(call);
      return { status: 200, headers: describe(image), body: image.text };
    },
    // ECR names the digest in answers to HEAD, not in those to GET (containers-roadmap #1931).
    HEAD: (call) => {
      const image = findImage(call);
      return { status: 200, headers: { ...describe(image), 'docker-content-digest': image.digest } };
    },
    PUT: async ({ registry, name, reference, headers, body }) => {
      const repository = findRepository(registry, name);
      const named = readReference(reference);
      const mediaType = headers['content-type']?.split(';')[0]?.trim();
      const text = await readText(body);
      const { image } = putImage(
        repository,
        { text, mediaType, tag: named.imageTag, digest: named.imageDigest },
        clock.now(),
      );
      return {
        status: 201,
        headers: {
          location: `/v2/${name}/manifests/${image.digest}`,
          'docker-content-digest': image.digest,
          'content-length': 0,
        },
      };
    },
    DELETE: ({ registry, name, reference }) => {
      const result = deleteImage(findRepository(registry, name), readReference(reference), clock.now());
      if ('deleted' in result) return { status: 202, headers: { 'content-length': 0 } };
      if (result.code === 'ImageNotFound') throw unknownManifest(result.reason);
      throw new RegistryError(400, 'UNSUPPORTED', result.reason);
    },
  };
}

function findImage({ registry, name, reference }: RegistryCall): StoredImage {
  const selection = selectImage(findRepository(registry, name), readReference(reference));
  if ('image' in selection) return selection.image;
  throw unknownManifest(selection.reason);
}

function describe({ text, manifest }: StoredImage) {
  return { 'content-type': manifest.mediaType, 'content-length': Buffer.byteLength(text) };
}

function readReference(
  reference: string,
):
  | { readonly imageDigest: string; readonly imageTag?: undefined }
  | { readonly imageTag: string; readonly imageDigest?: undefined } {
  const digest = parseDigest(reference);
  if (digest) return { imageDigest: digest };
  try {
    return { imageTag: checkTag(reference) };
  } catch (error) {
    throw new RegistryError(400, 'TAG_INVALID', asRegistryError(error).message);
  }
}

/** The manifest's own characters: its digest depends on each of them. */
async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MANIFEST_BYTES) {
      throw new RegistryError(413, 'SIZE_INVALID', `The manifest is larger than ${MANIFEST_BYTES} bytes.`);
    }
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new RegistryError(400, 'MANIFEST_INVALID', 'The manifest is not UTF-8.');
  }
}

function unknownManifest(reason: string): RegistryError {
  return new RegistryError(404, 'MANIFEST_UNKNOWN', reason);
}
