from datetime import datetime, timedelta, timezone

SPACE = "Scenario"
STATISTIC = {"Namespace": SPACE, "MetricName": "Errors", "Dimensions": [{"Name": "Slot", "Value": "blue"}]}
ALARM = {**STATISTIC, "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 5.0, "ComparisonOperator": "GreaterThanThreshold"}
ARN = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:scenario"


def run(calls):
    call, refuse = calls.of("cloudwatch")
    now = datetime.now(timezone.utc)
    window = {"StartTime": now - timedelta(hours=1), "EndTime": now + timedelta(minutes=1)}
    datum = {"MetricName": "Errors", "Dimensions": STATISTIC["Dimensions"], "Value": 3.0, "Unit": "Count", "Timestamp": now - timedelta(minutes=5)}
    call("PutMetricData", Namespace=SPACE, MetricData=[datum])
    refuse("InvalidParameterValue", "PutMetricData", "of AWS's own refused", Namespace="AWS/ECS", MetricData=[{**datum, "Timestamp": now - timedelta(days=30)}])
    call("ListMetrics", Namespace=SPACE)
    query = {"Id": "errors", "MetricStat": {"Metric": STATISTIC, "Period": 60, "Stat": "Sum"}}
    call("GetMetricData", MetricDataQueries=[query], **window)
    call("GetMetricStatistics", Period=60, Statistics=["Sum", "Average"], **STATISTIC, **window)
    call("PutMetricAlarm", AlarmName="scenario", AlarmActions=[], TreatMissingData="notBreaching", **ALARM)
    refuse("ValidationError", "PutMetricAlarm", "of a strange period refused", AlarmName="scenario", **{**ALARM, "Period": 45})
    call("PutCompositeAlarm", AlarmName="scenario-any", AlarmRule="ALARM(scenario)")
    call("SetAlarmState", AlarmName="scenario", StateValue="ALARM", StateReason="for the scenario")
    refuse("ResourceNotFound", "SetAlarmState", "missing refused", AlarmName="none", StateValue="OK", StateReason="none")
    call("DescribeAlarms", AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    call("DescribeAlarmsForMetric", **STATISTIC)
    call("DescribeAlarmHistory", AlarmName="scenario")
    call("DisableAlarmActions", AlarmNames=["scenario"])
    call("EnableAlarmActions", AlarmNames=["scenario"])
    call("TagResource", ResourceARN=ARN, Tags=[{"Key": "team", "Value": "web"}])
    call("ListTagsForResource", ResourceARN=ARN)
    call("UntagResource", ResourceARN=ARN, TagKeys=["team"])


def take_down(calls):
    calls.call("cloudwatch", "DeleteAlarms", AlarmNames=["scenario-any"])
    calls.call("cloudwatch", "DeleteAlarms", "the other", AlarmNames=["scenario"])
