import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../lib/action/clock.ts';
import { claimInstanceName } from '../machine/owner.ts';
import { createDiskBlobStore } from './ecr/blobs/disk-blob-store.ts';
import { createSocketDataPlane } from './elbv2/data-plane/sockets.ts';
import { createEmbeddedAws, type EmbeddedAws } from './embedded-aws.ts';
import type { JournalEntry } from './kernel/dispatch.ts';
import type { EmbeddedAwsSettings } from './parts.ts';
import { chooseRuntime } from './runtime/choose.ts';
import { createInstanceFolder, removeLeftovers } from './runtime/processes/instance-folder.ts';
import { createFrontServer } from './server.ts';

export interface ServeOptions {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Containers when an engine answers, else processes, when not given. */
  readonly runtime?: 'containers' | 'processes' | undefined;
  readonly seed: number;
  readonly settings?: EmbeddedAwsSettings;
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
  /** Ends tasks, listeners and the endpoint, and removes all files. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/**
 * Starts the embedded AWS on the machine's own clock and sockets, on loopback only. What killed ones left in the temporary
 * folder is removed first.
 * @throws Error when the port is taken, or containers are wanted and no engine answers; what was begun is undone
 */
export async function serveEmbeddedAws(options: ServeOptions): Promise<Served> {
  const begun: (() => Promise<void>)[] = [];
  try {
    await removeLeftovers(systemClock);
    const blobs = createDiskBlobStore(await createInstanceFolder(claimInstanceName()));
    begun.push(blobs.close);
    let host = '';
    let description = '';
    const aws = await createEmbeddedAws({
      clock: systemClock,
      seed: options.seed,
      blobs,
      registryHost: () => host,
      createDataPlane: createSocketDataPlane,
      async createRuntime(ports) {
        const { runtime: wanted } = options;
        const choice = await chooseRuntime(ports, { env: process.env, ...(wanted && { wanted }) });
        description = choice.description;
        return choice.runtime;
      },
      settings: options.settings ?? {},
      onCall: options.onCall ?? (() => {}),
    });
    begun.push(aws.close);
    const server = createFrontServer({ ...aws, registry: aws.handleRegistry });
    host = await listen(server, options.port);
    begun.push(() => closeServer(server));
    return { aws, url: `http://${host}`, runtime: description, close: () => undo(begun) };
  } catch (error) {
    await undo(begun);
    throw error;
  }
}

/** Gives the address with the port that was taken. */
async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, LOOPBACK);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(
      `Port ${port} of ${LOOPBACK} is in use by another program. Choose another port, or 0 for any free one.`,
    );
  }
  return `${LOOPBACK}:${(server.address() as AddressInfo).port}`;
}

async function closeServer(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

/** Takes back what was begun, last first; a step that fails does not keep the others from being taken. */
async function undo(begun: (() => Promise<void>)[]): Promise<void> {
  const last = begun.pop();
  if (!last) return;
  try {
    await last();
  } finally {
    await undo(begun);
  }
}
