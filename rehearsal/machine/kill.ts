import { type Clock, sleep } from '../../lib/action/clock.ts';
import { isRunning } from './owner.ts';

const POLL_MILLISECONDS = 5;
const GONE_WITHIN_MILLISECONDS = 10_000;

/** Sends a signal; a process that has ended needs none. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Kills processes that are not children of this one, and waits until they are gone.
 * @throws Error naming those that the kernel does not let go
 */
export async function killProcesses(pids: readonly number[], clock: Clock): Promise<void> {
  for (const pid of pids) signalProcess(pid, 'SIGKILL');
  const deadline = clock.now() + GONE_WITHIN_MILLISECONDS;
  for (let left = pids.filter(isRunning); left.length > 0; left = left.filter(isRunning)) {
    if (clock.now() > deadline)
      throw new Error(`The processes ${left.join(', ')} were killed and do not end.`);
    await sleep(clock, POLL_MILLISECONDS);
  }
}
