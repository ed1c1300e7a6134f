import {
  RepositoryAlreadyExistsException,
  RepositoryNotFoundException,
  type Repository as SdkRepository,
} from '@aws-sdk/client-ecr';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Log } from '../../../../lib/action/log.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import type { RepositorySettings } from '../plan.ts';
import type { EcrPorts } from './ecr-ports.ts';

/** A repository as this action needs it. */
export interface Repository {
  readonly name: string;
  /** Host and name, as ECR says them: what image references begin with. */
  readonly uri: string;
  readonly scanOnPush: boolean;
  readonly mutability: string;
  /** Patterns of tags for which the opposite of the mutability holds (`*_WITH_EXCLUSION`). */
  readonly exclusions: readonly string[];
}

/**
 * Finds a repository, and creates it when it does not exist and that is wanted.
 * @throws ActionFailure when it does not exist and is not to be created
 */
export async function ensureRepository(
  ports: EcrPorts,
  name: string,
  creation: RepositorySettings | undefined,
  log: Log,
): Promise<Repository> {
  const existing = await findRepository(ports, name);
  if (existing) {
    if (creation) warnAboutDifferences(existing, creation, log);
    return existing;
  }
  if (!creation) throw await missingRepository(ports, name);
  return createRepository(ports, name, creation, log);
}

/** Undefined when there is none of the name. */
export async function findRepository(ports: EcrPorts, name: string): Promise<Repository | undefined> {
  try {
    const { repositories } = await ports.ecr.describeRepositories(
      { repositoryNames: [name] },
      { abortSignal: ports.signal },
    );
    return repositories?.[0] && toRepository(repositories[0]);
  } catch (error) {
    if (error instanceof RepositoryNotFoundException) return undefined;
    throw error;
  }
}

/** The failure of a run that needs a repository which is not there. */
export async function missingRepository({ ecr }: EcrPorts, name: string): Promise<ActionFailure> {
  const command = awsCommand('ecr create-repository', await ecr.config.region(), { 'repository-name': name });
  return new ActionFailure({
    cause: `The repository "${name}" does not exist in this account and region.`,
    advice: `Add "create-repository: true", or create it: ${command}`,
  });
}

async function createRepository(
  ports: EcrPorts,
  name: string,
  settings: RepositorySettings,
  log: Log,
): Promise<Repository> {
  try {
    const { repository } = await ports.ecr.createRepository(
      {
        repositoryName: name,
        imageScanningConfiguration: { scanOnPush: settings.scanOnPush },
        imageTagMutability: settings.immutableTags ? 'IMMUTABLE' : 'MUTABLE',
      },
      { abortSignal: ports.signal },
    );
    if (!repository) throw new Error('ECR created a repository and did not describe it.');
    log.info(`Created the repository ${name}.`);
    return toRepository(repository);
  } catch (error) {
    if (!(error instanceof RepositoryAlreadyExistsException)) throw error;
    // Another run was faster, or the answer to our own call was lost.
    const existing = await findRepository(ports, name);
    if (!existing) throw error;
    return existing;
  }
}

/** Creation settings say nothing about a repository that is there: changing it is not this action's business. */
function warnAboutDifferences(existing: Repository, wanted: RepositorySettings, log: Log): void {
  const differences = [
    ...(existing.scanOnPush === wanted.scanOnPush ? [] : [`scan-on-push is ${existing.scanOnPush}`]),
    ...((existing.mutability === 'IMMUTABLE') === wanted.immutableTags
      ? []
      : [`its tags are ${existing.mutability}`]),
  ];
  if (differences.length === 0) return;
  log.info(`The repository ${existing.name} exists already and stays as it is: ${differences.join(', ')}.`);
}

function toRepository(repository: SdkRepository): Repository {
  const { repositoryName: name, repositoryUri: uri } = repository;
  if (name === undefined || uri === undefined)
    throw new Error('ECR described a repository without name and URI.');
  return {
    name,
    uri,
    scanOnPush: repository.imageScanningConfiguration?.scanOnPush ?? false,
    mutability: repository.imageTagMutability ?? 'MUTABLE',
    exclusions: (repository.imageTagMutabilityExclusionFilters ?? []).flatMap(({ filter }) => filter ?? []),
  };
}

/** The registry's host, which is what stands before the name in the URI. */
export function hostOf({ uri, name }: Repository): string {
  return uri.slice(0, -(name.length + 1));
}

/** Whether a tag, once given, can be moved to another image. */
export function isImmutable({ mutability, exclusions }: Repository, tag: string): boolean {
  const isExcluded = exclusions.some((pattern) => matchesWildcard(pattern, tag));
  switch (mutability) {
    case 'IMMUTABLE':
      return true;
    case 'IMMUTABLE_WITH_EXCLUSION':
      return !isExcluded;
    case 'MUTABLE_WITH_EXCLUSION':
      return isExcluded;
    default:
      return false;
  }
}

/** `*` stands for any number of characters; nothing else is special. */
function matchesWildcard(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}
