import { describeBaseImage } from '../../../image/base-image.ts';
import { packLayer } from '../../../image/layer.ts';
import { createHttpWorld, createRepository, PLACE } from '../../ecr/testing/world.ts';
import { createNetwork, type Network } from '../../network.ts';
import type {
  ContainerExit,
  ContainerLaunch,
  RunningContainer,
  TaskNetwork,
  TaskRuntime,
} from '../runtime.ts';

/** Answers with its name, writes what it does, and ends when it is told to. */
const SERVER = `
  import { createServer } from 'node:http';
  const server = createServer((request, response) => response.end(process.env.NAME));
  server.listen(Number(process.env.PORT ?? 8080), () => console.log('listening'));
  process.on('SIGTERM', () => { console.log('bye'); process.exit(7); });
`;

/** A registry that answers on loopback and holds one image: Node with a small server, run by the user node. */
export async function createRuntimeWorld() {
  const ecr = await createHttpWorld();
  await createRepository(ecr.client, 'app');
  const base = await describeBaseImage();
  const program = packLayer({ files: [], texts: { '/app/server.mjs': SERVER } });
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  await ecr.pushImage({
    place: PLACE,
    repository: 'app',
    tag: 'v1',
    layers: [base.layer(), program],
    env: [...base.environment, 'FROM_IMAGE=image', 'NAME=image'],
    cmd: ['node', 'server.mjs'],
    workingDirectory: '/app',
    user: 'node',
    architecture,
  });
  return { images: ecr.images, network: createNetwork(), image: `${ecr.host}/app:v1`, close: ecr.close };
}

export type RuntimeWorld = Awaited<ReturnType<typeof createRuntimeWorld>>;

export interface Observed {
  readonly container: RunningContainer;
  readonly lines: readonly string[];
  readonly exit: Promise<ContainerExit>;
  /** Settles when a line was written; fails when the container ends without it. */
  waitFor(line: string): Promise<void>;
}

/** Starts a container of the world's image and collects what becomes of it. */
export async function startObserved(
  runtime: TaskRuntime,
  network: TaskNetwork,
  image: string,
  launch: Partial<ContainerLaunch> = {},
): Promise<Observed> {
  const lines: string[] = [];
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  const exit = Promise.withResolvers<ContainerExit>();
  const container = await runtime.start({
    taskId: 'task',
    name: 'app',
    image,
    network,
    environment: {},
    ports: [8080],
    onLog(line) {
      lines.push(line);
      waiting.get(line)?.resolve();
    },
    onExit(end) {
      for (const { reject } of waiting.values())
        reject(new Error(`Ended before; it wrote:\n${lines.join('\n')}`));
      exit.resolve(end);
    },
    ...launch,
  });
  function waitFor(line: string): Promise<void> {
    if (lines.includes(line)) return Promise.resolve();
    const wait = Promise.withResolvers<void>();
    waiting.set(line, wait);
    return wait.promise;
  }
  return { container, lines, exit: exit.promise, waitFor };
}

/** Asks a task for its page, by the address and port that the API would show. */
export async function askTask(network: Network, address: string, port = 8080): Promise<string> {
  const endpoint = network.find(address, port);
  if (endpoint?.kind !== 'socket') throw new Error(`Nothing is announced at ${address}:${port}.`);
  return (await fetch(`http://${endpoint.host}:${endpoint.port}/`)).text();
}
