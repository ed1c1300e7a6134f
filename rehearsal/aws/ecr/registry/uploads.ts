import type { Clock } from '../../../../lib/action/clock.ts';
import type { Digest } from '../blobs/blob-store.ts';
import type { LayerUpload, LayerUploads } from '../layer-uploads.ts';
import { findRepository, type Registry, type Repository, repositoryIn } from '../store.ts';
import { requireDigest } from './blobs.ts';
import { type RegistryAnswer, type RegistryCall, RegistryError, type RegistryRoute } from './protocol.ts';

/** `POST …/blobs/uploads/`: a mounted layer, a whole one in the request, or the start of one in parts. */
export function createUploadStart(uploads: LayerUploads, clock: Clock): RegistryRoute {
  return async ({ registry, name, query, body, mayPullFrom }) => {
    const repository = findRepository(registry, name);
    const isOpen = await mayPullFrom(query.get('from') ?? name);
    const mounted = isOpen ? mountLayer(registry, repository, query, clock.now()) : undefined;
    if (mounted) return created(repository, mounted);
    const digest = query.get('digest');
    const known = digest === null ? undefined : requireDigest(digest);
    const upload = await uploads.start(repository);
    if (known === undefined) return progress(202, repository, upload);
    await upload.append(body);
    return created(repository, await upload.complete([known]));
  };
}

/** `…/blobs/uploads/<id>`: parts, the end, the state and the giving up of an upload. */
export function uploadRoutes(
  uploads: LayerUploads,
): Record<'DELETE' | 'GET' | 'PATCH' | 'PUT', RegistryRoute> {
  function find({ registry, name, reference }: RegistryCall) {
    const repository = findRepository(registry, name);
    return { repository, upload: uploads.find(repository, reference) };
  }

  return {
    PATCH: async (call) => {
      const { repository, upload } = find(call);
      checkRange(call, upload);
      await upload.append(call.body);
      // ECR says 201 where the distribution specification asks for 202 (containers-roadmap #2831).
      return progress(201, repository, upload);
    },
    PUT: async (call) => {
      const { repository, upload } = find(call);
      const digest = requireDigest(call.query.get('digest') ?? '');
      checkRange(call, upload);
      await upload.append(call.body);
      return created(repository, await upload.complete([digest]));
    },
    GET: (call) => {
      const { repository, upload } = find(call);
      return progress(204, repository, upload);
    },
    DELETE: async (call) => {
      await find(call).upload.abort();
      return { status: 204 };
    },
  };
}

/**
 * Takes a layer over from another repository of the registry, if the registry allows it. ECR mounts only what an
 * image of that repository refers to; otherwise the client is told to upload (containers-roadmap #2860).
 */
function mountLayer(
  registry: Registry,
  target: Repository,
  query: URLSearchParams,
  now: number,
): Digest | undefined {
  const [mount, from] = [query.get('mount'), query.get('from')];
  if (registry.blobMounting === 'DISABLED' || mount === null || from === null) return undefined;
  const digest = requireDigest(mount);
  const source = repositoryIn(registry, from);
  const size = source?.blobs.get(digest);
  if (size === undefined || source?.orphans.has(digest)) return undefined;
  if (!target.blobs.has(digest)) target.orphans.set(digest, now);
  target.blobs.set(digest, size);
  return digest;
}

/** A part may say where it belongs; it has to follow what is there. */
function checkRange({ headers }: RegistryCall, upload: LayerUpload): void {
  const range = headers['content-range'];
  if (range === undefined) return;
  const start = /^(?:bytes )?(\d+)-\d+/.exec(range)?.[1];
  if (start !== undefined && Number(start) === upload.size()) return;
  throw new RegistryError(
    416,
    'BLOB_UPLOAD_INVALID',
    `The part ${range} does not follow the ${upload.size()} bytes that were uploaded before.`,
    { range: rangeOf(upload) },
  );
}

function progress(status: number, { name }: Repository, upload: LayerUpload): RegistryAnswer {
  return {
    status,
    headers: {
      location: `/v2/${name}/blobs/uploads/${upload.id}`,
      range: rangeOf(upload),
      'docker-upload-uuid': upload.id,
      'content-length': 0,
    },
  };
}

function rangeOf(upload: LayerUpload): string {
  return `0-${Math.max(0, upload.size() - 1)}`;
}

function created({ name }: Repository, digest: Digest): RegistryAnswer {
  return {
    status: 201,
    headers: {
      location: `/v2/${name}/blobs/${digest}`,
      'docker-content-digest': digest,
      'content-length': 0,
    },
  };
}
