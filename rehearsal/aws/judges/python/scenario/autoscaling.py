from calls import pick

TARGET = {"ServiceNamespace": "ecs", "ResourceId": "service/scenario/web", "ScalableDimension": "ecs:service:DesiredCount"}
TRACKING = {"TargetValue": 50.0, "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}
SERVICE = "application-autoscaling"


def run(calls):
    call, refuse = calls.of(SERVICE)
    call("RegisterScalableTarget", MinCapacity=1, MaxCapacity=4, **TARGET)
    refuse("ValidationException", "RegisterScalableTarget", "upside down refused", MinCapacity=4, MaxCapacity=1, **TARGET)
    found = call("DescribeScalableTargets", ServiceNamespace="ecs")
    arn = pick(found, "ScalableTargets[0].ScalableTargetARN")
    call("PutScalingPolicy", PolicyName="scenario", PolicyType="TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration=TRACKING, **TARGET)
    refuse("ObjectNotFoundException", "PutScalingPolicy", "of no target refused", PolicyName="scenario", PolicyType="TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration=TRACKING, **{**TARGET, "ResourceId": "service/scenario/none"})
    call("DescribeScalingPolicies", ServiceNamespace="ecs")
    call("PutScheduledAction", ScheduledActionName="scenario", Schedule="cron(0 8 * * ? *)", ScalableTargetAction={"MinCapacity": 2}, **TARGET)
    call("DescribeScheduledActions", ServiceNamespace="ecs")
    call("DescribeScalingActivities", ServiceNamespace="ecs")
    call("TagResource", ResourceARN=arn, Tags={"team": "web"})
    call("ListTagsForResource", ResourceARN=arn)
    call("UntagResource", ResourceARN=arn, TagKeys=["team"])


def take_down(calls):
    call, refuse = calls.of(SERVICE)
    call("DeleteScheduledAction", ScheduledActionName="scenario", **TARGET)
    refuse("ObjectNotFoundException", "DeleteScheduledAction", "again refused", ScheduledActionName="scenario", **TARGET)
    call("DeleteScalingPolicy", PolicyName="scenario", **TARGET)
    call("DeregisterScalableTarget", **TARGET)
    refuse("ObjectNotFoundException", "DeregisterScalableTarget", "again refused", **TARGET)
