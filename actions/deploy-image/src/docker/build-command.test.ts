import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { leastBuild } from '../../testing/least-build.ts';
import type { BuildSource } from '../plan.ts';
import { buildCommand } from './build-command.ts';
import type { Builder } from './builder.ts';

const buildx: Builder = { kind: 'buildx', driver: 'docker-container', pushes: true };
const engine = { kind: 'engine', name: 'host/web:v1' } as const;
const tail = ['--file', resolve('Dockerfile'), resolve('.')];

describe('the command of a build', () => {
  test.each<[Builder, readonly string[], string]>([
    [buildx, ['buildx', 'build', '--progress=plain', '--load', '--tag', 'host/web:v1', ...tail], '1'],
    [{ kind: 'buildkit' }, ['build', '--progress=plain', '--tag', 'host/web:v1', ...tail], '1'],
    [{ kind: 'legacy' }, ['build', '--tag', 'host/web:v1', ...tail], ''],
  ])('into the engine with %j', (builder, args, buildKit) => {
    expect(buildCommand(leastBuild, builder, engine)).toEqual({
      arguments: args,
      environment: { DOCKER_BUILDKIT: buildKit, BUILDX_NO_DEFAULT_ATTESTATIONS: '1' },
    });
  });

  test('into a registry, with everything that can be given; secrets stand in the environment alone', () => {
    const source: BuildSource = {
      ...leastBuild,
      buildArguments: new Map([['A', 'x=y z']]),
      secrets: new Map([['token', 'hunter2']]),
      labels: new Map([['org.example.a', 'b']]),
      platforms: ['linux/amd64', 'linux/arm64'],
      target: 'release',
      provenance: 'max',
    };
    const destination = { kind: 'registry', repositoryUri: 'host/web', metadataFile: '/tmp/m.json' } as const;
    expect(buildCommand(source, buildx, destination)).toEqual({
      arguments: [
        ...['buildx', 'build', '--progress=plain'],
        ...[
          '--output',
          'type=image,name=host/web,push-by-digest=true,push=true',
          '--metadata-file',
          '/tmp/m.json',
        ],
        '--provenance=mode=max',
        ...['--platform', 'linux/amd64,linux/arm64'],
        ...['--target', 'release'],
        ...['--build-arg', 'A=x=y z'],
        ...['--label', 'org.example.a=b'],
        ...['--secret', 'id=token,env=DEPLOY_IMAGE_SECRET_0'],
        ...tail,
      ],
      environment: { DOCKER_BUILDKIT: '1', DEPLOY_IMAGE_SECRET_0: 'hunter2' },
    });
  });

  test('a context or Dockerfile that looks like an option stays a path', () => {
    const { arguments: args } = buildCommand(
      { ...leastBuild, context: '-', dockerfile: '--help' },
      buildx,
      engine,
    );
    expect(args.slice(-3)).toEqual(['--file', resolve('--help'), resolve('-')]);
  });
});
