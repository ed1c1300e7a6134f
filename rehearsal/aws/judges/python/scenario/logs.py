import time

from calls import pick

GROUP = "/scenario/web"


def run(calls):
    call, refuse = calls.of("logs")
    call("CreateLogGroup", logGroupName=GROUP, tags={"team": "web"})
    refuse("ResourceAlreadyExistsException", "CreateLogGroup", "again refused", logGroupName=GROUP)
    refuse("InvalidParameterException", "CreateLogGroup", "with a space refused", logGroupName="a b")
    call("PutRetentionPolicy", logGroupName=GROUP, retentionInDays=30)
    refuse("InvalidParameterException", "PutRetentionPolicy", "of two days refused", logGroupName=GROUP, retentionInDays=2)
    described = call("DescribeLogGroups", logGroupNamePrefix=GROUP)
    arn = pick(described, "logGroups[0].logGroupArn", f"arn:aws:logs:eu-west-1:123456789012:log-group:{GROUP}")
    call("TagResource", resourceArn=arn, tags={"stage": "test"})
    call("ListTagsForResource", resourceArn=arn)
    call("UntagResource", resourceArn=arn, tagKeys=["stage"])
    call("CreateLogStream", logGroupName=GROUP, logStreamName="one")
    refuse("ResourceAlreadyExistsException", "CreateLogStream", "again refused", logGroupName=GROUP, logStreamName="one")
    now = int(time.time() * 1000)
    events = [{"timestamp": now + index, "message": f"line {index}"} for index in range(3)]
    call("PutLogEvents", logGroupName=GROUP, logStreamName="one", logEvents=events)
    old = [{"timestamp": now - 30 * 86_400_000, "message": "too old"}]
    call("PutLogEvents", "too old", logGroupName=GROUP, logStreamName="one", logEvents=old)
    refuse("ResourceNotFoundException", "PutLogEvents", "to no stream refused", logGroupName=GROUP, logStreamName="none", logEvents=events)
    await_events(calls)
    call("DescribeLogStreams", logGroupName=GROUP)
    call("GetLogEvents", logGroupName=GROUP, logStreamName="one", startFromHead=True)
    refuse("ResourceNotFoundException", "GetLogEvents", "of no stream refused", logGroupName=GROUP, logStreamName="none")
    call("FilterLogEvents", logGroupName=GROUP, filterPattern="line")
    call("FilterLogEvents", "nothing found", logGroupName=GROUP, filterPattern="absent")
    call("DeleteRetentionPolicy", logGroupName=GROUP)


def await_events(calls):
    """An event can be read a moment after it was put."""
    for _ in range(100):
        if calls.client("logs").get_log_events(logGroupName=GROUP, logStreamName="one")["events"]:
            return
        time.sleep(0.1)


def take_down(calls):
    calls.call("logs", "DeleteLogStream", logGroupName=GROUP, logStreamName="one")
    calls.refuse("ResourceNotFoundException", "logs", "DeleteLogStream", "again refused", logGroupName=GROUP, logStreamName="one")
    calls.call("logs", "DeleteLogGroup", logGroupName=GROUP)
    calls.refuse("ResourceNotFoundException", "logs", "DeleteLogGroup", "again refused", logGroupName=GROUP)
