import type { Finished, Processes } from '../../../../lib/action/processes.ts';

/** The docker command with the configuration of this run. */
export interface Docker {
  run(args: readonly string[], options?: DockerOptions): Promise<Finished>;
}

export interface DockerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly onLine?: (line: string) => void;
}

/** @param environment what every call gets: the folder of the private configuration */
export function createDocker(
  processes: Processes,
  signal: AbortSignal,
  environment: Readonly<Record<string, string>>,
): Docker {
  return {
    run: (args, options = {}) =>
      processes.run({
        program: 'docker',
        arguments: args,
        signal,
        ...options,
        environment: { ...environment, ...options.environment },
      }),
  };
}
