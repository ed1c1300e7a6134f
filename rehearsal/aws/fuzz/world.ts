import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ECR } from '@aws-sdk/client-ecr';
import { sleep } from '../../../lib/action/clock.ts';
import { createDiskBlobStore } from '../ecr/blobs/disk-blob-store.ts';
import { createVirtualDataPlane } from '../elbv2/data-plane/virtual.ts';
import { createEmbeddedAws } from '../embedded-aws.ts';
import type { Dispatch } from '../kernel/dispatch.ts';
import { inProcessClient } from '../kernel/in-process.ts';
import type { Service } from '../kernel/service.ts';
import { createVirtualClock } from '../kernel/virtual-clock.ts';
import { createScriptedRuntime } from '../runtime/scripted.ts';
import { createFrontServer } from '../server.ts';
import type { Vocabulary } from './make-input.ts';
import { createPlatform } from './platform.ts';

export interface FuzzWorld {
  readonly services: readonly Service[];
  readonly dispatch: Dispatch;
  /** Texts that mean something here. */
  readonly vocabulary: Vocabulary;
  /** Where the registry is answered. */
  readonly port: number;
  /** What `docker login` would send. */
  readonly authorization: string;
  /** Lets a minute pass for all that goes on in it. */
  pass(): Promise<void>;
  /** Ends it and tells what it left beside its own folder. */
  close(): Promise<readonly string[]>;
}

/** An embedded AWS on a virtual clock, with a platform in it, whose registry is on a socket and keeps its files on disk. */
export async function createFuzzWorld(seed: number): Promise<FuzzWorld> {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const parent = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const blobs = createDiskBlobStore(join(parent, 'registry'));
  let host = '';
  const aws = await createEmbeddedAws({
    ...{ clock, seed, registryHost: () => host },
    blobs,
    createDataPlane: createVirtualDataPlane,
    createRuntime: ({ images: _any, ...ports }) => createScriptedRuntime(ports),
    settings: { limits: { enforced: false }, journalLimit: 10 },
  });
  const server = createFrontServer({ ...aws, registry: aws.handleRegistry });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  host = `127.0.0.1:${port}`;
  const vocabulary = await createPlatform(aws.dispatch, clock);
  const ecr = new ECR(inProcessClient(aws.dispatch));
  const { authorizationData = [] } = await ecr.getAuthorizationToken({});
  return {
    services: aws.services,
    dispatch: (request) => clock.run(aws.dispatch(request)),
    vocabulary,
    port,
    authorization: `Basic ${authorizationData[0]?.authorizationToken}`,
    pass: () => clock.run(sleep(clock, 60_000)),
    async close() {
      server.close();
      server.closeAllConnections();
      const outside = readdirSync(parent).filter((name) => name !== 'registry');
      await aws.close();
      await blobs.close();
      rmSync(parent, { recursive: true, force: true });
      return outside;
    },
  };
}
