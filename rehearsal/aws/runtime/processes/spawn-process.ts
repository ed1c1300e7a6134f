import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Clock } from '../../../../lib/action/clock.ts';
import { signalProcess } from '../../../machine/kill.ts';
import type { Running } from '../lifetime.ts';
import { createLineSplitter } from '../line-splitter.ts';
import { CANNOT_EXECUTE, type ContainerLaunch, type RunningContainer } from '../runtime.ts';
import type { PreparedProcess } from './isolation.ts';
import { readProcessUsage } from './process-usage.ts';

/** How long a process that left its group may hold the output open after the main one has ended. */
const LINGER_MILLISECONDS = 1_000;

/** Finds a command's program in the image; throws when there is none. */
type FindProgram = (word: string) => Promise<string>;

/** @throws Error of the operating system when the process cannot be made */
export async function spawnProcess(
  prepared: PreparedProcess,
  launch: Pick<ContainerLaunch, 'onLog' | 'onExit'>,
  findProgram: FindProgram,
  { clock, runtimeId }: { readonly clock: Clock; readonly runtimeId: string },
): Promise<RunningContainer & Running> {
  const child = spawn(prepared.file, prepared.args, {
    cwd: prepared.workingDirectory,
    env: prepared.environment,
    // A group of its own: Ctrl-C is for the embedded AWS, which then stops its tasks as ECS does.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collectOutput(child, launch.onLog);
  const closed = waitForEnd(child, clock);
  try {
    await once(child, 'spawn');
  } catch (error) {
    await prepared.release();
    throw error;
  }
  const hasEnded = new AbortController();
  const ended = closed.then(async (exitCode) => {
    hasEnded.abort();
    output.end();
    await prepared.release();
    launch.onExit({ exitCode });
  });
  return {
    runtimeId,
    ended,
    signal: (name) => kill(child, prepared, name),
    execute: (words, toEnd) =>
      execute(prepared, child, { words, findProgram, toEnd: AbortSignal.any([toEnd, hasEnded.signal]) }),
    usage: () => readProcessUsage(clock, child.pid ?? 0),
  };
}

function collectOutput(child: ChildProcess, onLog: ContainerLaunch['onLog']) {
  const stdout = createLineSplitter((line) => onLog(line, 'stdout'));
  const stderr = createLineSplitter((line) => onLog(line, 'stderr'));
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  return {
    end() {
      stdout.end();
      stderr.end();
    },
  };
}

/** Waits for the end of the process and of its output; gives the exit code as an engine counts it. */
function waitForEnd(child: ChildProcess, clock: Clock): Promise<number> {
  return new Promise((resolve) => {
    child.on('exit', () => {
      // A container's other processes end with its main one.
      if (child.pid !== undefined) signalProcess(-child.pid, 'SIGKILL');
      const cancel = clock.after(LINGER_MILLISECONDS, () => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      });
      child.on('close', cancel);
    });
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

function kill(child: ChildProcess, prepared: PreparedProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  for (const target of prepared.findTargets(child.pid, name)) signalProcess(target, name);
}

/** Runs a further command beside the process, and whatever it starts, until its end or `toEnd`. */
async function execute(
  prepared: PreparedProcess,
  child: ChildProcess,
  {
    words,
    findProgram,
    toEnd,
  }: { readonly words: readonly string[]; readonly findProgram: FindProgram; readonly toEnd: AbortSignal },
): Promise<number> {
  try {
    const executable = await findProgram(words[0] ?? '');
    const command = await prepared.enter(child.pid ?? 0, { executable, words });
    if (!command || toEnd.aborted) return CANNOT_EXECUTE;
    const further = spawn(command.file, command.args, {
      cwd: prepared.workingDirectory,
      env: prepared.environment,
      detached: true,
      stdio: 'ignore',
    });
    const end = () => further.pid !== undefined && signalProcess(-further.pid, 'SIGKILL');
    toEnd.addEventListener('abort', end, { once: true });
    const [code] = await once(further, 'exit');
    toEnd.removeEventListener('abort', end);
    return code ?? CANNOT_EXECUTE;
  } catch {
    return CANNOT_EXECUTE;
  }
}
