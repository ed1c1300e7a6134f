import { AwsError } from '../kernel/errors.ts';
import type { LimitSettings } from './settings.ts';

/** Services of the older kind, which answer with codes that do not end in Exception. */
const OLDER = ['sts', 'iam', 'monitoring'];

/**
 * What a service answers to one call too many.
 * @param service as signatures name it
 */
export function throttled(
  service: string,
  { loadBalancingCode }: Pick<LimitSettings, 'loadBalancingCode'>,
): AwsError {
  if (service === 'ec2') return new AwsError('RequestLimitExceeded', 'Request limit exceeded.', 503);
  if (service === 'elasticloadbalancing') return new AwsError(loadBalancingCode, 'Rate exceeded');
  return new AwsError(OLDER.includes(service) ? 'Throttling' : 'ThrottlingException', 'Rate exceeded');
}
