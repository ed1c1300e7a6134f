import type { Clock } from '../../lib/action/clock.ts';
import { type ActionProcess, cancelProcess } from './action-process.ts';

/** Holds a job's one running script, so that it can be cancelled or lost from outside. */
export interface JobControl {
  readonly isCancelled: boolean;
  readonly isDead: boolean;
  /** Runs a script to its end. Undefined when the machine died before that. */
  watch(start: () => ActionProcess): Promise<WatchedEnd | undefined>;
  cancel(): Promise<void>;
  die(): void;
  /** The job is over. */
  close(): void;
}

export interface WatchedEnd {
  readonly exitCode: number | null;
  /** The cancellation came while this script ran. */
  readonly wasCancelled: boolean;
}

/** Five minutes after a cancellation GitHub gives the job up, `post` or not. */
const GIVE_UP_AFTER = 5 * 60_000;

export function createJobControl(clock: Clock): JobControl {
  let current: ActionProcess | undefined;
  let cancelled: ActionProcess | undefined;
  let callOffGivingUp: (() => void) | undefined;
  let isDead = false;

  async function watch(start: () => ActionProcess): Promise<WatchedEnd | undefined> {
    if (isDead) return undefined;
    const running = start();
    current = running;
    const { exitCode } = await running.ended;
    current = undefined;
    return isDead ? undefined : { exitCode, wasCancelled: cancelled === running };
  }

  async function cancel(): Promise<void> {
    callOffGivingUp ??= clock.after(GIVE_UP_AFTER, die);
    const running = current;
    if (!running || cancelled === running) return;
    cancelled = running;
    await cancelProcess(clock, running);
    await running.ended;
  }

  function die(): void {
    isDead = true;
    callOffGivingUp?.();
    current?.kill();
  }

  return {
    get isCancelled() {
      return callOffGivingUp !== undefined;
    },
    get isDead() {
      return isDead;
    },
    watch,
    cancel,
    die,
    close: () => callOffGivingUp?.(),
  };
}
