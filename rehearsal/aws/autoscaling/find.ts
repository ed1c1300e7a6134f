import { objectNotFound } from './errors.ts';
import type { Region, ScalableTargetRecord } from './state.ts';

/** @throws AwsError ObjectNotFoundException */
export function findTarget(region: Region, resourceId: string): ScalableTargetRecord {
  const target = region.targets.get(resourceId);
  if (!target) throw objectNotFound('scalable target registered', resourceId);
  return target;
}
