import type { ImageTagMutability, ImageTagMutabilityExclusionFilter } from '@aws-sdk/client-ecr';
import { constraintError } from './checks.ts';
import { compileWildcard, countWildcards } from './wildcard.ts';

/** Which tags of a repository may be put again. */
export interface TagMutability {
  readonly mode: ImageTagMutability;
  /** For the tags that match one of them the opposite of the mode's first word holds. */
  readonly exclusions: readonly string[];
}

export const MUTABLE: TagMutability = { mode: 'MUTABLE', exclusions: [] };

const WILDCARD_LIMIT = 2;

/** @throws AwsError InvalidParameterException when mode and filters do not go together */
export function readMutability(
  mode: ImageTagMutability = 'MUTABLE',
  filters: readonly ImageTagMutabilityExclusionFilter[] | undefined,
): TagMutability {
  const hasExclusions = mode.endsWith('_WITH_EXCLUSION');
  if (hasExclusions !== Boolean(filters?.length)) {
    throw constraintError(
      'imageTagMutabilityExclusionFilters',
      hasExclusions
        ? `must be given with imageTagMutability ${mode}`
        : `must not be given with imageTagMutability ${mode}`,
    );
  }
  return { mode, exclusions: (filters ?? []).map(readFilter) };
}

function readFilter({ filter = '' }: ImageTagMutabilityExclusionFilter, index: number): string {
  if (countWildcards(filter) <= WILDCARD_LIMIT) return filter;
  throw constraintError(
    `imageTagMutabilityExclusionFilters.${index + 1}.member.filter`,
    `must be a tag in which '*' stands at most ${WILDCARD_LIMIT} times`,
  );
}

/** Tells whether the tag stays with the image that it was first put on. */
export function isImmutable({ mode, exclusions }: TagMutability, tag: string): boolean {
  const isExcluded = exclusions.some((filter) => compileWildcard(filter).test(tag));
  return mode.startsWith('IMMUTABLE') !== isExcluded;
}

/** As DescribeRepositories shows it. */
export function renderMutability({ mode, exclusions }: TagMutability) {
  return {
    imageTagMutability: mode,
    imageTagMutabilityExclusionFilters:
      exclusions.length === 0
        ? undefined
        : exclusions.map((filter): ImageTagMutabilityExclusionFilter => ({ filterType: 'WILDCARD', filter })),
  };
}
