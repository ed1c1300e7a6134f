import { type ClientSettings, createClients } from '../../lib/aws/clients.ts';
import { allClients } from '../../lib/aws/testing/all-clients.ts';
import { recordLog } from '../../lib/aws/testing/record-log.ts';
import { createMemoryBlobStore } from '../aws/ecr/blobs/memory-blob-store.ts';
import {
  createVirtualDataPlane,
  type VirtualAnswer,
  type VirtualDataPlane,
} from '../aws/elbv2/data-plane/virtual.ts';
import { createEmbeddedAws } from '../aws/embedded-aws.ts';
import type { Chooser } from '../aws/faults/faults.ts';
import type { JournalEntry } from '../aws/kernel/dispatch.ts';
import { createInProcessHandler } from '../aws/kernel/in-process.ts';
import { createRandom } from '../aws/kernel/random.ts';
import { createVirtualClock } from '../aws/kernel/virtual-clock.ts';
import type { EmbeddedAwsOptions } from '../aws/parts.ts';
import type { Behaviours } from '../aws/runtime/scripted/behaviour.ts';
import { createScriptedRuntime } from '../aws/runtime/scripted.ts';
import { createInfrastructure, type Infrastructure } from '../story/infrastructure.ts';

export interface VirtualAwsOptions {
  /** What containers do, by image; any image can be had. */
  readonly behaviours?: Behaviours;
  /** Times and habits of the embedded AWS that should differ from the usual. */
  readonly settings?: NonNullable<EmbeddedAwsOptions['settings']>;
  readonly seed?: number;
  /** Told of every AWS call when it has been carried out. */
  readonly onCall?: (entry: JournalEntry) => void;
}

/**
 * The embedded AWS in this process on a virtual clock, with the story's platform in it (two slots, nothing running)
 * and the suite's own clients in front of it. They are loaded before, so that virtual time never waits for a file.
 */
export async function createVirtualAws({
  behaviours = {},
  settings = {},
  seed = 1,
  onCall,
}: VirtualAwsOptions = {}) {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const random = createRandom(seed);
  let plane: VirtualDataPlane | undefined;
  const aws = await createEmbeddedAws({
    clock,
    seed,
    settings,
    ...(onCall && { onCall }),
    blobs: createMemoryBlobStore(),
    registryHost: () => '127.0.0.1:4510',
    createDataPlane(ports) {
      plane = createVirtualDataPlane(ports);
      return plane;
    },
    createRuntime: ({ images: _any, ...ports }) => createScriptedRuntime({ ...ports, behaviours }),
  });
  const log = recordLog();
  /** The suite's own clients of whoever has these credentials. */
  async function clientsOf(credentials: NonNullable<ClientSettings['credentials']>) {
    const clients = createClients(
      {
        ...{ action: 'test', version: '0', region: 'eu-west-1', credentials },
        requestHandler: createInProcessHandler(aws.dispatch),
      },
      { clock, random: random.fork('retries'), log },
      allClients,
    );
    const [ecs, elbv2, cloudwatch, logs, ssm, sts, scalingClient] = await Promise.all([
      clients.ecs(),
      clients.elbv2(),
      clients.cloudwatch(),
      clients.logs(),
      clients.ssm(),
      clients.sts(),
      clients.scaling(),
    ]);
    const late = { containerLogs: clients.logs, scaling: clients.scaling };
    return { ecs, elbv2, cloudwatch, logs, ssm, sts, scalingClient, ...late };
  }
  const administrator = { accessKeyId: 'REHEARSAL', secretAccessKey: 'rehearsal' };
  const { sts, ...own } = await clientsOf(administrator);
  const { ecs, elbv2, logs } = own;
  // The SDK reads the user's configuration files with the first call of a process.
  await ecs.listClusters({});
  const infrastructure: Infrastructure = await clock.run(createInfrastructure({ ecs, elbv2, logs }, clock));
  const { signal } = new AbortController();
  return {
    clock,
    aws,
    infrastructure,
    log,
    /** What functions of lib/aws take. */
    ports: { ...own, clock, random, log, signal },
    sts,
    clientsOf,
    /** One request to the listener, on a connection of its own. */
    async visit(url: string, headers: Readonly<Record<string, string>> = {}): Promise<VirtualAnswer> {
      const { host, pathname } = new URL(url);
      const request = { method: 'GET', url: pathname, headers: { host, ...headers } };
      return plane?.send(url, request) ?? 'refused';
    },
    /** Lets calls go wrong, told by their operation, or something else happen just before them. */
    failCalls(decide: (operation: string) => ReturnType<Chooser>) {
      aws.faults.decide(({ call }) => decide(call.operation));
    },
    callsOf: (operation: string) => aws.journal.filter(({ call }) => call.operation === operation),
  };
}
