"""The network that the scenario lives in: two subnets of the account's VPC and its security group."""


def find(calls):
    """What EC2 tells."""
    ec2 = calls.client("ec2")
    subnets = sorted(ec2.describe_subnets()["Subnets"], key=lambda subnet: subnet["AvailabilityZone"])
    vpc = subnets[0]["VpcId"]
    filters = [{"Name": "vpc-id", "Values": [vpc]}]
    group = ec2.describe_security_groups(Filters=filters)["SecurityGroups"][0]["GroupId"]
    return {"vpc": vpc, "subnets": [subnet["SubnetId"] for subnet in subnets[:2]], "groups": [group]}
