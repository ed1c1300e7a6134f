import type { TaskNetwork } from '../runtime.ts';
import type { ContainerCommand } from './command.ts';
import type { ProcessUser } from './user.ts';

/** How the processes of tasks are kept apart from each other and from the machine. */
export interface Isolation {
  /** One clause for people: what they get, and what they do not. */
  readonly description: string;
  /** @throws StartError when no address can be given */
  attach(): Promise<TaskNetwork>;
  /** @throws Error saying why this program cannot be run this way */
  prepare(program: Program): Promise<PreparedProcess>;
  /** All processes have ended. */
  close(): Promise<void>;
}

/** One container's program, found in its image. */
export interface Program {
  readonly network: TaskNetwork;
  /** The folder that stands for the image's `/`. */
  readonly root: string;
  readonly command: ContainerCommand;
  /** Absolute, in the image. */
  readonly executable: string;
  readonly user: ProcessUser;
  readonly ports: readonly number[];
}

/** What is really spawned. */
export interface PreparedProcess {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** A folder of this machine. */
  readonly workingDirectory: string;
  /** The processes that a signal is for, in order, given the one that was spawned. */
  findTargets(spawned: number, signal: 'SIGTERM' | 'SIGKILL'): readonly number[];
  /** Gives back what was prepared; the process has ended. */
  release(): Promise<void>;
}
