from calls import pick
from scenario import network


def forward(*groups):
    return {"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": arn, "Weight": weight} for arn, weight in groups]}}


CLOSED = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "503", "ContentType": "text/plain", "MessageBody": "closed"}}
REDIRECT = {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}}
NONE = {
    "balancer": "loadbalancer/app/none/0123456789abcdef",
    "group": "targetgroup/none/0123456789abcdef",
    "listener": "listener/app/none/0123456789abcdef/0123456789abcdef",
    "rule": "listener-rule/app/none/0123456789abcdef/0123456789abcdef/0123456789abcdef",
}


def missing(kind):
    return f"arn:aws:elasticloadbalancing:eu-west-1:123456789012:{NONE[kind]}"


def run(calls):
    """Gives what the other services build on: the ARNs of the load balancer, its listener and its groups."""
    call, refuse = calls.of("elbv2")
    place = network.find(calls)
    made = call("CreateLoadBalancer", Name="scenario", Subnets=place["subnets"], SecurityGroups=place["groups"], Tags=[{"Key": "team", "Value": "web"}])
    balancer = pick(made, "LoadBalancers[0].LoadBalancerArn")
    refuse("ValidationError", "CreateLoadBalancer", "with a bad name refused", Name="-scenario-", Subnets=place["subnets"])
    group = {"Protocol": "HTTP", "Port": 8080, "VpcId": place["vpc"], "TargetType": "ip", "HealthCheckPath": "/readyz", "HealthCheckIntervalSeconds": 5, "HealthCheckTimeoutSeconds": 2, "HealthyThresholdCount": 2}
    blue = pick(call("CreateTargetGroup", "blue", Name="scenario-blue", **group), "TargetGroups[0].TargetGroupArn")
    green = pick(call("CreateTargetGroup", "green", Name="scenario-green", **group), "TargetGroups[0].TargetGroupArn")
    refuse("DuplicateTargetGroupName", "CreateTargetGroup", "of the same name refused", Name="scenario-blue", **{**group, "Port": 81})
    attributes(call, balancer, blue)
    listener = listeners(call, refuse, balancer, blue, green)
    if "elbv2.AddListenerCertificates" in calls.implemented:
        certificates(call, refuse, balancer, listener, blue)
    rules(call, refuse, listener, blue, green)
    targets(call, refuse, blue)
    call("SetSecurityGroups", LoadBalancerArn=balancer, SecurityGroups=place["groups"])
    refuse("LoadBalancerNotFound", "SetSecurityGroups", "missing refused", LoadBalancerArn=missing("balancer"), SecurityGroups=place["groups"])
    call("DescribeAccountLimits")
    call("DescribeLoadBalancers", LoadBalancerArns=[balancer])
    call("DescribeTargetGroups", LoadBalancerArn=balancer)
    for kind, operation, code in (("balancer", "DescribeLoadBalancers", "LoadBalancerNotFound"), ("group", "DescribeTargetGroups", "TargetGroupNotFound")):
        refuse(code, operation, "missing refused", **{"LoadBalancerArns" if kind == "balancer" else "TargetGroupArns": [missing(kind)]})
    call("AddTags", ResourceArns=[balancer], Tags=[{"Key": "stage", "Value": "test"}])
    call("DescribeTags", ResourceArns=[balancer, blue])
    call("RemoveTags", ResourceArns=[balancer], TagKeys=["stage"])
    return {**place, "balancer": balancer, "listener": listener, "blue": blue, "green": green}


def attributes(call, balancer, group):
    call("ModifyLoadBalancerAttributes", LoadBalancerArn=balancer, Attributes=[{"Key": "idle_timeout.timeout_seconds", "Value": "30"}])
    call("DescribeLoadBalancerAttributes", LoadBalancerArn=balancer)
    call("ModifyTargetGroupAttributes", TargetGroupArn=group, Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "1"}])
    call("DescribeTargetGroupAttributes", TargetGroupArn=group)
    call("ModifyTargetGroup", TargetGroupArn=group, HealthCheckIntervalSeconds=6, Matcher={"HttpCode": "200-299"})


def listeners(call, refuse, balancer, blue, green):
    given = {"LoadBalancerArn": balancer, "Protocol": "HTTP", "Port": 80}
    made = call("CreateListener", DefaultActions=[forward((blue, 100), (green, 0))], **given)
    listener = pick(made, "Listeners[0].ListenerArn")
    refuse("DuplicateListener", "CreateListener", "on the same port refused", DefaultActions=[CLOSED], **given)
    refuse("TargetGroupNotFound", "CreateListener", "to no group refused", DefaultActions=[forward((missing("group"), 1))], **{**given, "Port": 81})
    call("CreateListener", "redirect", DefaultActions=[REDIRECT], **{**given, "Port": 82})
    call("ModifyListener", ListenerArn=listener, DefaultActions=[forward((blue, 1), (green, 1))])
    refuse("ListenerNotFound", "ModifyListener", "missing refused", ListenerArn=missing("listener"), DefaultActions=[CLOSED])
    call("DescribeListeners", LoadBalancerArn=balancer)
    return listener


CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-4000-8000-00000000000"


def certificates(call, refuse, balancer, plain, group):
    """`plain` is a listener without encryption."""
    first, more = [{"CertificateArn": f"{CERTIFICATE}1"}], [{"CertificateArn": f"{CERTIFICATE}2"}]
    given = {"LoadBalancerArn": balancer, "Protocol": "HTTPS", "Port": 443}
    made = call("CreateListener", "encrypted", Certificates=first, DefaultActions=[forward((group, 1))], **given)
    secure = {"ListenerArn": pick(made, "Listeners[0].ListenerArn")}
    call("AddListenerCertificates", Certificates=more, **secure)
    refuse("ListenerNotFound", "AddListenerCertificates", "to no listener refused", ListenerArn=missing("listener"), Certificates=more)
    call("DescribeListenerCertificates", **secure)
    call("RemoveListenerCertificates", Certificates=more, **secure)
    refuse("OperationNotPermitted", "RemoveListenerCertificates", "of the default refused", Certificates=first, **secure)


def rules(call, refuse, listener, blue, green):
    path = [{"Field": "path-pattern", "Values": ["/api/*"]}]
    header = [{"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "x-slot", "Values": ["green"]}}]
    query = [{"Field": "query-string", "QueryStringConfig": {"Values": [{"Key": "slot", "Value": "green"}]}}, {"Field": "host-header", "HostHeaderConfig": {"Values": ["*.example.com"]}}]
    rule = pick(call("CreateRule", "path", ListenerArn=listener, Priority=10, Conditions=path, Actions=[forward((green, 1))]), "Rules[0].RuleArn")
    call("CreateRule", "header", ListenerArn=listener, Priority=20, Conditions=header, Actions=[CLOSED])
    call("CreateRule", "query", ListenerArn=listener, Priority=30, Conditions=query, Actions=[REDIRECT])
    refuse("PriorityInUse", "CreateRule", "at the same priority refused", ListenerArn=listener, Priority=10, Conditions=path, Actions=[CLOSED])
    call("ModifyRule", RuleArn=rule, Actions=[forward((blue, 3), (green, 1))])
    refuse("RuleNotFound", "ModifyRule", "missing refused", RuleArn=missing("rule"), Actions=[CLOSED])
    call("SetRulePriorities", RulePriorities=[{"RuleArn": rule, "Priority": 11}])
    call("DescribeRules", ListenerArn=listener)
    default = pick(call("DescribeRules", "of one", RuleArns=[rule]), "Rules[0].RuleArn")
    call("DeleteRule", RuleArn=default)
    refuse("RuleNotFound", "DeleteRule", "again refused", RuleArn=rule)


def targets(call, refuse, group):
    registered = [{"Id": "10.0.0.1", "Port": 8080}, {"Id": "10.0.0.2"}]
    call("RegisterTargets", TargetGroupArn=group, Targets=registered)
    refuse("TargetGroupNotFound", "RegisterTargets", "to no group refused", TargetGroupArn=missing("group"), Targets=registered)
    call("DescribeTargetHealth", TargetGroupArn=group)
    call("DeregisterTargets", TargetGroupArn=group, Targets=registered)
    call("DescribeTargetHealth", "of one not registered", TargetGroupArn=group, Targets=[{"Id": "10.0.0.9", "Port": 1}])


def take_down(calls, made):
    call, refuse = calls.of("elbv2")
    refuse("ResourceInUse", "DeleteTargetGroup", "in use refused", TargetGroupArn=made["blue"])
    call("DeleteListener", ListenerArn=made["listener"])
    refuse("ListenerNotFound", "DeleteListener", "again refused", ListenerArn=made["listener"])
    call("DeleteLoadBalancer", LoadBalancerArn=made["balancer"])
    for slot in ("blue", "green"):
        call("DeleteTargetGroup", slot, TargetGroupArn=made[slot])
