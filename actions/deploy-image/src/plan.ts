import { InputError } from '../../../lib/action/errors.ts';
import type { Environment } from '../../../lib/action/inputs.ts';
import type { ImageReference } from './image-reference.ts';
import type { Inputs } from './inputs.ts';

/** What a run is to do, settled before anything outside is asked. */
export interface Plan {
  readonly source: BuildSource | TakeSource;
  /** Where the image ends up. */
  readonly repository: string;
  readonly tags: readonly string[];
  /** How to create the repository when it does not exist; undefined when that is an error. */
  readonly creation: RepositorySettings | undefined;
}

/** Build from a Dockerfile. Paths are from the working directory. */
export interface BuildSource {
  readonly kind: 'build';
  readonly context: string;
  readonly dockerfile: string;
  readonly buildArguments: ReadonlyMap<string, string>;
  readonly secrets: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly platforms: readonly string[];
  readonly target: string | undefined;
  readonly provenance: 'none' | 'min' | 'max';
}

/** Take an image that is in the registry. */
export interface TakeSource {
  readonly kind: 'take';
  readonly reference: ImageReference;
}

export interface RepositorySettings {
  readonly scanOnPush: boolean;
  readonly immutableTags: boolean;
}

/**
 * Decides between building and taking, fills in what follows from the environment, and refuses what contradicts itself.
 * @throws InputError
 */
export function makePlan(inputs: Inputs, env: Environment): Plan {
  const creation = planCreation(inputs);
  return inputs.image === undefined
    ? { ...planBuild(inputs, env), creation }
    : { ...planTake(inputs, inputs.image), creation };
}

function planBuild(inputs: Inputs, env: Environment) {
  if (inputs.repository === undefined) {
    throw new InputError({
      cause: 'Input "repository" is not given, so there is no place for the image that is to be built.',
      advice: 'Give "repository" to build an image, or "image" to take one that is in the registry already.',
    });
  }
  const context = inputs.context ?? '.';
  return {
    repository: inputs.repository,
    tags: inputs.tags.length > 0 ? inputs.tags : [commitTag(env)],
    source: {
      kind: 'build',
      context,
      dockerfile: inputs.dockerfile ?? `${context.replace(/\/$/, '')}/Dockerfile`,
      buildArguments: inputs.buildArgs,
      secrets: inputs.secrets,
      labels: inputs.labels,
      platforms: inputs.platforms,
      target: inputs.target,
      provenance: inputs.provenance,
    },
  } as const;
}

function commitTag(env: Environment): string {
  if (env.GITHUB_SHA) return env.GITHUB_SHA;
  throw new InputError({
    cause: 'Input "tags" is not given, and there is no commit (GITHUB_SHA) to name the image after.',
    advice: 'Give "tags".',
  });
}

function planTake(inputs: Inputs, reference: ImageReference) {
  refuseBuildInputs(inputs);
  const repository = inputs.repository ?? reference.repository;
  const isCopy = repository !== reference.repository;
  const { tag } = reference;
  const tags = inputs.tags.length === 0 && isCopy && tag !== undefined ? [tag] : inputs.tags;
  if (isCopy && tags.length === 0) {
    throw new InputError({
      cause: `Input "tags" is not given, and the copy in "${repository}" would have no tag: lifecycle policies delete such images.`,
      advice: 'Give "tags".',
    });
  }
  return { repository, tags, source: { kind: 'take', reference } } as const;
}

/** An input that cannot act is an error: whoever gives it expects something of it. */
function refuseBuildInputs(inputs: Inputs): void {
  const given = [
    ['context', inputs.context !== undefined],
    ['dockerfile', inputs.dockerfile !== undefined],
    ['build-args', inputs.buildArgs.size > 0],
    ['secrets', inputs.secrets.size > 0],
    ['target', inputs.target !== undefined],
    ['platforms', inputs.platforms.length > 0],
    ['labels', inputs.labels.size > 0],
    ['provenance', inputs.provenance !== 'none'],
  ] as const;
  const names = given.filter(([, isGiven]) => isGiven).map(([name]) => `"${name}"`);
  if (names.length === 0) return;
  throw new InputError({
    cause: `Input ${names.join(', ')} only acts in a build, and "image" takes an image that is built already.`,
    advice: `Remove ${names.join(', ')}, or remove "image" to build.`,
  });
}

function planCreation(inputs: Inputs): RepositorySettings | undefined {
  const { createRepository, scanOnPush, tagMutability } = inputs;
  if (createRepository)
    return { scanOnPush: scanOnPush ?? true, immutableTags: tagMutability === 'immutable' };
  const name =
    scanOnPush !== undefined ? 'scan-on-push' : tagMutability !== undefined ? 'tag-mutability' : undefined;
  if (name === undefined) return undefined;
  throw new InputError({
    cause: `Input "${name}" only acts on a repository that this run creates, and "create-repository" is not true.`,
    advice: `Remove "${name}", or add "create-repository: true".`,
  });
}
