import json

from calls import pick

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "sts:AssumeRole"}]})
READ = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecs:Describe*", "Resource": "*"}]})
WRITE = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}]})
GITHUB = "https://token.actions.githubusercontent.com"
THUMBPRINT = "6938fd4d98bab03faadb97b34396831e3780aea1"
ROLE, USER, POLICY = {"RoleName": "scenario"}, {"UserName": "scenario"}, {"PolicyName": "scenario"}


def run(calls):
    call, refuse = calls.of("iam")
    policy = policies(call, refuse)
    roles(call, refuse, policy)
    users(call, refuse, policy)
    providers(call, refuse)


def policies(call, refuse):
    arn = pick(call("CreatePolicy", PolicyDocument=READ, Description="for the scenario", **POLICY), "Policy.Arn")
    refuse("EntityAlreadyExists", "CreatePolicy", "again refused", PolicyDocument=READ, **POLICY)
    refuse("MalformedPolicyDocument", "CreatePolicy", "of no policy refused", PolicyName="scenario-broken", PolicyDocument="{")
    call("GetPolicy", PolicyArn=arn)
    refuse("NoSuchEntity", "GetPolicy", "missing refused", PolicyArn="arn:aws:iam::123456789012:policy/none")
    call("ListPolicies", Scope="Local")
    call("CreatePolicyVersion", PolicyArn=arn, PolicyDocument=WRITE, SetAsDefault=True)
    call("GetPolicyVersion", PolicyArn=arn, VersionId="v2")
    call("ListPolicyVersions", PolicyArn=arn)
    refuse("DeleteConflict", "DeletePolicyVersion", "of the default refused", PolicyArn=arn, VersionId="v2")
    call("SetDefaultPolicyVersion", PolicyArn=arn, VersionId="v1")
    call("DeletePolicyVersion", PolicyArn=arn, VersionId="v2")
    return arn


def roles(call, refuse, policy):
    call("CreateRole", AssumeRolePolicyDocument=TRUST, Tags=[{"Key": "team", "Value": "web"}], MaxSessionDuration=7200, **ROLE)
    refuse("EntityAlreadyExists", "CreateRole", "again refused", AssumeRolePolicyDocument=TRUST, **ROLE)
    call("GetRole", **ROLE)
    refuse("NoSuchEntity", "GetRole", "missing refused", RoleName="none")
    call("ListRoles")
    call("UpdateRole", Description="changed", MaxSessionDuration=3600, **ROLE)
    call("UpdateAssumeRolePolicy", PolicyDocument=TRUST, **ROLE)
    call("PutRolePermissionsBoundary", PermissionsBoundary=policy, **ROLE)
    call("GetRole", "with a boundary", **ROLE)
    call("DeleteRolePermissionsBoundary", **ROLE)
    call("PutRolePolicy", PolicyDocument=READ, **ROLE, **POLICY)
    call("GetRolePolicy", **ROLE, **POLICY)
    refuse("NoSuchEntity", "GetRolePolicy", "missing refused", PolicyName="none", **ROLE)
    call("ListRolePolicies", **ROLE)
    call("AttachRolePolicy", PolicyArn=policy, **ROLE)
    call("ListAttachedRolePolicies", **ROLE)
    call("TagRole", Tags=[{"Key": "stage", "Value": "test"}], **ROLE)
    call("ListRoleTags", **ROLE)
    call("UntagRole", TagKeys=["stage"], **ROLE)
    refuse("DeleteConflict", "DeleteRole", "with policies refused", **ROLE)


def users(call, refuse, policy):
    call("CreateUser", **USER)
    refuse("EntityAlreadyExists", "CreateUser", "again refused", **USER)
    call("GetUser", **USER)
    refuse("NoSuchEntity", "GetUser", "missing refused", UserName="none")
    call("ListUsers")
    call("PutUserPolicy", PolicyDocument=READ, **USER, **POLICY)
    call("GetUserPolicy", **USER, **POLICY)
    call("ListUserPolicies", **USER)
    call("AttachUserPolicy", PolicyArn=policy, **USER)
    call("ListAttachedUserPolicies", **USER)
    call("TagUser", Tags=[{"Key": "stage", "Value": "test"}], **USER)
    call("UntagUser", TagKeys=["stage"], **USER)
    key = pick(call("CreateAccessKey", **USER), "AccessKey.AccessKeyId")
    call("ListAccessKeys", **USER)
    call("UpdateAccessKey", AccessKeyId=key, Status="Inactive", **USER)
    call("DeleteAccessKey", AccessKeyId=key, **USER)
    refuse("NoSuchEntity", "DeleteAccessKey", "again refused", AccessKeyId=key, **USER)


def providers(call, refuse):
    given = {"Url": GITHUB, "ClientIDList": ["sts.amazonaws.com"], "ThumbprintList": [THUMBPRINT]}
    provider = {"OpenIDConnectProviderArn": pick(call("CreateOpenIDConnectProvider", **given), "OpenIDConnectProviderArn")}
    refuse("EntityAlreadyExists", "CreateOpenIDConnectProvider", "again refused", **given)
    call("GetOpenIDConnectProvider", **provider)
    call("ListOpenIDConnectProviders")
    call("AddClientIDToOpenIDConnectProvider", ClientID="another", **provider)
    call("RemoveClientIDFromOpenIDConnectProvider", ClientID="another", **provider)
    call("UpdateOpenIDConnectProviderThumbprint", ThumbprintList=[THUMBPRINT], **provider)
    call("TagOpenIDConnectProvider", Tags=[{"Key": "stage", "Value": "test"}], **provider)
    call("UntagOpenIDConnectProvider", TagKeys=["stage"], **provider)
    call("CreateRole", "for GitHub", RoleName="scenario-github", AssumeRolePolicyDocument=trust_in(provider["OpenIDConnectProviderArn"]))


def trust_in(provider):
    github = "token.actions.githubusercontent.com"
    condition = {"StringEquals": {f"{github}:aud": "sts.amazonaws.com"}, "StringLike": {f"{github}:sub": "repo:acme/shop:*"}}
    statement = {"Effect": "Allow", "Principal": {"Federated": provider}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": condition}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def take_down(calls):
    call, refuse = calls.of("iam")
    provider = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
    call("DeleteOpenIDConnectProvider", OpenIDConnectProviderArn=provider)
    refuse("NoSuchEntity", "GetOpenIDConnectProvider", "missing refused", OpenIDConnectProviderArn=provider)
    call("DeleteRole", "for GitHub", RoleName="scenario-github")
    policy = "arn:aws:iam::123456789012:policy/scenario"
    call("DeleteRolePolicy", **ROLE, **POLICY)
    call("DetachRolePolicy", PolicyArn=policy, **ROLE)
    call("DeleteRole", **ROLE)
    call("DeleteUserPolicy", **USER, **POLICY)
    call("DetachUserPolicy", PolicyArn=policy, **USER)
    call("DeleteUser", **USER)
    call("DeletePolicy", PolicyArn=policy)
    refuse("NoSuchEntity", "DeletePolicy", "again refused", PolicyArn=policy)
