import { indexesOf, type Repository, removeImage, tagsOf } from '../store.ts';
import { type Candidate, type Expiry, evaluate } from './evaluate.ts';
import type { LifecycleRule } from './read-policy.ts';

/** What a policy would expire now. */
export function findExpired(repository: Repository, rules: readonly LifecycleRule[], now: number): Expiry[] {
  const candidates = [...repository.images.values()].map(
    ({ digest, pushedAt }): Candidate => ({
      ...{ digest, pushedAt, tags: tagsOf(repository, digest) },
      isReferenced: indexesOf(repository, digest).length > 0,
    }),
  );
  return evaluate(rules, candidates, now);
}

/**
 * Applies the policy as often as it was due since the last time. Nothing happens in a repository but by calls, so
 * whoever looks at it next is early enough, and no timer is needed.
 */
export function applyPolicy(repository: Repository, now: number, interval: number): void {
  const { lifecycle } = repository;
  if (!lifecycle) return;
  const times = Math.floor((now - lifecycle.appliedAt) / interval);
  if (times < 1) return;
  lifecycle.appliedAt += times * interval;
  for (const { digest } of findExpired(repository, lifecycle.rules, lifecycle.appliedAt)) {
    removeImage(repository, digest, lifecycle.appliedAt);
  }
}
