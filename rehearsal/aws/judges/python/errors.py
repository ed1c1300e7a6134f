"""Judges an error's code: the model of the operation declares it, or it is one that every operation may answer."""

from shapes import judge

# Any operation answers these without declaring them; AWS's lists of common errors have them, and so do clients.
COMMON = {
    "AccessDenied": "IAM refuses (query and EC2 protocols)",
    "AccessDeniedException": "IAM refuses (JSON protocols)",
    "UnauthorizedOperation": "IAM refuses (EC2)",
    "ExpiredToken": "the session is over (query)",
    "ExpiredTokenException": "the session is over (JSON)",
    "RequestExpired": "the session is over (EC2)",
    "IncompleteSignature": "the signature lacks a part",
    "IncompleteSignatureException": "the signature lacks a part (JSON)",
    "InvalidClientTokenId": "the access key is unknown (query)",
    "UnrecognizedClientException": "the access key is unknown (JSON)",
    "AuthFailure": "the access key is unknown (EC2)",
    "SignatureDoesNotMatch": "the signature is another's (query)",
    "InvalidSignatureException": "the signature is another's (JSON)",
    "MissingAuthenticationToken": "the call is not signed",
    "MissingAuthenticationTokenException": "the call is not signed (JSON)",
    "Throttling": "too many calls (query)",
    "ThrottlingException": "too many calls (JSON)",
    "RequestLimitExceeded": "too many calls (EC2)",
    "ServiceUnavailable": "a fault on AWS's side (query)",
    "ServiceUnavailableException": "a fault on AWS's side (JSON)",
    "InternalFailure": "a fault on AWS's side; judged by its status",
    "ValidationError": "the input breaks a constraint of the model (query)",
    "ValidationException": "the input breaks a constraint of the model (JSON)",
    "MalformedInput": "a member of another kind than the model's (query)",
    "SerializationException": "a member of another kind than the model's (JSON)",
    "InvalidParameterValue": "the input breaks a constraint (query, EC2)",
    "InvalidParameterCombination": "members that exclude each other (query, EC2)",
    "MissingParameter": "a required member is missing (query, EC2)",
    "InvalidAction": "no such operation (query)",
    "UnknownOperationException": "no such operation (JSON)",
    "OptInRequired": "the account may not use the service",
}

# Parameter Store says these without a message (threads quote `(ParameterNotFound) when calling the GetParameter operation:`).
SILENT = {"ParameterNotFound", "ParameterVersionNotFound", "InvalidResourceId", "TooManyUpdates"}

# EC2's model declares no errors at all; these are of its user guide's list of client error codes.
EC2 = {
    "InvalidSubnetID.NotFound",
    "InvalidSubnetID.Malformed",
    "InvalidVpcID.NotFound",
    "InvalidVpcID.Malformed",
    "InvalidGroup.NotFound",
    "InvalidGroupId.Malformed",
    "InvalidGroupName",
    "InvalidNetworkInterfaceID.NotFound",
    "InvalidNetworkInterfaceId.Malformed",
    "InvalidParameter",
    "InvalidMaxResults",
    "InvalidNextToken",
    "InvalidPaginationToken",
    "FilterLimitExceeded",
    "UnknownParameter",
    "DryRunOperation",
    "NoSuchVersion",
    "InvalidSecurity.RequestHasExpired",
}


def judge_error(operation, status, code, message, details, is_query=False):
    """Breaches of an error answer; `details` are its members beside code and message."""
    if not code:
        return ["an error without a code"]
    is_told = (isinstance(message, str) and message) or code in SILENT
    breaches = [] if is_told else [f"{code} without a message"]
    # What the embedded AWS says of itself, never of AWS.
    if code == "NotImplemented":
        return breaches if status == 501 else breaches + [f"NotImplemented with the status {status}"]
    declared = {name: shape for shape in operation.error_shapes for name in codes_of(shape, is_query)}
    if code in declared:
        known = {name: value for name, value in details.items() if value is not None}
        breaches += judge_details(known, declared[code])
        breaches += judge_status(status, declared[code], code)
    elif code not in COMMON and not (operation.service_model.service_name == "ec2" and code in EC2):
        breaches.append(f"{code} is not among its errors: {', '.join(sorted(declared)) or 'it declares none'}")
    if not 400 <= status < 600:
        breaches.append(f"{code} with the status {status}")
    return breaches


def codes_of(shape, is_query):
    """The query protocol writes the code that the model gives the shape, the others write the shape's name."""
    code = shape.metadata.get("error", {}).get("code")
    return [code or shape.name] if is_query else [shape.name]


def judge_status(status, shape, code):
    wanted = shape.metadata.get("error", {}).get("httpStatusCode")
    return [] if wanted in (None, status) else [f"{code} has the status {status}, the model {wanted}"]


def judge_details(details, shape):
    messages = ("message", "Message")
    required = [name for name in shape.required_members if name not in messages and name not in details]
    breaches = [f"{shape.name}.{name}: required and missing" for name in required]
    for name, value in details.items():
        if name not in shape.members:
            breaches.append(f"{shape.name}.{name}: not in the model")
        else:
            breaches += judge(value, shape.members[name], f"{shape.name}.{name}")
    return breaches
