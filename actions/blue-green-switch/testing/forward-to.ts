import type { Action, TargetGroupStickinessConfig } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { PerSlot, Target } from '../../../lib/aws/target.ts';

/** The actions of a rule that forwards to both slots, as somebody writes them who defines it. */
export function forwardTo(
  { slots }: Target,
  { blue, green }: PerSlot<number>,
  stickiness?: TargetGroupStickinessConfig,
): Action[] {
  const TargetGroups = [
    { TargetGroupArn: slots.blue.targetGroup, Weight: blue },
    { TargetGroupArn: slots.green.targetGroup, Weight: green },
  ];
  const ForwardConfig = {
    TargetGroups,
    ...(stickiness && { TargetGroupStickinessConfig: stickiness }),
  };
  return [{ Type: 'forward', ForwardConfig }];
}
