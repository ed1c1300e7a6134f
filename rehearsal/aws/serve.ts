import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../lib/action/clock.ts';
import { createDiskBlobStore } from './ecr/blobs/disk-blob-store.ts';
import type { EcsSettings } from './ecs/settings.ts';
import { createSocketDataPlane } from './elbv2/data-plane/sockets.ts';
import type { Elbv2Settings } from './elbv2/settings.ts';
import { createEmbeddedAws, type EmbeddedAws } from './embedded-aws.ts';
import type { JournalEntry } from './kernel/dispatch.ts';
import { chooseRuntime } from './runtime/choose.ts';
import { createFrontServer } from './server.ts';

export interface ServeOptions {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Containers when an engine answers, else processes, when not given. */
  readonly runtime?: 'containers' | 'processes' | undefined;
  readonly seed: number;
  readonly settings?: { readonly ecs?: Partial<EcsSettings>; readonly elbv2?: Partial<Elbv2Settings> };
  /** Told of every AWS call when it has been carried out. */
  readonly onCall?: (entry: JournalEntry) => void;
}

/** An embedded AWS that answers over HTTP. */
export interface Served {
  readonly aws: EmbeddedAws;
  /** `http://127.0.0.1:4510` */
  readonly url: string;
  /** What runs tasks, and why that. */
  readonly runtime: string;
  close(): Promise<void>;
}

/** Starts the embedded AWS on the machine's own clock and sockets, on loopback only. */
export async function serveEmbeddedAws(options: ServeOptions): Promise<Served> {
  const blobs = createDiskBlobStore(mkdtempSync(join(tmpdir(), 'embedded-aws-')));
  let host = '';
  let description = '';
  const aws = await createEmbeddedAws({
    clock: systemClock,
    seed: options.seed,
    blobs,
    registryHost: () => host,
    createDataPlane: createSocketDataPlane,
    async createRuntime(ports) {
      const choice = await chooseRuntime(ports, {
        env: process.env,
        ...(options.runtime === undefined ? {} : { wanted: options.runtime }),
      });
      description = choice.description;
      return choice.runtime;
    },
    settings: options.settings ?? {},
    onCall: options.onCall ?? (() => {}),
  });
  const server = createFrontServer({
    dispatch: aws.dispatch,
    registry: aws.handleRegistry,
    control: aws.control,
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    aws,
    url: `http://${host}`,
    runtime: description,
    async close() {
      server.close();
      server.closeAllConnections();
      await aws.close();
      await blobs.close();
    },
  };
}
