from scenario import network


def run(calls):
    call, refuse = calls.of("ec2")
    place = network.find(calls)
    call("DescribeAvailabilityZones")
    call("DescribeVpcs")
    call("DescribeVpcs", "of one", VpcIds=[place["vpc"]])
    refuse("InvalidVpcID.NotFound", "DescribeVpcs", "missing refused", VpcIds=["vpc-0123456789abcdef0"])
    call("DescribeSubnets", Filters=[{"Name": "vpc-id", "Values": [place["vpc"]]}])
    refuse("InvalidSubnetID.NotFound", "DescribeSubnets", "missing refused", SubnetIds=["subnet-0123456789abcdef0"])
    call("DescribeSecurityGroups", GroupIds=place["groups"])
    refuse("InvalidGroup.NotFound", "DescribeSecurityGroups", "missing refused", GroupIds=["sg-0123456789abcdef0"])
    missing = ["eni-0123456789abcdef0"]
    refuse("InvalidNetworkInterfaceID.NotFound", "DescribeNetworkInterfaces", "missing refused", NetworkInterfaceIds=missing)


def look(calls):
    """While tasks run, so that there are interfaces."""
    calls.call("ec2", "DescribeNetworkInterfaces")
