import type { ImageConfig } from '../../ecr/images.ts';
import { readImageEnvironment } from '../image-environment.ts';
import type { ContainerLaunch } from '../runtime.ts';

/** What a container runs, put together from the image and the launch as an engine does it. */
export interface ContainerCommand {
  /** Program and arguments; never empty. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute, in the image. */
  readonly workingDirectory: string;
  /** As `--user` takes it: name or number, with a group behind a colon; empty for root. */
  readonly user: string;
}

/** The part of a launch that says what to run. */
type CommandLaunch = Pick<
  ContainerLaunch,
  'command' | 'entryPoint' | 'environment' | 'user' | 'workingDirectory'
>;

/** What an engine gives a container whose image names no PATH. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * An entry point of the launch takes the image's command away with its entry point; an empty one counts as none.
 * @throws Error when neither image nor launch says what to run
 */
export function composeCommand(config: ImageConfig, launch: CommandLaunch): ContainerCommand {
  const entryPoint = nonEmpty(launch.entryPoint);
  const command = nonEmpty(launch.command) ?? (entryPoint ? [] : (config.Cmd ?? []));
  const words = [...(entryPoint ?? config.Entrypoint ?? []), ...command];
  if (words.length === 0) throw new Error('No command specified');
  return {
    words,
    environment: { PATH: DEFAULT_PATH, ...readImageEnvironment(config), ...launch.environment },
    workingDirectory: launch.workingDirectory || config.WorkingDir || '/',
    user: launch.user ?? config.User ?? '',
  };
}

function nonEmpty(words: readonly string[] | undefined): readonly string[] | undefined {
  return words && words.length > 0 ? words : undefined;
}
