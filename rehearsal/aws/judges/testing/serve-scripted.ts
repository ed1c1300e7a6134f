import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../../../lib/action/clock.ts';
import { SUBNETS, VPC_ID } from '../../ec2/testing/networks.ts';
import { createMemoryBlobStore } from '../../ecr/blobs/memory-blob-store.ts';
import { QUICK_SETTINGS } from '../../ecs/settings.ts';
import { createSocketDataPlane } from '../../elbv2/data-plane/sockets.ts';
import { createEmbeddedAws, type EmbeddedAws } from '../../embedded-aws.ts';
import { createScriptedRuntime } from '../../runtime/scripted.ts';
import { createFrontServer } from '../../server.ts';

/** An embedded AWS behind a port, for judges that speak HTTP: real time and sockets, and tasks that need no engine. */
export interface ScriptedServer {
  readonly aws: EmbeddedAws;
  readonly url: string;
  /** Where things can be put: a VPC, one of its subnets, and several with a space between them. */
  readonly place: { readonly vpc: string; readonly subnet: string; readonly subnets: string };
  close(): Promise<void>;
}

/** Starts one on a free port of loopback; any image can be run, and nothing lags more than a second. */
export async function serveScripted(): Promise<ScriptedServer> {
  let host = '';
  const soon = { min: 0, max: 100 };
  const aws = await createEmbeddedAws({
    clock: systemClock,
    seed: 1,
    blobs: createMemoryBlobStore(),
    registryHost: () => host,
    createDataPlane: createSocketDataPlane,
    createRuntime: ({ images: _any, ...ports }) => createScriptedRuntime(ports),
    settings: {
      ecs: QUICK_SETTINGS,
      elbv2: { ruleLag: soon, drainLag: soon, registrationLag: soon },
      // The judges call faster than any account may; limits have tests of their own.
      limits: { enforced: false },
    },
  });
  const server = createFrontServer({ ...aws, registry: aws.handleRegistry });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    aws,
    url: `http://${host}`,
    place: {
      vpc: VPC_ID,
      subnet: `${SUBNETS[0]}`,
      subnets: SUBNETS.slice(0, 2).join(' '),
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await aws.close();
    },
  };
}
