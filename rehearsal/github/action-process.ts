import { spawn } from 'node:child_process';
import { type Clock, sleep } from '../../lib/action/clock.ts';
import { createLineSplitter } from './lines.ts';

/** A script of an action while it runs, with whatever it starts. */
export interface ActionProcess {
  /** Settles when it has ended and its output is read. */
  readonly ended: Promise<ProcessEnd>;
  /** Asks the script itself, none of its children. */
  signal(name: 'SIGINT' | 'SIGTERM'): void;
  /** Ends the script and all of its process group at once. */
  kill(): void;
}

export interface ProcessEnd {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
}

/** How long output is still read when the script has ended, and something that it left behind holds its streams. */
const OUTPUT_GRACE = 5_000;

/**
 * Runs a script with the Node that this process runs on, in a process group of its own and with the given environment
 * alone. Standard input is empty.
 */
export function startScript(launch: {
  readonly script: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly onLine: (line: string) => void;
}): ActionProcess {
  const child = spawn(process.execPath, [launch.script], {
    cwd: launch.workingDirectory,
    env: { ...launch.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const streams = [child.stdout, child.stderr];
  for (const stream of streams) {
    const lines = createLineSplitter(launch.onLine);
    stream.setEncoding('utf8').on('data', lines.write).on('close', lines.end);
  }
  const ended = new Promise<ProcessEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => {
      const callOff = launch.clock.after(OUTPUT_GRACE, () => {
        for (const stream of streams) stream.destroy();
      });
      child.on('close', callOff);
    });
    child.on('close', (exitCode) => resolve({ exitCode }));
  });
  return { ended, signal: (name) => void child.kill(name), kill: () => killGroup(child.pid) };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: the group is already empty, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** What GitHub's runner grants a cancelled step, in milliseconds: after SIGINT, then after SIGTERM. */
const CANCEL_STAGES = [
  ['SIGINT', 7_500],
  ['SIGTERM', 2_500],
] as const;

/** Cancels as GitHub's runner does: SIGINT, 7.5 s, SIGTERM, 2.5 s, SIGKILL for all that is left. */
export async function cancelProcess(clock: Clock, running: ActionProcess): Promise<void> {
  for (const [signal, grace] of CANCEL_STAGES) {
    running.signal(signal);
    if (await endsWithin(clock, grace, running)) return;
  }
  running.kill();
}

async function endsWithin(clock: Clock, milliseconds: number, running: ActionProcess): Promise<boolean> {
  const over = new AbortController();
  const timeIsUp = sleep(clock, milliseconds, over.signal).then(
    () => false,
    () => true,
  );
  const hasEnded = await Promise.race([running.ended.then(() => true), timeIsUp]);
  over.abort();
  return hasEnded;
}
