import type {
  DescribeScalingActivitiesRequest,
  ScalingActivity,
} from '@aws-sdk/client-application-auto-scaling';
import type { Operations } from '../kernel/service.ts';
import { checkDimension, checkNamespace, takePage } from './checks.ts';
import type { ScalingPorts } from './ports.ts';
import type { ActivityRecord, Region, ScalableTargetRecord } from './state.ts';

/** AWS tells of the activities of the last six weeks. */
const KEPT_FOR = 42 * 86_400_000;

type NewActivity = Pick<ActivityRecord, 'StatusCode'> &
  Pick<ScalingActivity, 'Description' | 'Cause' | 'StatusMessage' | 'NotScaledReasons'>;

export function addActivity(
  { clock, random }: Pick<ScalingPorts, 'clock' | 'random'>,
  region: Region,
  { resourceId }: ScalableTargetRecord,
  activity: NewActivity,
): ActivityRecord {
  const now = clock.now();
  const { StatusMessage, ...rest } = activity;
  const record: ActivityRecord = {
    ...{ ActivityId: random.uuid(), ServiceNamespace: 'ecs', ResourceId: resourceId },
    ScalableDimension: 'ecs:service:DesiredCount',
    StartTime: new Date(now),
    order: (region.activities.at(-1)?.order ?? 0) + 1,
    ...rest,
    ...(StatusMessage === undefined ? {} : { StatusMessage }),
  };
  const kept = region.activities.filter(({ StartTime }) => StartTime.getTime() >= now - KEPT_FOR);
  region.activities = [...kept, record];
  return record;
}

export function activityOperations({ regionOf }: Pick<ScalingPorts, 'regionOf'>): Operations {
  return {
    DescribeScalingActivities(input: DescribeScalingActivitiesRequest, call) {
      checkNamespace(input.ServiceNamespace);
      checkDimension(input.ScalableDimension);
      const wanted = regionOf(call).activities.filter(
        ({ ResourceId, NotScaledReasons }) =>
          (input.ResourceId ?? ResourceId) === ResourceId &&
          (NotScaledReasons === undefined || input.IncludeNotScaledActivities === true),
      );
      const keyOf = ({ order }: ActivityRecord) => String(order).padStart(12, '0');
      const { items, nextToken } = takePage(wanted, keyOf, input, true);
      return {
        ScalingActivities: items.map(({ order: _order, ...activity }) => activity),
        ...(nextToken ? { NextToken: nextToken } : {}),
      };
    },
  };
}
