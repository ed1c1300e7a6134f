from embedded import token_of_job

ROLE = "arn:aws:iam::123456789012:role/scenario"


def run(calls):
    call, refuse = calls.of("sts")
    call("GetCallerIdentity")
    call("AssumeRole", RoleArn=ROLE, RoleSessionName="scenario", DurationSeconds=900)
    refuse("AccessDenied", "AssumeRole", "of none refused", RoleArn=f"{ROLE}-none", RoleSessionName="scenario")
    federated = {"RoleArn": f"{ROLE}-github", "RoleSessionName": "scenario"}
    call("AssumeRoleWithWebIdentity", WebIdentityToken=token_of_job(calls), **federated)
    broken = {**federated, "WebIdentityToken": "not.a.token"}
    refuse("InvalidIdentityToken", "AssumeRoleWithWebIdentity", "with no token refused", **broken)


def take_down(_calls):
    pass
