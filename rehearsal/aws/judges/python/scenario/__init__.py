"""A scenario that calls every implemented operation, service by service, and is refused what AWS refuses."""

from scenario import autoscaling, cloudwatch, ec2, ecr, ecs, elbv2, iam, logs, secretsmanager, ssm, sts


def live_through(calls):
    iam.run(calls)
    sts.run(calls)
    ec2.run(calls)
    ssm.run(calls)
    secretsmanager.run(calls)
    ecr.run(calls)
    logs.run(calls)
    cloudwatch.run(calls)
    made = elbv2.run(calls)
    ecs.run(calls, made)
    ec2.look(calls)
    autoscaling.run(calls)
    autoscaling.take_down(calls)
    ecs.take_down(calls)
    elbv2.take_down(calls, made)
    for service in (cloudwatch, logs, ecr, secretsmanager, ssm, sts, iam):
        service.take_down(calls)
