import type { TargetTrackingScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';
import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { ScalingPorts } from '../ports.ts';
import type { NamedAlarm, PolicyRecord, Region, ScalableTargetRecord } from '../state.ts';

/** Below this share of the target value for a quarter of an hour, capacity is taken away. */
const LOW_SHARE = 0.9;

/** Makes the two alarms of a target tracking policy: above the target for three minutes, and well below it for fifteen. */
export function putAlarms(
  { alarms, random }: ScalingPorts,
  { place }: Region,
  target: ScalableTargetRecord,
  policyArn: string,
  tracking: TargetTrackingScalingPolicyConfiguration,
): { high: NamedAlarm; low: NamedAlarm } {
  const action = `${policyArn}:createdBy/${random.uuid()}`;
  const threshold = tracking.TargetValue ?? 0;
  const put = (kind: 'AlarmHigh' | 'AlarmLow', input: Partial<PutMetricAlarmInput>): NamedAlarm => {
    const AlarmName = `TargetTracking-${target.resourceId}-${kind}-${random.uuid()}`;
    alarms.put(place, {
      ...{ AlarmName, AlarmActions: [action], Period: 60 },
      AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${action}.`,
      ...describeMetric(target, tracking),
      ...input,
    });
    return { AlarmName, AlarmARN: `arn:aws:cloudwatch:${place.region}:${place.account}:alarm:${AlarmName}` };
  };
  return {
    high: put('AlarmHigh', {
      ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: threshold, EvaluationPeriods: 3 },
    }),
    low: put('AlarmLow', {
      ...{ ComparisonOperator: 'LessThanThreshold', Threshold: threshold * LOW_SHARE, EvaluationPeriods: 15 },
    }),
  };
}

export function deleteAlarms({ alarms }: ScalingPorts, { place }: Region, policy: PolicyRecord): void {
  if (policy.type !== 'TargetTrackingScaling') return;
  alarms.delete(place, [policy.alarms.high.AlarmName, policy.alarms.low.AlarmName]);
}

function describeMetric(
  { cluster, service }: ScalableTargetRecord,
  tracking: TargetTrackingScalingPolicyConfiguration,
): Partial<PutMetricAlarmInput> {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: customized } = tracking;
  if (predefined?.PredefinedMetricType === 'ALBRequestCountPerTarget') {
    const [loadBalancer = '', group = ''] = (predefined.ResourceLabel ?? '').split('/targetgroup/');
    return {
      ...{ Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCountPerTarget', Statistic: 'Sum' },
      Dimensions: [
        { Name: 'TargetGroup', Value: `targetgroup/${group}` },
        { Name: 'LoadBalancer', Value: loadBalancer },
      ],
    };
  }
  if (predefined) {
    const isMemory = predefined.PredefinedMetricType === 'ECSServiceAverageMemoryUtilization';
    return {
      ...{ Namespace: 'AWS/ECS', MetricName: isMemory ? 'MemoryUtilization' : 'CPUUtilization' },
      ...{ Statistic: 'Average', Unit: 'Percent' },
      Dimensions: [
        { Name: 'ClusterName', Value: cluster },
        { Name: 'ServiceName', Value: service },
      ],
    };
  }
  return {
    Namespace: customized?.Namespace ?? '',
    MetricName: customized?.MetricName ?? '',
    Statistic: customized?.Statistic,
    Dimensions: customized?.Dimensions ?? [],
    ...(customized?.Unit ? { Unit: customized.Unit as NonNullable<PutMetricAlarmInput['Unit']> } : {}),
  };
}
