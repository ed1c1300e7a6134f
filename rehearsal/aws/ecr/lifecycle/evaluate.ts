import type { Digest } from '../blobs/blob-store.ts';
import { compileWildcard } from '../wildcard.ts';
import type { LifecycleRule } from './read-policy.ts';

/** What rules look at. */
export interface Candidate {
  readonly digest: Digest;
  readonly tags: readonly string[];
  readonly pushedAt: Date;
  /** An index that is kept refers to it, so it can't go before that. */
  readonly isReferenced: boolean;
}

/** An image that goes, and the priority of the rule that says so. */
export interface Expiry {
  readonly digest: Digest;
  readonly priority: number;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Which images a policy expires. A rule counts all images that it selects, also those that go or stay by a rule before
 * it; but the first rule that selects an image decides about it (Lifecycle policies, considerations on evaluation).
 * @param rules in the order of their priorities
 * @param now milliseconds since the epoch
 */
export function evaluate(
  rules: readonly LifecycleRule[],
  images: readonly Candidate[],
  now: number,
): Expiry[] {
  const newestFirst = [...images].sort(
    (a, b) => b.pushedAt.getTime() - a.pushedAt.getTime() || (a.digest < b.digest ? -1 : 1),
  );
  const decided = new Set<Digest>();
  const expiries: Expiry[] = [];
  for (const { selects, keeps, priority } of rules) {
    const selected = newestFirst.filter((image) => isSelected(image, selects));
    const going = selected.filter(({ pushedAt }, index) =>
      keeps.kind === 'count' ? index >= keeps.count : pushedAt.getTime() < now - keeps.days * DAY,
    );
    for (const { digest, isReferenced } of going) {
      if (!decided.has(digest) && !isReferenced) expiries.push({ digest, priority });
    }
    for (const { digest } of selected) decided.add(digest);
  }
  return expiries;
}

function isSelected({ tags }: Candidate, selects: LifecycleRule['selects']): boolean {
  switch (selects.status) {
    case 'any':
      return true;
    case 'untagged':
      return tags.length === 0;
    case 'tagged':
      return selects.patterns.every((pattern) => tags.some((tag) => compileWildcard(pattern).test(tag)));
  }
}
