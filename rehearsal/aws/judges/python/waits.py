"""Every waiter and paginator that botocore has for implemented operations, with what each is given.

WAITS are carried out in their order: some act before they wait. A row of PAGES names the key of the items and how many
there are at least.
"""

import time
from datetime import datetime, timedelta, timezone

import embedded
from calls import pick
from scenario import autoscaling, ecr, elbv2, iam, network

CLUSTER = "waits"
GROUP = "/waits"
IAM = "arn:aws:iam::123456789012"


def prepare(calls):
    """Three of everything that is listed, a service that runs and a target that gets healthy."""
    place = network.find(calls)
    made = {**place, "calls": calls}
    balance(calls, made)
    contain(calls, made)
    keep(calls)
    store(calls)
    watch(calls)
    scale(calls)
    permit(calls)
    for name in ("waits/a", "waits/b", "waits/c"):
        calls.call("secretsmanager", "CreateSecret", name, Name=name, SecretString="1")
    return made


def balance(calls, made):
    call, _ = calls.of("elbv2")
    balancers = [pick(call("CreateLoadBalancer", name, Name=name, Subnets=made["subnets"], SecurityGroups=made["groups"]), "LoadBalancers[0].LoadBalancerArn") for name in ("waits-a", "waits-b", "waits-c")]
    given = {"Protocol": "HTTP", "Port": 8080, "VpcId": made["vpc"], "TargetType": "ip", "HealthCheckPath": "/readyz", "HealthCheckIntervalSeconds": 5, "HealthCheckTimeoutSeconds": 2}
    groups = [pick(call("CreateTargetGroup", name, Name=name, **given), "TargetGroups[0].TargetGroupArn") for name in ("waits-a", "waits-b", "waits-c")]
    for group in groups:
        call("ModifyTargetGroupAttributes", group, TargetGroupArn=group, Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "1"}])
    listeners = [pick(call("CreateListener", str(port), LoadBalancerArn=balancers[0], Protocol="HTTP", Port=port, DefaultActions=[elbv2.forward((groups[0], 1))]), "Listeners[0].ListenerArn") for port in (80, 81, 82)]
    for priority in (1, 2, 3):
        call("CreateRule", str(priority), ListenerArn=listeners[0], Priority=priority, Conditions=[{"Field": "path-pattern", "Values": [f"/{priority}"]}], Actions=[elbv2.CLOSED])
    certificates = [{"CertificateArn": f"{elbv2.CERTIFICATE}{number}"} for number in (1, 2, 3)]
    if "elbv2.AddListenerCertificates" in calls.implemented:
        secured = call("CreateListener", "443", LoadBalancerArn=balancers[0], Protocol="HTTPS", Port=443, Certificates=certificates[:1], DefaultActions=[elbv2.forward((groups[0], 1))])
        made["secure"] = pick(secured, "Listeners[0].ListenerArn")
        call("AddListenerCertificates", ListenerArn=made["secure"], Certificates=certificates[1:])
    made |= {"balancers": balancers, "group": groups[0], "listener": listeners[0]}


def contain(calls, made):
    call, _ = calls.of("ecs")
    for name in (CLUSTER, "waits-b", "waits-c"):
        call("CreateCluster", name, clusterName=name)
    container = {"name": "web", "image": "public.example.com/web:1", "portMappings": [{"containerPort": 8080}]}
    for family in ("waits-a", "waits-b", "waits-c"):
        call("RegisterTaskDefinition", family, family=family, containerDefinitions=[container], requiresCompatibilities=["FARGATE"], networkMode="awsvpc", cpu="256", memory="512")
    placed = {"launchType": "FARGATE", "networkConfiguration": {"awsvpcConfiguration": {"subnets": made["subnets"], "securityGroups": made["groups"]}}}
    attached = [{"targetGroupArn": made["group"], "containerName": "web", "containerPort": 8080}]
    call("CreateService", "web", cluster=CLUSTER, serviceName="web", taskDefinition="waits-a", desiredCount=1, loadBalancers=attached, **placed)
    for name in ("idle-a", "idle-b"):
        call("CreateService", name, cluster=CLUSTER, serviceName=name, taskDefinition="waits-a", desiredCount=0, **placed)
    started = call("RunTask", cluster=CLUSTER, taskDefinition="waits-a", count=2, **placed)
    made["tasks"] = pick(started, "tasks[].taskArn", [])


def keep(calls):
    call, _ = calls.of("ecr")
    for name in ("waits/a", "waits/b", "waits/c"):
        call("CreateRepository", name, repositoryName=name)
    push_three(calls)


def push_three(calls):
    call, _ = calls.of("ecr")
    for number in (1, 2, 3):
        sizes = []
        for content in (ecr.CONFIG, f"layer {number}".encode()):
            case = f"{number} {len(content)}"
            upload = pick(call("InitiateLayerUpload", case, repositoryName="waits/a"), "uploadId")
            call("UploadLayerPart", case, repositoryName="waits/a", uploadId=upload, partFirstByte=0, partLastByte=len(content) - 1, layerPartBlob=content)
            calls.client("ecr")
            try:
                calls.client("ecr").complete_layer_upload(repositoryName="waits/a", uploadId=upload, layerDigests=[ecr.digest(content)])
            except calls.client("ecr").exceptions.LayerAlreadyExistsException:
                pass
            sizes.append({"size": len(content), "digest": ecr.digest(content)})
        call("PutImage", str(number), repositoryName="waits/a", imageManifest=ecr.manifest_of(*sizes), imageTag=str(number))


def store(calls):
    call, _ = calls.of("logs")
    now = int(time.time() * 1000)
    for name in (GROUP, "/waits-b", "/waits-c"):
        call("CreateLogGroup", name, logGroupName=name)
    for stream in ("a", "b", "c"):
        call("CreateLogStream", stream, logGroupName=GROUP, logStreamName=stream)
        call("PutLogEvents", stream, logGroupName=GROUP, logStreamName=stream, logEvents=[{"timestamp": now, "message": f"of {stream}"}])
    put, _ = calls.of("ssm")
    for name in ("a", "b", "c"):
        put("PutParameter", name, Name=f"/waits/{name}", Value="1", Type="String")
    for value in ("2", "3"):
        put("PutParameter", f"again {value}", Name="/waits/a", Value=value, Type="String", Overwrite=True)


def watch(calls):
    call, _ = calls.of("cloudwatch")
    for name in ("waits-a", "waits-b", "waits-c"):
        call("PutMetricData", name, Namespace="Waits", MetricData=[{"MetricName": name, "Value": 1.0}])
        call("PutMetricAlarm", name, AlarmName=name, Namespace="Waits", MetricName=name, Statistic="Sum", Period=60, EvaluationPeriods=1, Threshold=5.0, ComparisonOperator="GreaterThanThreshold")
    for state in ("ALARM", "OK"):
        call("SetAlarmState", state, AlarmName="waits-a", StateValue=state, StateReason="to have a history")
    call("PutCompositeAlarm", "any", AlarmName="waits-any", AlarmRule="ALARM(waits-a)")


def scale(calls):
    call, _ = calls.of("application-autoscaling")
    for name in ("idle-a", "idle-b"):
        target = {**autoscaling.TARGET, "ResourceId": f"service/{CLUSTER}/{name}"}
        call("RegisterScalableTarget", name, MinCapacity=0, MaxCapacity=1, **target)
        call("PutScalingPolicy", name, PolicyName=name, PolicyType="TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration=autoscaling.TRACKING, **target)
        call("PutScheduledAction", name, ScheduledActionName=name, Schedule="cron(0 8 * * ? *)", ScalableTargetAction={"MinCapacity": 0}, **target)


def permit(calls):
    call, _ = calls.of("iam")
    for name in ("waits-a", "waits-b", "waits-c"):
        call("CreateRole", name, RoleName=name, AssumeRolePolicyDocument=iam.TRUST, Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
        call("CreateUser", name, UserName=name)
        call("CreatePolicy", name, PolicyName=name, PolicyDocument=iam.READ)
    call("CreatePolicyVersion", "waits-a", PolicyArn=f"{IAM}:policy/waits-a", PolicyDocument=iam.WRITE)
    for name in ("waits-a", "waits-b"):
        policy = f"{IAM}:policy/{name}"
        call("PutRolePolicy", name, RoleName="waits-a", PolicyName=name, PolicyDocument=iam.READ)
        call("AttachRolePolicy", name, RoleName="waits-a", PolicyArn=policy)
        call("PutUserPolicy", name, UserName="waits-a", PolicyName=name, PolicyDocument=iam.READ)
        call("AttachUserPolicy", name, UserName="waits-a", PolicyArn=policy)
        call("CreateAccessKey", name, UserName="waits-a")


def scan(made):
    embedded.say_what_scans_find(made["calls"], "waits/a")
    image = {"repositoryName": "waits/a", "imageId": {"imageTag": "1"}}
    made["calls"].client("ecr").start_image_scan(**image)
    return image


def preview(made):
    repository = {"repositoryName": "waits/a"}
    made["calls"].client("ecr").start_lifecycle_policy_preview(lifecyclePolicyText=ecr.LIFECYCLE, **repository)
    return repository


def metric_data(_made):
    now = datetime.now(timezone.utc)
    stat = {"Metric": {"Namespace": "Waits", "MetricName": "waits-a"}, "Period": 60, "Stat": "Sum"}
    query = {"Id": "one", "MetricStat": stat}
    return {"MetricDataQueries": [query], "StartTime": now - timedelta(hours=1), "EndTime": now, "PageSize": 500}


def first_balancer(made):
    return {"LoadBalancerArns": made["balancers"][:1]}


def deregister(made):
    """Scales the service down; its target then leaves."""
    client = made["calls"].client("elbv2")
    target = client.describe_target_health(TargetGroupArn=made["group"])["TargetHealthDescriptions"][0]["Target"]
    made["calls"].client("ecs").update_service(cluster=CLUSTER, service="web", desiredCount=0)
    return {"TargetGroupArn": made["group"], "Targets": [target]}


def stop(made):
    for task in made["tasks"]:
        made["calls"].client("ecs").stop_task(cluster=CLUSTER, task=task)
    return {"cluster": CLUSTER, "tasks": made["tasks"]}


def remove_service(made):
    made["calls"].client("ecs").delete_service(cluster=CLUSTER, service="idle-a")
    return {"cluster": CLUSTER, "services": ["idle-a"]}


def remove_balancer(made):
    made["calls"].client("elbv2").delete_load_balancer(LoadBalancerArn=made["balancers"][2])
    return {"LoadBalancerArns": made["balancers"][2:]}


def nothing(_made):
    return {}


def cluster(_made):
    return {"cluster": CLUSTER}


PAGES = [
    ("ecs.ListClusters", nothing, "clusterArns", 3),
    ("ecs.ListTaskDefinitions", nothing, "taskDefinitionArns", 3),
    ("ecs.ListTaskDefinitionFamilies", nothing, "families", 3),
    ("ecs.ListServices", cluster, "serviceArns", 2),
    ("ecs.ListTasks", lambda _: {"cluster": CLUSTER, "desiredStatus": "STOPPED"}, "taskArns", 2),
    ("elbv2.DescribeLoadBalancers", nothing, "LoadBalancers", 2),
    ("elbv2.DescribeTargetGroups", nothing, "TargetGroups", 3),
    ("elbv2.DescribeListeners", lambda made: {"LoadBalancerArn": made["balancers"][0]}, "Listeners", 3),
    ("elbv2.DescribeAccountLimits", nothing, "Limits", 5),
    ("elbv2.DescribeListenerCertificates", lambda made: {"ListenerArn": made["secure"]}, "Certificates", 3),
    ("elbv2.DescribeRules", lambda made: {"ListenerArn": made["listener"]}, "Rules", 4),
    ("ecr.DescribeRepositories", nothing, "repositories", 3),
    ("ecr.ListImages", lambda _: {"repositoryName": "waits/a"}, "imageIds", 3),
    ("ecr.DescribeImages", lambda _: {"repositoryName": "waits/a"}, "imageDetails", 3),
    ("ecr.DescribeImageScanFindings", lambda _: {"repositoryName": "waits/a", "imageId": {"imageTag": "1"}}, "imageScanFindings.findings", 2),
    ("ecr.GetLifecyclePolicyPreview", lambda _: {"repositoryName": "waits/a"}, "previewResults", 2),
    ("cloudwatch.DescribeAlarms", lambda _: {"AlarmTypes": ["MetricAlarm"]}, "MetricAlarms", 3),
    ("cloudwatch.DescribeAlarmHistory", lambda _: {"AlarmName": "waits-a"}, "AlarmHistoryItems", 2),
    ("cloudwatch.ListMetrics", lambda _: {"Namespace": "Waits"}, "Metrics", 0),
    ("cloudwatch.GetMetricData", metric_data, "MetricDataResults", 1),
    ("application-autoscaling.DescribeScalableTargets", lambda _: {"ServiceNamespace": "ecs"}, "ScalableTargets", 2),
    ("application-autoscaling.DescribeScalingPolicies", lambda _: {"ServiceNamespace": "ecs"}, "ScalingPolicies", 2),
    ("application-autoscaling.DescribeScheduledActions", lambda _: {"ServiceNamespace": "ecs"}, "ScheduledActions", 2),
    ("application-autoscaling.DescribeScalingActivities", lambda _: {"ServiceNamespace": "ecs"}, "ScalingActivities", 0),
    ("secretsmanager.ListSecrets", nothing, "SecretList", 3),
    ("iam.ListRoles", nothing, "Roles", 3),
    ("iam.ListUsers", nothing, "Users", 3),
    ("iam.ListPolicies", lambda _: {"Scope": "Local"}, "Policies", 3),
    ("iam.ListPolicyVersions", lambda _: {"PolicyArn": f"{IAM}:policy/waits-a"}, "Versions", 2),
    ("iam.ListRolePolicies", lambda _: {"RoleName": "waits-a"}, "PolicyNames", 2),
    ("iam.ListAttachedRolePolicies", lambda _: {"RoleName": "waits-a"}, "AttachedPolicies", 2),
    ("iam.ListRoleTags", lambda _: {"RoleName": "waits-a"}, "Tags", 2),
    ("iam.ListUserPolicies", lambda _: {"UserName": "waits-a"}, "PolicyNames", 2),
    ("iam.ListAttachedUserPolicies", lambda _: {"UserName": "waits-a"}, "AttachedPolicies", 2),
    ("iam.ListAccessKeys", lambda _: {"UserName": "waits-a"}, "AccessKeyMetadata", 2),
    ("ec2.DescribeVpcs", lambda _: {"PageSize": 5}, "Vpcs", 1),
    ("ec2.DescribeSubnets", lambda _: {"PageSize": 5}, "Subnets", 1),
    ("ec2.DescribeSecurityGroups", lambda _: {"PageSize": 5}, "SecurityGroups", 1),
    ("ec2.DescribeNetworkInterfaces", lambda _: {"PageSize": 5}, "NetworkInterfaces", 0),
    ("logs.DescribeLogGroups", nothing, "logGroups", 3),
    ("logs.DescribeLogStreams", lambda _: {"logGroupName": GROUP}, "logStreams", 3),
    ("logs.FilterLogEvents", lambda _: {"logGroupName": GROUP}, "events", 3),
    ("ssm.GetParametersByPath", lambda _: {"Path": "/waits"}, "Parameters", 3),
    ("ssm.DescribeParameters", nothing, "Parameters", 3),
    ("ssm.GetParameterHistory", lambda _: {"Name": "/waits/a"}, "Parameters", 3),
]

NOT_TRIED = {
    "cloudwatch.LogAlarmExists": "there are no log alarms",
    "ec2.NetworkInterfaceAvailable": "the interfaces of tasks are in use as long as they are there",
}

WAITS = [
    ("ecr.ImageScanComplete", scan),
    ("ecr.LifecyclePolicyPreviewComplete", preview),
    ("cloudwatch.AlarmExists", lambda _: {"AlarmNames": ["waits-a"]}),
    ("cloudwatch.CompositeAlarmExists", lambda _: {"AlarmNames": ["waits-any"], "AlarmTypes": ["CompositeAlarm"]}),
    ("iam.RoleExists", lambda _: {"RoleName": "waits-a"}),
    ("iam.UserExists", lambda _: {"UserName": "waits-a"}),
    ("iam.PolicyExists", lambda _: {"PolicyArn": f"{IAM}:policy/waits-a"}),
    ("ec2.VpcExists", lambda made: {"VpcIds": [made["vpc"]]}),
    ("ec2.VpcAvailable", lambda made: {"VpcIds": [made["vpc"]]}),
    ("ec2.SubnetAvailable", lambda made: {"SubnetIds": made["subnets"]}),
    ("ec2.SecurityGroupExists", lambda made: {"GroupIds": made["groups"]}),
    ("elbv2.LoadBalancerExists", first_balancer),
    ("elbv2.LoadBalancerAvailable", first_balancer),
    ("ecs.ServicesStable", lambda _: {"cluster": CLUSTER, "services": ["web", "idle-a"]}),
    ("elbv2.TargetInService", lambda made: {"TargetGroupArn": made["group"]}),
    ("ecs.TasksRunning", lambda made: {"cluster": CLUSTER, "tasks": made["tasks"]}),
    ("ecs.TasksStopped", stop),
    ("elbv2.TargetDeregistered", deregister),
    ("ecs.ServicesInactive", remove_service),
    ("elbv2.LoadBalancersDeleted", remove_balancer),
]
