import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateRepositoryCommand,
  ECR,
  type ECRClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr';
import { createDispatch } from '../../kernel/dispatch.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createRandom } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { createMemoryBlobStore } from '../blobs/memory-blob-store.ts';
import { createEcr } from '../ecr.ts';
import type { EcrSettings } from '../settings.ts';

export const START = Date.UTC(2026, 0, 31);
export const PLACE = { account: '123456789012', region: 'eu-west-1' };
const HOST = '127.0.0.1:4510';

interface WorldOptions {
  readonly blobs?: BlobStore;
  readonly settings?: Partial<EcrSettings>;
  readonly registryHost?: () => string;
}

/** ECR in this process with a client of it, on a virtual clock. */
export function createWorld({
  blobs = createMemoryBlobStore(),
  settings = {},
  registryHost = () => HOST,
}: WorldOptions = {}) {
  const clock = createVirtualClock(START);
  const ecr = createEcr({
    clock,
    random: createRandom(1),
    blobs,
    registryHost,
    settings,
    architecture: 'amd64',
  });
  const dispatch = createDispatch([ecr.service], { clock, random: createRandom(2), onCall: () => {} });
  const clientOf = (place: { readonly region?: string; readonly accessKeyId?: string } = {}) =>
    new ECR(inProcessClient(dispatch, place));
  return { clock, ...ecr, clientOf, client: clientOf() };
}

/** The same, with its registry answering on a loopback port. */
export async function createHttpWorld(options: Omit<WorldOptions, 'registryHost'> = {}) {
  const server = createServer((request, response) => void world.handleRegistry(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world = createWorld({ ...options, registryHost: () => host });
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { ...world, host, close };
}

export async function createRepository(client: ECRClient, repositoryName: string, immutable = false) {
  const { repository } = await client.send(
    new CreateRepositoryCommand({
      repositoryName,
      imageTagMutability: immutable ? 'IMMUTABLE' : 'MUTABLE',
    }),
  );
  return repository;
}

/** The `Authorization` header of an engine that has logged in. */
export async function logIn(client: ECRClient): Promise<string> {
  const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}));
  return `Basic ${authorizationData?.[0]?.authorizationToken}`;
}

export async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
