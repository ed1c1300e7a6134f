import type { Clock } from '../../../../lib/action/clock.ts';
import type { PlainRequest, ScriptedAnswer } from '../../network.ts';
import type { ContainerExit, ContainerLaunch } from '../runtime.ts';

/** A container in virtual time. */
export interface Script {
  /** What is answered at a port of the task; undefined while nothing listens there. */
  listenerAt(port: number): ((request: PlainRequest) => ScriptedAnswer) | undefined;
  terminate(): void;
  /** Whether a command that checks the container's health passes now. */
  isWell(): boolean;
}

/** How a script ends and tells. */
export interface ScriptHost {
  readonly clock: Clock;
  readonly log: ContainerLaunch['onLog'];
  /** Ends the container; what was planned before does not happen any more, and a second end changes nothing. */
  exit(exit: ContainerExit): void;
  /** Calls back after so many seconds, unless the container has ended by then. */
  after(seconds: number, callback: () => void): void;
}

export function createScriptHost(
  clock: Clock,
  log: ContainerLaunch['onLog'],
  onExit: (exit: ContainerExit) => void,
): ScriptHost {
  const planned = new Set<() => void>();
  let hasEnded = false;
  return {
    clock,
    log,
    exit(exit) {
      if (hasEnded) return;
      hasEnded = true;
      for (const callOff of planned) callOff();
      onExit(exit);
    },
    after(seconds, callback) {
      if (hasEnded || !Number.isFinite(seconds)) return;
      // Whole milliseconds: an end planned for the moment of the last answer must not come a rounding error before it.
      planned.add(clock.after(Math.round(seconds * 1000), callback));
    },
  };
}
