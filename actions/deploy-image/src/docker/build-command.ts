import { resolve } from 'node:path';
import type { BuildSource } from '../plan.ts';
import type { Builder } from './builder.ts';

/** Where a build puts its image. */
export type Destination =
  /** Into the engine, under a name. */
  | { readonly kind: 'engine'; readonly name: string }
  /** Straight into a repository, untagged; the digest is written into a file. */
  | { readonly kind: 'registry'; readonly repositoryUri: string; readonly metadataFile: string };

export interface BuildCommand {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** The docker command of a build. Secrets go through the environment, never into arguments. */
export function buildCommand(source: BuildSource, builder: Builder, destination: Destination): BuildCommand {
  const secrets = [...source.secrets].map(([id, value], index) => ({
    id,
    value,
    variable: `DEPLOY_IMAGE_SECRET_${index}`,
  }));
  return {
    arguments: [
      ...(builder.kind === 'buildx' ? ['buildx', 'build'] : ['build']),
      ...(builder.kind === 'legacy' ? [] : ['--progress=plain']),
      ...destinationFlags(builder, destination),
      ...(source.provenance === 'none' ? [] : [`--provenance=mode=${source.provenance}`]),
      ...flags('--platform', source.platforms.length > 0 ? [source.platforms.join(',')] : []),
      ...flags('--target', source.target === undefined ? [] : [source.target]),
      ...flags('--build-arg', pairs(source.buildArguments)),
      ...flags('--label', pairs(source.labels)),
      ...flags(
        '--secret',
        secrets.map(({ id, variable }) => `id=${id},env=${variable}`),
      ),
      // Absolute, so that no path can be taken for an option or, as "-", for standard input.
      ...flags('--file', [resolve(source.dockerfile)]),
      resolve(source.context),
    ],
    environment: {
      // An index next to an untagged attestation is asked for by "provenance" alone; the variable also works with
      // versions of buildx that do not know the option.
      ...(source.provenance === 'none' && { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }),
      // Empty is unset: a 1 from the surroundings would make a docker command without buildx refuse to build.
      DOCKER_BUILDKIT: builder.kind === 'legacy' ? '' : '1',
      ...Object.fromEntries(secrets.map(({ variable, value }) => [variable, value])),
    },
  };
}

function destinationFlags(builder: Builder, destination: Destination): string[] {
  if (destination.kind === 'engine') {
    return [...(builder.kind === 'buildx' ? ['--load'] : []), '--tag', destination.name];
  }
  const { repositoryUri, metadataFile } = destination;
  return [
    '--output',
    `type=image,name=${repositoryUri},push-by-digest=true,push=true`,
    '--metadata-file',
    metadataFile,
  ];
}

function flags(name: string, values: readonly string[]): string[] {
  return values.flatMap((value) => [name, value]);
}

function pairs(map: ReadonlyMap<string, string>): string[] {
  return [...map].map(([key, value]) => `${key}=${value}`);
}
