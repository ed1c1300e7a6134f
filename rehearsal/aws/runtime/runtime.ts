/** What runs tasks: an engine's containers, processes, or scripted behaviours. ECS knows only this port. */
export interface TaskRuntime {
  readonly kind: 'containers' | 'processes' | 'scripted';
  /**
   * Makes the image ready on this machine.
   * @param image as the task definition names it
   * @returns the digest of what the name stands for; undefined where images are only played
   * @throws StartError with ECS's words when it cannot be had
   */
  pull(image: string): Promise<string | undefined>;
  /** Gives the task an address of its own, before any of its containers starts. */
  attachNetwork(taskId: string): Promise<TaskNetwork>;
  /** @throws StartError with ECS's words when the container cannot be started */
  start(launch: ContainerLaunch): Promise<RunningContainer>;
  /** Ends everything that this runtime still runs. */
  close(): Promise<void>;
}

export interface TaskNetwork {
  /** The address that the API shows and target groups register: RFC 1918, never loopback. */
  readonly address: string;
  /** Gives the address back; the task's containers have ended. */
  release(): Promise<void>;
}

export interface ContainerLaunch {
  readonly taskId: string;
  readonly name: string;
  readonly image: string;
  readonly network: TaskNetwork;
  readonly command?: readonly string[];
  readonly entryPoint?: readonly string[];
  readonly workingDirectory?: string;
  readonly user?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly number[];
  /** Hard limit, as `memory` of the container definition; containers that use more are killed. Processes run without. */
  readonly memoryMebibytes?: number;
  /** One line of the container's output, without its newline. */
  readonly onLog: (line: string, stream: 'stdout' | 'stderr') => void;
  /** Called once, when the container's main process has ended. */
  readonly onExit: (exit: ContainerExit) => void;
}

export interface ContainerExit {
  /** Absent when nobody can tell, as after a lost machine. */
  readonly exitCode?: number;
  /** As ECS shows it beside the exit code: `OutOfMemoryError: Container killed due to memory usage`. */
  readonly reason?: string;
}

export interface RunningContainer {
  /** As an engine names its containers: 64 hexadecimal digits. */
  readonly runtimeId: string;
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
  /**
   * Runs a command beside the main process, with its files, network, environment and user, as health checks do.
   * @param toEnd ends a command that takes too long, where the runtime can
   * @returns its exit code; 126 when it cannot be run, or the container has ended
   */
  execute(command: readonly string[], toEnd: AbortSignal): Promise<number>;
  /** What it has used up to now; absent where the runtime cannot tell, undefined when the container has ended. */
  readonly usage?: () => Promise<ContainerUsage | undefined>;
}

export interface ContainerUsage {
  /** When this was so, in milliseconds since the epoch. */
  readonly at: number;
  /** CPU time since the start, on all processors together. */
  readonly cpuMilliseconds: number;
  readonly memoryBytes: number;
}

/** As shells count a command that is there and cannot be run. */
export const CANNOT_EXECUTE = 126;

/** Why a task could not start, in the words ECS puts into `stoppedReason`: `CannotPullContainerError: …`. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
