import { StringDecoder } from 'node:string_decoder';
import { exec } from '@actions/exec';
import type { Clock } from './clock.ts';

/** Runs other programs. */
export interface Processes {
  /**
   * Runs a program to its end, whatever its exit code. Nothing of its output reaches the log by itself.
   * @throws the signal's reason when it aborts; the program and all that it has started are stopped then
   */
  run(command: Command): Promise<Finished>;
}

export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  /** Added to this process's own environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Given on standard input: the place for a password, since every user of a machine can read arguments. */
  readonly input?: string;
  readonly signal: AbortSignal;
  /** Sees every line of standard output and standard error as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface Finished {
  /** {@link PROGRAM_NOT_FOUND} when there is no such program. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a shell says about a program that is not on PATH. */
export const PROGRAM_NOT_FOUND = 127;

/** How long a program gets to end by itself before it is killed, in milliseconds: the runner's cancel leaves 7.5 s. */
const STOP_TIMEOUT = 3000;

// @actions/exec gives no handle on what it starts. So a shell tells its own number and then becomes the program; on
// Linux as leader of a group, since docker's plugins are programs of their own that a signal to docker leaves running.
const LEADS_GROUP = process.platform === 'linux';
const SHELL = [...(LEADS_GROUP ? ['setsid'] : []), 'sh', '-c', 'echo "$$"; exec "$@"', 'sh'];

export function createProcesses(clock: Clock): Processes {
  async function run({ signal, onLine = () => {}, ...command }: Command): Promise<Finished> {
    signal.throwIfAborted();
    const leader = createStopper(clock);
    const output = { stdout: '', stderr: '' };
    const stdout = splitLines((line) => {
      if (leader.isStarted()) {
        output.stdout += `${line}\n`;
        onLine(line);
      } else leader.started(Number(line));
    });
    const stderr = splitLines((line) => {
      output.stderr += `${line}\n`;
      onLine(line);
    });
    signal.addEventListener('abort', leader.stop, { once: true });
    try {
      const [first = '', ...shell] = SHELL;
      const exitCode: number | null = await exec(first, [...shell, command.program, ...command.arguments], {
        silent: true,
        ignoreReturnCode: true,
        env: { ...ownEnvironment(), ...command.environment },
        listeners: { stdout: stdout.take, stderr: stderr.take },
        ...(command.input !== undefined && { input: Buffer.from(command.input) }),
      });
      stdout.end();
      stderr.end();
      signal.throwIfAborted();
      return { exitCode: exitCode ?? KILLED, ...output };
    } finally {
      signal.removeEventListener('abort', leader.stop);
      leader.forget();
    }
  }
  return { run };
}

/** The exit code given to a program that ended by a signal and so has none of its own. */
const KILLED = 128;

function ownEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Stops a program, also when it is asked to before the program's number is known. */
function createStopper(clock: Clock) {
  let number: number | undefined;
  let isAsked = false;
  let callOff = () => {};

  function kill(signal: NodeJS.Signals): void {
    if (number === undefined) return;
    try {
      process.kill(LEADS_GROUP ? -number : number, signal);
    } catch {
      // It has ended by itself.
    }
  }

  function stop(): void {
    isAsked = true;
    kill('SIGTERM');
    callOff();
    callOff = clock.after(STOP_TIMEOUT, () => kill('SIGKILL'));
  }

  return {
    isStarted: () => number !== undefined,
    started(own: number) {
      number = own;
      if (isAsked) stop();
    },
    stop,
    forget: () => callOff(),
  };
}

/** Cuts bytes into lines; @actions/exec's own lines lose the last one without an end and break long characters. */
function splitLines(onLine: (line: string) => void) {
  const decoder = new StringDecoder();
  let pending = '';
  return {
    take(bytes: Buffer): void {
      const parts = (pending + decoder.write(bytes)).split('\n');
      pending = parts.pop() ?? '';
      for (const line of parts) onLine(line.replace(/\r$/, ''));
    },
    end(): void {
      if (pending !== '') onLine(pending);
      pending = '';
    },
  };
}
