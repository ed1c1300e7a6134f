import type { Clock } from '../../../lib/action/clock.ts';
import { type Call, perRegion } from '../kernel/call.ts';
import type { Guard } from '../kernel/dispatch.ts';
import { bucketsOf } from './families.ts';
import { type BucketName, DEFAULT_BUCKETS, DEFAULT_LIMITS, type LimitSettings } from './settings.ts';
import { throttled } from './throttled.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** How many calls AWS takes from an account in a region. What its services do by themselves does not count. */
export interface Limits {
  /** Takes a token for the call. */
  readonly guard: Guard;
  /**
   * Takes a token for what a service reads in the account's name and AWS charges to the account all the same: parameters
   * that a task gets as secrets, alarms of a deployment.
   * @param service as signatures name it: `ssm`
   * @throws AwsError in the service's words when there is none
   */
  draw(place: Pick<Call, 'account' | 'region'>, service: string, operation: string): void;
}

export function createLimits({
  clock,
  settings: given = {},
}: {
  readonly clock: Clock;
  readonly settings?: Partial<LimitSettings>;
}): Limits {
  const settings = { ...DEFAULT_LIMITS, ...given };
  const bucketsIn = perRegion(() => new Map<BucketName, TokenBucket>());

  function bucketIn(buckets: Map<BucketName, TokenBucket>, name: BucketName): TokenBucket {
    const known = buckets.get(name);
    if (known) return known;
    const bucket = createTokenBucket(settings.buckets[name] ?? DEFAULT_BUCKETS[name], clock.now());
    buckets.set(name, bucket);
    return bucket;
  }

  const draw: Limits['draw'] = (place, service, operation) => {
    if (!settings.enforced) return;
    const now = clock.now();
    const all = bucketsIn(place);
    const buckets = bucketsOf(service, operation).map((name) => bucketIn(all, name));
    if (!buckets.every((bucket) => bucket.hasToken(now))) throw throttled(service, settings);
    for (const bucket of buckets) bucket.take(now);
  };

  return {
    draw,
    guard: ({ service, call }) => draw(call, service.model.name, call.operation),
  };
}
