import type { ScalableTargetRecord } from './state.ts';

/** A scalable target as it is, and not as an answer may show it: for judges. */
export type ScalingState = Readonly<
  Pick<ScalableTargetRecord, 'cluster' | 'service' | 'min' | 'max' | 'suspended'>
>;

export function describeScalingState({
  cluster,
  service,
  min,
  max,
  suspended,
}: ScalableTargetRecord): ScalingState {
  return { cluster, service, min, max, suspended };
}
