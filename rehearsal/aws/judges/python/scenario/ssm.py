def run(calls):
    call, refuse = calls.of("ssm")
    call("PutParameter", Name="/scenario/a", Value="1", Type="String", Description="for the scenario")
    refuse("ParameterAlreadyExists", "PutParameter", "again refused", Name="/scenario/a", Value="2", Type="String")
    call("PutParameter", "overwriting", Name="/scenario/a", Value="2", Type="String", Overwrite=True)
    call("PutParameter", "secret", Name="/scenario/secret", Value="hidden", Type="SecureString")
    call("PutParameter", "list", Name="/scenario/list", Value="a,b", Type="StringList")
    refuse("ValidationException", "PutParameter", "too long refused", Name="/scenario/long", Value="x" * 4097, Type="String", Tier="Standard")
    refuse("ValidationException", "PutParameter", "named as AWS's refused", Name="aws-scenario", Value="1", Type="String")
    call("GetParameter", Name="/scenario/a")
    call("GetParameter", "decrypted", Name="/scenario/secret", WithDecryption=True)
    call("GetParameter", "of a version", Name="/scenario/a:1")
    refuse("ParameterNotFound", "GetParameter", "missing refused", Name="/scenario/none")
    refuse("ParameterVersionNotFound", "GetParameter", "missing version refused", Name="/scenario/a:9")
    call("GetParameters", Names=["/scenario/a", "/scenario/none"])
    call("GetParametersByPath", Path="/scenario", Recursive=True)
    call("GetParameterHistory", Name="/scenario/a")
    refuse("ParameterNotFound", "GetParameterHistory", "missing refused", Name="/scenario/none")


def take_down(calls):
    calls.call("ssm", "DeleteParameters", Names=["/scenario/list", "/scenario/secret", "/scenario/none"])
    calls.call("ssm", "DeleteParameter", Name="/scenario/a")
    calls.refuse("ParameterNotFound", "ssm", "DeleteParameter", "again refused", Name="/scenario/a")
