import type * as sdk from '@aws-sdk/client-ecr';
import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { parseDigest } from '../blobs/blob-store.ts';
import type { LayerUpload, LayerUploads } from '../layer-uploads.ts';
import { createFindRepository, type Registries } from '../store.ts';
import { identify } from './repositories.ts';

/** The part size that InitiateLayerUpload proposes; any size from 5 MiB on is taken, the last may be smaller. */
const PROPOSED_PART = 10 * 1024 * 1024;
const SMALLEST_PART = 5 * 1024 * 1024;

/** Layers through the API, as ECR's own proxy pushes them. */
export function layerOperations(registries: Registries, uploads: LayerUploads): Operations {
  const find = createFindRepository(registries);

  function check(
    input: sdk.BatchCheckLayerAvailabilityRequest,
    call: Call,
  ): sdk.BatchCheckLayerAvailabilityResponse {
    const repository = find(input, call);
    const layers: sdk.Layer[] = [];
    const failures: sdk.LayerFailure[] = [];
    for (const layerDigest of input.layerDigests ?? []) {
      const digest = parseDigest(layerDigest);
      const layerSize = digest && repository.blobs.get(digest);
      if (layerSize !== undefined) layers.push({ layerDigest, layerAvailability: 'AVAILABLE', layerSize });
      else if (digest) layers.push({ layerDigest, layerAvailability: 'UNAVAILABLE' });
      else {
        failures.push({
          layerDigest,
          failureCode: 'InvalidLayerDigest',
          failureReason: 'Invalid layer digest in request',
        });
      }
    }
    return { layers, failures };
  }

  async function initiate(
    input: sdk.InitiateLayerUploadRequest,
    call: Call,
  ): Promise<sdk.InitiateLayerUploadResponse> {
    const { id } = await uploads.start(find(input, call));
    return { uploadId: id, partSize: PROPOSED_PART };
  }

  async function uploadPart(
    input: sdk.UploadLayerPartRequest,
    call: Call,
  ): Promise<sdk.UploadLayerPartResponse> {
    const repository = find(input, call);
    const upload = uploads.find(repository, input.uploadId ?? '');
    const bytes = input.layerPartBlob ?? new Uint8Array();
    checkPart(input, upload, bytes.length);
    await upload.append(oneChunk(bytes));
    return { ...identify(repository), uploadId: upload.id, lastByteReceived: upload.size() - 1 };
  }

  async function complete(
    input: sdk.CompleteLayerUploadRequest,
    call: Call,
  ): Promise<sdk.CompleteLayerUploadResponse> {
    const repository = find(input, call);
    const upload = uploads.find(repository, input.uploadId ?? '');
    const digests = input.layerDigests ?? [];
    if (upload.size() === 0) {
      throw new AwsError(
        'EmptyUploadException',
        'The specified layer upload does not contain any layer parts.',
      );
    }
    // The model declares it for the completion alone: which part is the last shows only then.
    if (upload.parts.slice(0, -1).some((size) => size < SMALLEST_PART)) {
      throw new AwsError('LayerPartTooSmallException', 'Layer parts must be at least 5 MiB in size.');
    }
    const known = digests.map(parseDigest).find((digest) => digest && repository.blobs.has(digest));
    if (known !== undefined) {
      await upload.abort();
      throw new AwsError(
        'LayerAlreadyExistsException',
        `The layer with digest '${known}' already exists in the repository with name '${repository.name}' ` +
          `in registry with id '${repository.registry.id}'`,
      );
    }
    const layerDigest = await upload.complete(digests);
    return { ...identify(repository), uploadId: upload.id, layerDigest };
  }

  return {
    BatchCheckLayerAvailability: check,
    InitiateLayerUpload: initiate,
    UploadLayerPart: uploadPart,
    CompleteLayerUpload: complete,
  };
}

/** @throws AwsError InvalidLayerPartException when the part does not follow what is there */
function checkPart(input: sdk.UploadLayerPartRequest, upload: LayerUpload, length: number): void {
  const { partFirstByte: first, partLastByte: last } = input;
  if (first === upload.size() && last === first + length - 1) return;
  throw new AwsError(
    'InvalidLayerPartException',
    `The part from byte ${first} to ${last} does not hold its ${length} bytes or does not follow the ` +
      `${upload.size()} bytes that were uploaded before.`,
  );
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
