from calls import pick

CLUSTER = "scenario"
NONE = "arn:aws:ecs:eu-west-1:123456789012:"


def container(**more):
    return {"name": "web", "image": "public.example.com/web:1", "memory": 256, "essential": True, "portMappings": [{"containerPort": 8080, "protocol": "tcp"}], "environment": [{"name": "MODE", "value": "test"}], **more}


def run(calls, made):
    """Gives the ARN of the task that the service runs."""
    call, refuse = calls.of("ecs")
    cluster = pick(call("CreateCluster", clusterName=CLUSTER, tags=[{"key": "team", "value": "web"}]), "cluster.clusterArn")
    call("DescribeClusters", clusters=[CLUSTER, "none"], include=["TAGS", "SETTINGS", "STATISTICS"])
    call("ListClusters")
    call("TagResource", resourceArn=cluster, tags=[{"key": "stage", "value": "test"}])
    call("ListTagsForResource", resourceArn=cluster)
    call("UntagResource", resourceArn=cluster, tagKeys=["stage"])
    refuse("InvalidParameterException", "ListTagsForResource", "of no ARN refused", resourceArn="none")
    define(call, refuse)
    placed = {"launchType": "FARGATE", "networkConfiguration": {"awsvpcConfiguration": {"subnets": made["subnets"], "securityGroups": made["groups"], "assignPublicIp": "DISABLED"}}}
    serve(call, refuse, calls, made, placed)
    run_tasks(call, refuse, calls, placed)


def define(call, refuse):
    fargate = {"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512"}
    roles = {"executionRoleArn": "arn:aws:iam::123456789012:role/execution", "taskRoleArn": "arn:aws:iam::123456789012:role/task"}
    call("RegisterTaskDefinition", family="scenario", containerDefinitions=[container()], tags=[{"key": "team", "value": "web"}], **fargate, **roles)
    options = {"awslogs-group": "/scenario/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web"}
    logged = container(logConfiguration={"logDriver": "awslogs", "options": options}, stopTimeout=2)
    call("RegisterTaskDefinition", "with logs", family="scenario", containerDefinitions=[logged], **fargate, **roles)
    call("RegisterTaskDefinition", "to retire", family="scenario-old", containerDefinitions=[container()], **fargate)
    refuse("ClientException", "RegisterTaskDefinition", "of a size that Fargate lacks refused", family="scenario", containerDefinitions=[container()], **{**fargate, "memory": "100"})
    refuse("ClientException", "RegisterTaskDefinition", "without containers refused", family="scenario", containerDefinitions=[], **fargate)
    call("DescribeTaskDefinition", taskDefinition="scenario:1", include=["TAGS"])
    refuse("ClientException", "DescribeTaskDefinition", "missing refused", taskDefinition="scenario-none")
    call("ListTaskDefinitions", familyPrefix="scenario", sort="DESC")
    call("ListTaskDefinitionFamilies", familyPrefix="scenario", status="ACTIVE")
    call("DeregisterTaskDefinition", taskDefinition="scenario-old:1")
    call("DeleteTaskDefinitions", taskDefinitions=["scenario-old:1"])
    refuse("ClientException", "DeregisterTaskDefinition", "missing refused", taskDefinition="scenario-none:1")


def serve(call, refuse, calls, made, placed):
    attached = [{"targetGroupArn": made["blue"], "containerName": "web", "containerPort": 8080}]
    service = {"cluster": CLUSTER, "serviceName": "web", "taskDefinition": "scenario:1", "desiredCount": 1}
    call("CreateService", loadBalancers=attached, healthCheckGracePeriodSeconds=30, tags=[{"key": "team", "value": "web"}], **service, **placed)
    refuse("InvalidParameterException", "CreateService", "again refused", **service, **placed)
    refuse("ClusterNotFoundException", "CreateService", "in no cluster refused", **{**service, "cluster": "none"}, **placed)
    calls.wait("ecs", "services_stable", cluster=CLUSTER, services=["web"])
    call("DescribeServices", cluster=CLUSTER, services=["web", "none"], include=["TAGS"])
    call("ListServices", cluster=CLUSTER)
    call("UpdateService", "to another task definition", cluster=CLUSTER, service="web", taskDefinition="scenario:2", deploymentConfiguration={"maximumPercent": 200, "minimumHealthyPercent": 100, "deploymentCircuitBreaker": {"enable": True, "rollback": True}})
    call("DescribeServices", "while it deploys", cluster=CLUSTER, services=["web"])
    calls.wait("ecs", "services_stable", cluster=CLUSTER, services=["web"])
    call("DescribeServices", "after the deployment", cluster=CLUSTER, services=["web"])
    refuse("ServiceNotFoundException", "UpdateService", "missing refused", cluster=CLUSTER, service="none", desiredCount=1)
    refuse("ClusterNotFoundException", "DescribeServices", "in no cluster refused", cluster="none", services=["web"])
    refuse("InvalidParameterException", "DeleteService", "that still runs refused", cluster=CLUSTER, service="web")


def run_tasks(call, refuse, calls, placed):
    task = {"cluster": CLUSTER, "taskDefinition": "scenario:2", "startedBy": "scenario"}
    overrides = {"containerOverrides": [{"name": "web", "command": ["migrate"], "environment": [{"name": "MODE", "value": "once"}]}]}
    started = pick(call("RunTask", overrides=overrides, tags=[{"key": "team", "value": "web"}], **task, **placed), "tasks[0].taskArn")
    refuse("ClientException", "RunTask", "of no definition refused", **{**task, "taskDefinition": "scenario-none"}, **placed)
    refuse("ClusterNotFoundException", "RunTask", "in no cluster refused", **{**task, "cluster": "none"}, **placed)
    calls.wait("ecs", "tasks_running", cluster=CLUSTER, tasks=[started])
    call("DescribeTasks", cluster=CLUSTER, tasks=[started, "0123456789abcdef0123456789abcdef"], include=["TAGS"])
    call("ListTasks", cluster=CLUSTER, startedBy="scenario")
    call("ListTasks", "of the service", cluster=CLUSTER, serviceName="web")
    call("StopTask", cluster=CLUSTER, task=started, reason="enough of it")
    calls.wait("ecs", "tasks_stopped", cluster=CLUSTER, tasks=[started])
    call("DescribeTasks", "stopped", cluster=CLUSTER, tasks=[started])
    refuse("InvalidParameterException", "StopTask", "missing refused", cluster=CLUSTER, task="0123456789abcdef0123456789abcdef")


def take_down(calls):
    call, refuse = calls.of("ecs")
    call("UpdateService", "to none", cluster=CLUSTER, service="web", desiredCount=0)
    calls.wait("ecs", "services_stable", cluster=CLUSTER, services=["web"])
    call("DeleteService", cluster=CLUSTER, service="web")
    calls.wait("ecs", "services_inactive", cluster=CLUSTER, services=["web"])
    call("DeleteCluster", cluster=CLUSTER)
    refuse("ClusterNotFoundException", "DeleteCluster", "missing refused", cluster="none")
