import type {
  MetricType,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { notImplemented } from '../../kernel/errors.ts';
import { checkCount, requireValue } from '../checks.ts';
import { validation } from '../errors.ts';

const PREDEFINED = [
  'ECSServiceAverageCPUUtilization',
  'ECSServiceAverageMemoryUtilization',
  'ALBRequestCountPerTarget',
] as const;

const LABEL = /^app\/[^/]+\/[^/]+\/targetgroup\/[^/]+\/[^/]+$/;

/**
 * @returns the configuration as it is kept
 * @throws AwsError when PutScalingPolicy would refuse it
 */
export function checkTracking(
  given: TargetTrackingScalingPolicyConfiguration | undefined,
): TargetTrackingScalingPolicyConfiguration {
  const tracking = requireValue('targetTrackingScalingPolicyConfiguration', given);
  const { TargetValue: target = 0 } = tracking;
  if (!(target > 0) || target > 2 ** 360) throw validation('TargetValue must be greater than 0.');
  checkCount('scaleInCooldown', tracking.ScaleInCooldown);
  checkCount('scaleOutCooldown', tracking.ScaleOutCooldown);
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: customized } = tracking;
  if ((predefined === undefined) === (customized === undefined)) {
    throw validation(
      'Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be specified.',
    );
  }
  if (predefined) checkPredefined(predefined.PredefinedMetricType, predefined.ResourceLabel);
  if (customized) checkCustomized(customized);
  return tracking;
}

function checkPredefined(type: MetricType | undefined, label: string | undefined): void {
  if (/^ECSService.*HighResolution$/.test(type ?? '')) throw notImplemented(`the metric type ${type}`);
  if (!PREDEFINED.some((known) => known === type)) {
    throw validation(`The metric type ${type} is not supported for ecs.`);
  }
  const needsLabel = type === 'ALBRequestCountPerTarget';
  if (needsLabel && !LABEL.test(label ?? '')) {
    throw validation(
      'ResourceLabel must be of the format app/<load-balancer-name>/<load-balancer-id>/targetgroup/<target-group-name>/<target-group-id>.',
    );
  }
  if (!needsLabel && label !== undefined) {
    throw validation(`You cannot specify a ResourceLabel with the metric type ${type}.`);
  }
}

function checkCustomized(
  customized: NonNullable<TargetTrackingScalingPolicyConfiguration['CustomizedMetricSpecification']>,
): void {
  if (customized.Metrics) throw notImplemented('metric math in a CustomizedMetricSpecification');
  requireValue('customizedMetricSpecification.metricName', customized.MetricName);
  requireValue('customizedMetricSpecification.namespace', customized.Namespace);
  requireValue('customizedMetricSpecification.statistic', customized.Statistic);
}
