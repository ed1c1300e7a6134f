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
  /** How a further program is started beside the one that was spawned; undefined when that has ended. */
  enter(spawned: number, further: FurtherProgram): Promise<Command | undefined>;
  /** Gives back what was prepared; the process has ended. */
  release(): Promise<void>;
}

/** A program that joins a running one. */
export interface FurtherProgram {
  /** Absolute, in the image. */
  readonly executable: string;
  /** As `ContainerCommand`. */
  readonly words: readonly string[];
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}
