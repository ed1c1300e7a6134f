"""The network that the scenario lives in: two subnets of the account's VPC and its security group."""

from botocore.exceptions import BotoCoreError, ClientError


def find(calls):
    """What EC2 tells, or any names where no EC2 answers."""
    try:
        ec2 = calls.client("ec2")
        subnets = sorted(ec2.describe_subnets()["Subnets"], key=lambda subnet: subnet["AvailabilityZone"])
        vpc = subnets[0]["VpcId"]
        filters = [{"Name": "vpc-id", "Values": [vpc]}]
        group = ec2.describe_security_groups(Filters=filters)["SecurityGroups"][0]["GroupId"]
        return {"vpc": vpc, "subnets": [subnet["SubnetId"] for subnet in subnets[:2]], "groups": [group]}
    except (BotoCoreError, ClientError, IndexError):
        return {"vpc": "vpc-1", "subnets": ["subnet-a", "subnet-b"], "groups": ["sg-1"]}
