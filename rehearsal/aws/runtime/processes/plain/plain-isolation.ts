import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Network } from '../../../network.ts';
import type { TaskNetwork } from '../../runtime.ts';
import type { Command, FurtherProgram, Isolation, PreparedProcess, Program } from '../isolation.ts';
import { locate } from '../locate.ts';
import { readInterpreter } from './elf.ts';

/** Where programs of an image look for their libraries, unless they say otherwise. */
const LIBRARY_FOLDERS = ['/usr/local/lib', '/lib', '/lib64', '/usr/lib', '/usr/lib64'];
const MULTIARCH = ['x86_64-linux-gnu', 'aarch64-linux-gnu'];

/**
 * Runs programs as they are on this machine, from the folder of their image, as this process's user. They share the
 * machine's network, so each listens on a free port of 127.0.0.1 that it finds in `PORT`; the API shows an address of the
 * VPC. They see the machine's files: only the program, its libraries, its working directory and those of its arguments
 * that are paths come from the image.
 * @param why there is nothing better, as a clause
 */
export function createPlainIsolation(network: Network, why: string): Isolation {
  const mappings = new WeakMap<TaskNetwork, Map<number, number>>();
  let tasks = 0;

  async function attach(): Promise<TaskNetwork> {
    tasks += 1;
    const ports = new Map<number, number>();
    // The first addresses of a VPC are not given to tasks.
    const number = tasks + 3;
    const address = `10.${(number >> 16) & 0xff}.${(number >> 8) & 0xff}.${number & 0xff}`;
    const release = network.announce(address, (port) => {
      const mapped = ports.get(port);
      return mapped === undefined ? undefined : { kind: 'socket', host: '127.0.0.1', port: mapped };
    });
    const taskNetwork: TaskNetwork = { address, release: async () => release() };
    mappings.set(taskNetwork, ports);
    return taskNetwork;
  }

  async function prepare(program: Program): Promise<PreparedProcess> {
    const ports = mappings.get(program.network);
    if (!ports)
      throw new Error(`The network with address ${program.network.address} is not of this runtime.`);
    const port = await mapPort(program.ports, ports);
    const { root, command, executable } = program;
    const workingDirectory = await locate(root, command.workingDirectory);
    await mkdir(workingDirectory, { recursive: true });
    return {
      ...(await describeCommand(root, { executable, words: command.words })),
      environment: { ...command.environment, ...(port === undefined ? {} : { PORT: String(port) }) },
      workingDirectory,
      findTargets: (spawned) => [spawned],
      enter: (_spawned, further) => describeCommand(root, further),
      release: async () => {},
    };
  }

  return {
    description: `as plain processes, because ${why}: a free port in PORT, this machine's files and user, no memory limits`,
    attach,
    prepare,
    close: async () => {},
  };
}

async function describeCommand(root: string, { executable, words }: FurtherProgram): Promise<Command> {
  const [file = '', ...before] = await describeStart(root, executable);
  const args = await Promise.all(words.slice(1).map((word) => moveArgument(root, word)));
  return { file, args: [...before, ...args] };
}

/** @throws Error when the container has several ports: `PORT` can tell one */
async function mapPort(wanted: readonly number[], ports: Map<number, number>): Promise<number | undefined> {
  const [port, ...others] = wanted;
  if (port === undefined) return undefined;
  if (others.length > 0)
    throw new Error('a plain process can have one port; run as root or with a Docker Engine');
  const free = await findFreePort();
  ports.set(port, free);
  return free;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Linux programs are started by the image's own loader with the image's own libraries, others as they are. */
async function describeStart(root: string, executable: string): Promise<readonly string[]> {
  const program = await locate(root, executable);
  if (process.platform !== 'linux') return [program];
  const interpreter = await readInterpreter(program);
  if (interpreter === undefined) return [program];
  const folders = LIBRARY_FOLDERS.flatMap((folder) => [
    folder,
    ...MULTIARCH.map((name) => `${folder}/${name}`),
  ]);
  const places = await Promise.all(folders.map((folder) => locate(root, folder)));
  const libraries = places.filter((place) => existsSync(place));
  return [await locate(root, interpreter), '--library-path', libraries.join(':'), program];
}

/** An argument that is a path of the image becomes the path of that file here. */
async function moveArgument(root: string, word: string): Promise<string> {
  if (!word.startsWith('/')) return word;
  const place = await locate(root, word);
  return existsSync(place) ? place : word;
}
