import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { repositoryRoot } from '../../../scripts/repository.ts';
import { signalProcess } from '../../machine/kill.ts';
import { formatOwner, isRunning, parseOwner } from '../../machine/owner.ts';
import { findRemains } from '../runtime/testing/remains.ts';
import { listDescendants } from './machine-processes.ts';

/** `npm run embedded-aws`, as whoever started it sees it. */
export interface EmbeddedProcess {
  readonly url: string;
  /** What it says to export. */
  readonly environment: Readonly<Record<string, string>>;
  /** Everything that it has printed. */
  output(): string;
  /** The embedded AWS itself, below npm, a shell and the wrapper that brings Node 24. */
  readonly pid: number;
  /** What of it is on this machine: folders, mounts, networks, containers, images, and processes seen by any call. */
  remains(): Promise<readonly string[]>;
  /** Sends a signal to npm; gives the exit code when npm has ended. */
  signal(signal: NodeJS.Signals): Promise<number | null>;
  /** Sends a signal to every process of the terminal, as Ctrl-C does. */
  signalTerminal(signal: NodeJS.Signals): Promise<number | null>;
}

const started: EmbeddedProcess[] = [];

/** For the end of each test: kills those that a failed one has not ended. */
export function killEmbeddedProcesses(): void {
  for (const { pid } of started.splice(0)) signalProcess(pid, 'SIGKILL');
}

/** Starts `npm run embedded-aws` with a free port, in a session of its own, and waits until it is ready. */
export async function startEmbeddedProcess(...options: readonly string[]): Promise<EmbeddedProcess> {
  const command = ['run', '--silent', 'embedded-aws', '--', '--port', '0', ...options];
  const npm = spawn('npm', command, {
    cwd: repositoryRoot,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(npm, 'exit').then(([code]) => code as number | null);
  const output = await readIntroduction(npm);
  const exports = [...output().matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]);
  const tree = listDescendants(must(npm.pid));
  const owner = findOwner(tree);
  const processes = new Set(tree);
  const embedded: EmbeddedProcess = {
    url: /^ready (.*)$/m.exec(output())?.[1] ?? '',
    environment: Object.fromEntries(exports),
    output,
    pid: owner.pid,
    async remains() {
      for (const pid of listDescendants(owner.pid)) processes.add(pid);
      return [...(await findRemains(formatOwner(owner))), ...[...processes].filter(isRunning).map(String)];
    },
    signal(signal) {
      npm.kill(signal);
      return ended;
    },
    signalTerminal(signal) {
      process.kill(-must(npm.pid), signal);
      return ended;
    },
  };
  started.push(embedded);
  return embedded;
}

/**
 * Reads until the last line that it prints at its start.
 * @throws Error with its output when it ends before
 */
async function readIntroduction(npm: ChildProcess): Promise<() => string> {
  if (!npm.stdout || !npm.stderr) throw new Error('The output of npm is not piped.');
  let output = '';
  npm.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const lines = createInterface(npm.stdout);
  await new Promise<void>((resolve, reject) => {
    npm.once('exit', (code) => reject(new Error(`It ended with ${code} before it was ready:\n${output}`)));
    lines.on('line', (line) => {
      output += `${line}\n`;
      if (line.includes('AWS_ACCESS_KEY_ID=')) resolve();
    });
  });
  return () => output;
}

/** The embedded AWS is the process that has a folder for its images. */
function findOwner(pids: readonly number[]) {
  const owners = readdirSync(tmpdir())
    .filter((name) => name.startsWith('platform-actions-'))
    .flatMap((name) => parseOwner(name.slice('platform-actions-'.length)) ?? []);
  const owner = owners.find(({ pid }) => pids.includes(pid));
  if (!owner) throw new Error(`None of the processes ${pids.join(', ')} has a folder.`);
  return owner;
}

function must(pid: number | undefined): number {
  if (pid === undefined) throw new Error('npm could not be started.');
  return pid;
}
