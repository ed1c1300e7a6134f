import { describe, expect, test } from '@jest/globals';
import type { Finished } from '../../../../lib/action/processes.ts';
import { leastBuild } from '../../testing/least-build.ts';
import type { BuildSource } from '../plan.ts';
import { type Builder, checkBuilder, findBuilder } from './builder.ts';
import type { Docker } from './docker.ts';

const failed = (stderr: string, exitCode = 1, stdout = ''): Finished => ({ exitCode, stdout, stderr });
const said = (stdout: string): Finished => ({ exitCode: 0, stdout, stderr: '' });

const version = (client: string) =>
  said(`{"Client":{"Version":"${client}"},"Server":{"Version":"20.10.24"}}`);
const noBuildx = failed("docker: unknown command: docker buildx\n\nRun 'docker --help' for more information");
const inspect = (driver: string) =>
  said(`Name:          default\nDriver:        ${driver}\nLast Activity: never\n`);
const plainStore = said('[["Backing Filesystem","extfs"],["Supports d_type","true"]]');
const containerdStore = said('[["driver-type","io.containerd.snapshotter.v1"]]');

/** A docker command that answers with what real ones have said. */
function dockerThatSays(answers: Record<string, Finished>): Docker {
  return {
    run: async (args) =>
      answers[args.slice(0, 2).join(' ')] ?? failed(`unexpected: docker ${args.join(' ')}`),
  };
}

describe('what docker builds with', () => {
  test.each<[string, Record<string, Finished>, Builder]>([
    [
      'docker 20.10',
      { 'version --format': version('20.10.24+dfsg1'), 'buildx version': noBuildx },
      { kind: 'buildkit' },
    ],
    [
      'docker 28 without buildx',
      { 'version --format': version('28.2.2'), 'buildx version': noBuildx },
      { kind: 'legacy' },
    ],
    [
      'buildx on the engine',
      {
        'version --format': version('28.2.2'),
        'buildx version': said('github.com/docker/buildx v0.29.1'),
        'buildx inspect': inspect('docker'),
        'info --format': plainStore,
      },
      { kind: 'buildx', driver: 'docker', pushes: false },
    ],
    [
      "buildx on an engine with containerd's store",
      {
        'version --format': version('29.0.0'),
        'buildx version': said('github.com/docker/buildx v0.29.1'),
        'buildx inspect': inspect('docker'),
        'info --format': containerdStore,
      },
      { kind: 'buildx', driver: 'docker', pushes: true },
    ],
    [
      'buildx with a builder of its own',
      {
        'version --format': version('28.2.2'),
        'buildx version': said('github.com/docker/buildx v0.29.1'),
        'buildx inspect': inspect('docker-container'),
      },
      { kind: 'buildx', driver: 'docker-container', pushes: true },
    ],
  ])('%s', async (_, answers, builder) => {
    expect(await findBuilder(dockerThatSays(answers))).toEqual(builder);
  });

  test.each<[string, Record<string, Finished>, string]>([
    [
      'no docker',
      { 'version --format': failed('sh: 1: exec: docker: not found', 127) },
      'An image is to be built, and there is no docker command on the PATH of this runner.',
    ],
    [
      'no engine',
      {
        'version --format': failed(
          'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?',
          1,
        ),
      },
      'The Docker Engine does not answer: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?',
    ],
    [
      'a builder that is gone',
      {
        'version --format': version('28.2.2'),
        'buildx version': said('github.com/docker/buildx v0.29.1'),
        'buildx inspect': failed('ERROR: no builder "mine" found'),
      },
      'The current builder of buildx cannot be used: no builder "mine" found',
    ],
  ])('%s', async (_, answers, cause) => {
    await expect(findBuilder(dockerThatSays(answers))).rejects.toMatchObject({
      failure: { cause, advice: expect.any(String) },
    });
  });
});

describe('what a builder cannot do is refused', () => {
  const own: Builder = { kind: 'buildx', driver: 'docker-container', pushes: true };
  const engine: Builder = { kind: 'buildx', driver: 'docker', pushes: false };
  const buildkit: Builder = { kind: 'buildkit' };
  const legacy: Builder = { kind: 'legacy' };
  const secrets = { secrets: new Map([['id', 'value']]) };
  const one = { platforms: ['linux/arm64'] };
  const two = { platforms: ['linux/arm64', 'linux/amd64'] };
  const provenance = { provenance: 'min' } as const;

  test.each<[Partial<BuildSource>, Builder, string]>([
    [secrets, legacy, 'Input "secrets" needs BuildKit, and here docker builds with its legacy builder'],
    [one, legacy, 'Input "platforms" needs BuildKit, and here docker builds with its legacy builder'],
    [
      two,
      buildkit,
      'Input "platforms" needs a builder of its own to build several at once, and here docker builds with the BuildKit of its engine.',
    ],
    [
      two,
      engine,
      'Input "platforms" needs a builder of its own to build several at once, and here docker builds with buildx, driver "docker".',
    ],
    [
      provenance,
      engine,
      'Input "provenance" needs a builder of its own, and here docker builds with buildx, driver "docker".',
    ],
    [
      provenance,
      legacy,
      'Input "provenance" needs a builder of its own, and here docker builds with its legacy builder',
    ],
  ])('%j with %j', (part, builder, cause) => {
    expect(() => checkBuilder({ ...leastBuild, ...part }, builder)).toThrow(cause);
  });

  test.each<[Partial<BuildSource>, Builder]>([
    [{}, legacy],
    [{ ...secrets, ...one }, buildkit],
    [{ ...secrets, ...one }, engine],
    [{ ...secrets, ...two, ...provenance }, own],
  ])('%j with %j is fine', (part, builder) => {
    expect(() => checkBuilder({ ...leastBuild, ...part }, builder)).not.toThrow();
  });
});
