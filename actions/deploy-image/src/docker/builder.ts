import { ActionFailure, InputError } from '../../../../lib/action/errors.ts';
import { type Finished, PROGRAM_NOT_FOUND } from '../../../../lib/action/processes.ts';
import type { BuildSource } from '../plan.ts';
import type { Docker } from './docker.ts';
import { lastReason } from './output.ts';

/** What builds images on this machine. */
export type Builder =
  /** The buildx plugin. `pushes` when its builder can push what it builds, indexes of several platforms included. */
  | { readonly kind: 'buildx'; readonly driver: string; readonly pushes: boolean }
  /** BuildKit in the engine, which the docker commands from 18.09 to 22 can use by themselves. */
  | { readonly kind: 'buildkit' }
  /** The engine's first builder: all that a newer docker command without buildx has. */
  | { readonly kind: 'legacy' };

/**
 * Finds out what the docker command can build with.
 * @throws ActionFailure when there is no docker command or no engine behind it
 */
export async function findBuilder(docker: Docker): Promise<Builder> {
  const clientVersion = await readClientVersion(docker);
  const plugin = await docker.run(['buildx', 'version']);
  if (plugin.exitCode === 0) return await inspectBuildx(docker);
  return Number.parseInt(clientVersion, 10) < 23 ? { kind: 'buildkit' } : { kind: 'legacy' };
}

async function readClientVersion(docker: Docker): Promise<string> {
  const finished = await docker.run(['version', '--format', '{{json .}}']);
  if (finished.exitCode === PROGRAM_NOT_FOUND) {
    throw new ActionFailure({
      cause: 'An image is to be built, and there is no docker command on the PATH of this runner.',
      advice:
        'Run the job where docker is installed (ubuntu-latest has it), or give an existing image with "image".',
    });
  }
  if (finished.exitCode !== 0) {
    throw new ActionFailure({
      cause: `The Docker Engine does not answer: ${lastReason(finished.stderr)}`,
      advice:
        'Start the engine, or correct DOCKER_HOST and who may use its socket: "docker version" must succeed.',
    });
  }
  const { Client } = JSON.parse(finished.stdout) as { readonly Client: { readonly Version: string } };
  return Client.Version;
}

async function inspectBuildx(docker: Docker): Promise<Builder> {
  const builder = await docker.run(['buildx', 'inspect']);
  const driver = /^Driver:\s*(\S+)/m.exec(builder.stdout)?.[1];
  if (builder.exitCode !== 0 || driver === undefined) {
    throw new ActionFailure({
      cause: `The current builder of buildx cannot be used: ${lastReason(builder.stderr)}`,
      advice: 'Choose another one with "docker buildx use", or make one with docker/setup-buildx-action.',
    });
  }
  return { kind: 'buildx', driver, pushes: driver !== 'docker' || (await hasContainerdStore(docker)) };
}

/** With containerd's image store the engine's own builder makes indexes too. */
async function hasContainerdStore(docker: Docker): Promise<boolean> {
  const info: Finished = await docker.run(['info', '--format', '{{json .DriverStatus}}']);
  return info.stdout.includes('io.containerd.snapshotter');
}

/**
 * Refuses what this builder would ignore or cannot do.
 * @throws InputError that names the input, the reason and the way out
 */
export function checkBuilder(source: BuildSource, builder: Builder): void {
  const { platforms, secrets, provenance } = source;
  const hasBuildKit = builder.kind !== 'legacy';
  const pushes = builder.kind === 'buildx' && builder.pushes;
  const problems = [
    { input: 'secrets', needs: 'BuildKit', isMet: secrets.size === 0 || hasBuildKit },
    { input: 'platforms', needs: 'BuildKit', isMet: platforms.length === 0 || hasBuildKit },
    {
      input: 'platforms',
      needs: 'a builder of its own to build several at once',
      isMet: platforms.length < 2 || pushes,
    },
    { input: 'provenance', needs: 'a builder of its own', isMet: provenance === 'none' || pushes },
  ].filter(({ isMet }) => !isMet);
  const [problem] = problems;
  if (!problem) return;
  throw new InputError({
    cause: `Input "${problem.input}" needs ${problem.needs}, and here docker builds with ${describeBuilder(builder)}.`,
    advice: 'Put docker/setup-buildx-action before this step: it brings buildx and a builder of its own.',
  });
}

export function describeBuilder(builder: Builder): string {
  if (builder.kind === 'buildx') return `buildx, driver "${builder.driver}"`;
  return builder.kind === 'buildkit'
    ? 'the BuildKit of its engine'
    : 'its legacy builder, since the buildx plugin is missing';
}
