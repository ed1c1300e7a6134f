"""A scenario that calls every implemented operation, service by service, and is refused what AWS refuses."""

from scenario import ecr, ecs, elbv2, logs, ssm, sts


def live_through(calls):
    sts.run(calls)
    ssm.run(calls)
    ecr.run(calls)
    logs.run(calls)
    made = elbv2.run(calls)
    ecs.run(calls, made)
    ecs.take_down(calls)
    elbv2.take_down(calls, made)
    for service in (logs, ecr, ssm, sts):
        service.take_down(calls)
