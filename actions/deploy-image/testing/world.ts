import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ECR, ImageAlreadyExistsException } from '@aws-sdk/client-ecr';
import { systemClock } from '../../../lib/action/clock.ts';
import { type Environment, readInputs } from '../../../lib/action/inputs.ts';
import { toInputVariables } from '../../../lib/action/testing/to-input-variables.ts';
import { recordLog } from '../../../lib/aws/testing/record-log.ts';
import { createMemoryBlobStore } from '../../../rehearsal/aws/ecr/blobs/memory-blob-store.ts';
import { createEcr } from '../../../rehearsal/aws/ecr/ecr.ts';
import { createAccess } from '../../../rehearsal/aws/iam/access/access.ts';
import { createLookup } from '../../../rehearsal/aws/iam/access/lookup.ts';
import { repositoryArn } from '../../../rehearsal/aws/iam/access/tables/ecr.ts';
import { createIam } from '../../../rehearsal/aws/iam/iam.ts';
import { createDispatch } from '../../../rehearsal/aws/kernel/dispatch.ts';
import { inProcessClient } from '../../../rehearsal/aws/kernel/in-process.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { createSts } from '../../../rehearsal/aws/sts/sts.ts';
import { assumeNewRole } from '../../../rehearsal/testing/assume-new-role.ts';
import { inputs } from '../src/inputs.ts';
import { makePlan } from '../src/plan.ts';
import type { Ports } from '../src/ports.ts';
import { run } from '../src/run.ts';

/** The place of everything here, as the embedded AWS tells accounts and regions apart. */
const PLACE = { account: '123456789012', region: 'eu-west-1' };

/** The action's surroundings: the embedded ECR, its API in this process and its registry on a loopback port. */
export async function createWorld() {
  const server = createServer((request, response) => void embedded.handleRegistry(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clock = systemClock;
  const iam = createIam({ clock, random: createRandom(3) });
  const access = createAccess({ clock, iam, lookup: createLookup(() => [], iam) });
  const embedded = createEcr({
    clock,
    random: createRandom(1),
    blobs: createMemoryBlobStore(),
    registryHost: () => host,
    authorize: (holder, action, repository) =>
      access.require(
        { ...holder, service: 'ecr' },
        { action: `ecr:${action}`, resources: [repositoryArn(repository, holder)] },
      ),
  });
  const sts = createSts({ clock, iam, issuerKeys: { find: () => undefined } });
  const calls: string[] = [];
  const masked: string[] = [];
  const log = recordLog();
  const dispatch = createDispatch([embedded.service, iam.service, sts.service], {
    clock,
    random: createRandom(2),
    keys: iam.sessions,
    guards: [access.guard],
    onCall: ({ call }) => calls.push(call.operation),
  });
  const ecr = new ECR(inProcessClient(dispatch, { region: PLACE.region }));
  /** Puts an image with one layer of the given content into a repository, and gives its digest. */
  const pushImage = (repository: string, tag: string, content = tag) =>
    embedded.pushImage({ place: PLACE, repository, tag, architecture: 'amd64', layers: [oneChunk(content)] });
  /** The same, unless the tag is there already: its content is its name. */
  async function ensureImage(repositoryName: string, imageTag: string): Promise<string> {
    const { images } = await ecr.batchGetImage({ repositoryName, imageIds: [{ imageTag }] });
    return images?.[0]?.imageId?.imageDigest ?? pushImage(repositoryName, imageTag);
  }
  const ports: Omit<Ports, 'processes'> = {
    ecr,
    log,
    clock,
    signal: new AbortController().signal,
    environment: {},
    mask: (secret) => masked.push(secret),
  };
  return {
    host,
    ecr,
    images: embedded.images,
    /** Names of the operations that were called, in their order. */
    calls,
    masked,
    log,
    ports,
    createRepository: (repositoryName: string, imageTagMutability: 'MUTABLE' | 'IMMUTABLE' = 'MUTABLE') =>
      ecr.createRepository({ repositoryName, imageTagMutability }),
    pushImage,
    /**
     * Puts an untagged index over one image for each platform, and an attestation of theirs when one is given, into a
     * repository, and gives its digest.
     */
    async pushIndex(repository: string, platforms: readonly string[], attestation?: string): Promise<string> {
      const images = await Promise.all(platforms.map((platform) => ensureImage(repository, platform)));
      const attestations = attestation === undefined ? [] : [await ensureImage(repository, attestation)];
      return putIndex(ecr, repository, [
        ...images.map((digest, index) => ({
          digest,
          platform: { os: 'linux', architecture: platforms[index] },
        })),
        ...attestations.map((digest) => ({ digest, annotations: ATTESTATION })),
      ]);
    },
    /** A client in a session of a new role that has this policy and no other. */
    async clientUnder(policy: string, role: string): Promise<ECR> {
      const caller = await assumeNewRole(dispatch, policy, role);
      return new ECR(inProcessClient(dispatch, { region: PLACE.region, ...caller }));
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** How BuildKit marks the entry of an index that is no image. */
const ATTESTATION = { 'vnd.docker.reference.type': 'attestation-manifest' };

async function putIndex(
  ecr: ECR,
  repositoryName: string,
  entries: readonly { readonly digest: string }[],
): Promise<string> {
  const { images = [] } = await ecr.batchGetImage({
    repositoryName,
    imageIds: entries.map(({ digest }) => ({ imageDigest: digest })),
  });
  const manifests = entries.map((entry) => {
    const image = images.find(({ imageId }) => imageId?.imageDigest === entry.digest);
    const size = Buffer.byteLength(image?.imageManifest ?? '');
    return { mediaType: image?.imageManifestMediaType, size, ...entry };
  });
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, manifests });
  const digest = `sha256:${createHash('sha256').update(imageManifest).digest('hex')}`;
  await ecr
    .putImage({ repositoryName, imageManifest, imageManifestMediaType: mediaType, imageDigest: digest })
    .catch(ignoreExisting);
  return digest;
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof ImageAlreadyExistsException)) throw error;
}

async function* oneChunk(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

/** Runs the action with inputs as a workflow gives them. */
export async function runWith(given: Readonly<Record<string, string>>, ports: Ports, env: Environment = {}) {
  return run(makePlan(readInputs(inputs, toInputVariables(given)), env), ports);
}
