/** What the containers of an image do where they are not simply the sample application, or not simply run. */
export interface Behaviour {
  /** Switches of the sample application; they outrank those of the image and of the task definition. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The image cannot be pulled: ECS's words, `CannotPullContainerError: …`. */
  readonly pullError?: string;
  /** The container cannot be started: ECS's words, `CannotStartContainerError: …`. */
  readonly startError?: string;
  /** It is not the application but a job that runs for a while and ends, as a migration does. */
  readonly job?: Job;
  /** /readyz and health checks in the container say yes and no in turns. */
  readonly flapping?: { readonly readySeconds: number; readonly unreadySeconds: number };
  /** Without it nobody can tell what the container uses. */
  readonly load?: Load;
}

/** What a container uses, for metrics. */
export interface Load {
  /** Milliseconds of CPU time for each second that it runs, and for each request, health checks included. */
  readonly cpuPerSecond: number;
  readonly cpuPerRequest?: number;
  readonly memoryMebibytes: number;
}

export interface Job {
  readonly seconds: number;
  /** Lines of output, the first at the start, the others evenly over its time. */
  readonly lines?: readonly string[];
  /** Absent when nobody can tell, as after a lost machine. */
  readonly exitCode?: number;
  readonly reason?: string;
}

/** By image, as task definitions name it. */
export type Behaviours = Readonly<Record<string, Behaviour>>;
