NAME = "scenario/secret"


def run(calls):
    call, refuse = calls.of("secretsmanager")
    call("CreateSecret", Name=NAME, SecretString="one", Description="for the scenario", Tags=[{"Key": "team", "Value": "web"}])
    refuse("ResourceExistsException", "CreateSecret", "again refused", Name=NAME, SecretString="one")
    call("PutSecretValue", SecretId=NAME, SecretString='{"user":"two"}')
    call("UpdateSecret", SecretId=NAME, Description="changed", SecretString='{"user":"three"}')
    call("GetSecretValue", SecretId=NAME)
    call("GetSecretValue", "the one before", SecretId=NAME, VersionStage="AWSPREVIOUS")
    refuse("ResourceNotFoundException", "GetSecretValue", "missing refused", SecretId="scenario/none")
    call("TagResource", SecretId=NAME, Tags=[{"Key": "stage", "Value": "test"}])
    call("UntagResource", SecretId=NAME, TagKeys=["stage"])
    call("DescribeSecret", SecretId=NAME)
    call("ListSecrets")
    call("ListSecretVersionIds", SecretId=NAME)


def take_down(calls):
    call, refuse = calls.of("secretsmanager")
    call("DeleteSecret", SecretId=NAME, RecoveryWindowInDays=7)
    refuse("InvalidRequestException", "GetSecretValue", "deleted refused", SecretId=NAME)
    call("RestoreSecret", SecretId=NAME)
    call("DeleteSecret", "at once", SecretId=NAME, ForceDeleteWithoutRecovery=True)
