import type { BlobStore, Digest } from '../blobs/blob-store.ts';
import { parseDigest } from '../blobs/blob-store.ts';
import { findRepository } from '../store.ts';
import { type RegistryCall, RegistryError, type RegistryRoute } from './protocol.ts';

/** Layers and configurations, read. ECR answers GET with a redirect to its bucket; here the bytes come at once. */
export function blobRoutes(blobs: BlobStore): Record<'GET' | 'HEAD', RegistryRoute> {
  return {
    GET: async (call) => {
      const { digest, headers } = describeBlob(call);
      return { status: 200, headers, body: await blobs.read(digest) };
    },
    HEAD: (call) => ({ status: 200, headers: describeBlob(call).headers }),
  };
}

function describeBlob({ registry, name, reference }: RegistryCall) {
  const repository = findRepository(registry, name);
  const digest = requireDigest(reference);
  const size = repository.blobs.get(digest);
  if (size === undefined) {
    throw new RegistryError(
      404,
      'BLOB_UNKNOWN',
      `The layer with digest '${digest}' does not exist within the repository with name '${name}' ` +
        `in the registry with id '${registry.id}'`,
    );
  }
  return {
    digest,
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': size,
      'docker-content-digest': digest,
    },
  };
}

/** @throws RegistryError DIGEST_INVALID */
export function requireDigest(text: string): Digest {
  const digest = parseDigest(text);
  if (digest) return digest;
  throw new RegistryError(400, 'DIGEST_INVALID', `Not a sha256 digest: '${text}'`);
}
