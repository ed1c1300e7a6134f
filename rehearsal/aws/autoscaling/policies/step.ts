import type {
  StepAdjustment,
  StepScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { checkCount, requireValue } from '../checks.ts';
import { validation } from '../errors.ts';

/** @throws AwsError when PutScalingPolicy would refuse it */
export function checkStep(given: StepScalingPolicyConfiguration | undefined): StepScalingPolicyConfiguration {
  const step = requireValue('stepScalingPolicyConfiguration', given);
  requireValue('stepScalingPolicyConfiguration.adjustmentType', step.AdjustmentType);
  checkCount('cooldown', step.Cooldown);
  checkCount('minAdjustmentMagnitude', step.MinAdjustmentMagnitude);
  checkIntervals(step.StepAdjustments ?? []);
  return step;
}

/** Steps may neither overlap nor leave a gap. */
function checkIntervals(steps: readonly StepAdjustment[]): void {
  if (steps.length === 0)
    throw validation('At least one StepAdjustment must be specified for StepScaling policies');
  const sorted = [...steps].sort((a, b) => lowerOf(a) - lowerOf(b));
  for (const [index, step] of sorted.entries()) {
    if (lowerOf(step) >= upperOf(step)) {
      throw validation('The lower bound of a StepAdjustment must be less than its upper bound.');
    }
    const next = sorted[index + 1];
    if (next && upperOf(step) !== lowerOf(next)) {
      throw validation(
        upperOf(step) > lowerOf(next)
          ? 'StepAdjustment intervals can’t overlap.'
          : 'StepAdjustment intervals can’t have gaps between them.',
      );
    }
  }
}

function lowerOf({ MetricIntervalLowerBound }: StepAdjustment): number {
  return MetricIntervalLowerBound ?? -Infinity;
}

function upperOf({ MetricIntervalUpperBound }: StepAdjustment): number {
  return MetricIntervalUpperBound ?? Infinity;
}

/**
 * The capacity that a step policy asks for; undefined when no step is meant.
 * @param difference of the metric from the alarm's threshold
 */
export function stepCapacity(
  step: StepScalingPolicyConfiguration,
  current: number,
  difference: number,
): number | undefined {
  const adjustment = (step.StepAdjustments ?? []).find((candidate) =>
    difference >= 0
      ? difference >= lowerOf(candidate) && difference < upperOf(candidate)
      : difference > lowerOf(candidate) && difference <= upperOf(candidate),
  )?.ScalingAdjustment;
  if (adjustment === undefined) return undefined;
  if (step.AdjustmentType === 'ExactCapacity') return adjustment;
  if (step.AdjustmentType === 'ChangeInCapacity') return current + adjustment;
  const change = roundChange((current * adjustment) / 100);
  const least = Math.sign(adjustment) * (step.MinAdjustmentMagnitude ?? 0);
  return current + (Math.abs(change) >= Math.abs(least) ? change : least);
}

/** Towards zero, but a change of less than one task is one. */
function roundChange(change: number): number {
  if (change > 0) return Math.max(1, Math.floor(change));
  return change < 0 ? Math.min(-1, Math.ceil(change)) : 0;
}
