import type { ImageTagMutability, ImageTagMutabilityExclusionFilter } from '@aws-sdk/client-ecr';
import { checkEnum, constraintError } from './checks.ts';
import { compileWildcard, countWildcards } from './wildcard.ts';

/** Which tags of a repository may be put again. */
export interface TagMutability {
  readonly mode: ImageTagMutability;
  /** For the tags that match one of them the opposite of the mode's first word holds. */
  readonly exclusions: readonly string[];
}

export const MUTABLE: TagMutability = { mode: 'MUTABLE', exclusions: [] };

const FILTER_LIMIT = 5;
const WILDCARD_LIMIT = 2;

/** @throws AwsError InvalidParameterException when mode and filters do not go together */
export function readMutability(
  mode: ImageTagMutability | undefined,
  filters: readonly ImageTagMutabilityExclusionFilter[] | undefined,
): TagMutability {
  const known = checkEnum('imageTagMutability', mode, [
    'IMMUTABLE',
    'IMMUTABLE_WITH_EXCLUSION',
    'MUTABLE',
    'MUTABLE_WITH_EXCLUSION',
  ]);
  const hasExclusions = known.endsWith('_WITH_EXCLUSION');
  if (hasExclusions !== Boolean(filters?.length)) {
    throw constraintError(
      'imageTagMutabilityExclusionFilters',
      hasExclusions
        ? `must be given with imageTagMutability ${known}`
        : `must not be given with imageTagMutability ${known}`,
    );
  }
  return { mode: known, exclusions: (filters ?? []).map(readFilter) };
}

function readFilter(
  { filter = '', filterType }: ImageTagMutabilityExclusionFilter,
  index: number,
  all: readonly unknown[],
): string {
  checkEnum('filterType', filterType, ['WILDCARD']);
  if (all.length > FILTER_LIMIT) {
    throw constraintError(
      'imageTagMutabilityExclusionFilters',
      `Member must have length less than or equal to ${FILTER_LIMIT}`,
    );
  }
  if (/^[0-9a-zA-Z._*-]{1,128}$/.test(filter) && countWildcards(filter) <= WILDCARD_LIMIT) return filter;
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
