"""Releases an image with boto3 alone and takes everything down again: python release_with_boto3.py <image>

Every wait is a waiter of boto3's own, every listing one of its paginators. Prints what the listener answered to
/version and what the task has logged, as JSON.
"""

import json
import sys
import urllib.request

import boto3

image = sys.argv[1]
ec2, ecs, elbv2, logs, ecr = (boto3.client(name) for name in ("ec2", "ecs", "elbv2", "logs", "ecr"))
PLACES = ec2.describe_subnets()["Subnets"][:2]
SUBNETS = [place["SubnetId"] for place in PLACES]
QUICK = {"Delay": 1, "MaxAttempts": 60}
NAME = "boto3"


def first(answer, key):
    return answer[key][0]


def create():
    ecs.create_cluster(clusterName=NAME)
    logs.create_log_group(logGroupName=NAME)
    balancer = first(elbv2.create_load_balancer(Name=NAME, Subnets=SUBNETS), "LoadBalancers")
    balancer = balancer["LoadBalancerArn"]
    group = first(
        elbv2.create_target_group(
            Name=NAME,
            Protocol="HTTP",
            Port=8080,
            VpcId=PLACES[0]["VpcId"],
            TargetType="ip",
            HealthCheckPath="/readyz",
            HealthCheckIntervalSeconds=5,
            HealthCheckTimeoutSeconds=2,
            HealthyThresholdCount=2,
        ),
        "TargetGroups",
    )["TargetGroupArn"]
    elbv2.modify_target_group_attributes(
        TargetGroupArn=group,
        Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "1"}],
    )
    forward = [{"Type": "forward", "TargetGroupArn": group}]
    elbv2.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=8081, DefaultActions=forward)
    elbv2.get_waiter("load_balancer_available").wait(LoadBalancerArns=[balancer], WaiterConfig=QUICK)
    options = {"awslogs-group": NAME, "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web"}
    ecs.register_task_definition(
        family=NAME,
        requiresCompatibilities=["FARGATE"],
        networkMode="awsvpc",
        cpu="256",
        memory="512",
        executionRoleArn="arn:aws:iam::123456789012:role/execution",
        containerDefinitions=[
            {
                "name": "web",
                "image": image,
                "portMappings": [{"containerPort": 8080}],
                "logConfiguration": {"logDriver": "awslogs", "options": options},
            }
        ],
    )
    ecs.create_service(
        cluster=NAME,
        serviceName=NAME,
        taskDefinition=NAME,
        desiredCount=2,
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {"subnets": SUBNETS}},
        loadBalancers=[{"targetGroupArn": group, "containerName": "web", "containerPort": 8080}],
    )
    return balancer, group


def wait(balancer, group):
    ecs.get_waiter("services_stable").wait(cluster=NAME, services=[NAME], WaiterConfig=QUICK)
    elbv2.get_waiter("target_in_service").wait(TargetGroupArn=group, WaiterConfig=QUICK)
    tasks = list_tasks()
    ecs.get_waiter("tasks_running").wait(cluster=NAME, tasks=tasks, WaiterConfig=QUICK)
    return tasks


def list_tasks():
    pages = ecs.get_paginator("list_tasks").paginate(cluster=NAME, PaginationConfig={"PageSize": 1})
    return [task for page in pages for task in page["taskArns"]]


def visit(balancer):
    pages = elbv2.get_paginator("describe_load_balancers").paginate(PaginationConfig={"PageSize": 1})
    found = [one for page in pages for one in page["LoadBalancers"]]
    name = next(one["DNSName"] for one in found if one["LoadBalancerArn"] == balancer)
    with urllib.request.urlopen(f"http://{name}:8081/version", timeout=10) as answer:
        return json.load(answer)


def read_logs():
    pages = logs.get_paginator("filter_log_events").paginate(logGroupName=NAME, PaginationConfig={"PageSize": 1})
    return [event["message"] for page in pages for event in page["events"]]


def delete(balancer, group, tasks):
    targets = first(elbv2.describe_target_health(TargetGroupArn=group), "TargetHealthDescriptions")["Target"]
    ecs.update_service(cluster=NAME, service=NAME, desiredCount=0)
    ecs.get_waiter("tasks_stopped").wait(cluster=NAME, tasks=tasks, WaiterConfig=QUICK)
    elbv2.get_waiter("target_deregistered").wait(TargetGroupArn=group, Targets=[targets], WaiterConfig=QUICK)
    ecs.delete_service(cluster=NAME, service=NAME)
    ecs.get_waiter("services_inactive").wait(cluster=NAME, services=[NAME], WaiterConfig=QUICK)
    elbv2.delete_load_balancer(LoadBalancerArn=balancer)
    elbv2.get_waiter("load_balancers_deleted").wait(LoadBalancerArns=[balancer], WaiterConfig=QUICK)


arns = create()
running = wait(*arns)
version = visit(arns[0])
lines = read_logs()
delete(*arns, running)
images = [one for page in ecr.get_paginator("list_images").paginate(repositoryName="web") for one in page["imageIds"]]
print(json.dumps({"tasks": len(running), "version": version, "lines": lines, "tags": [one.get("imageTag") for one in images]}))
