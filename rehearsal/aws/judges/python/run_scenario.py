"""Lives through the scenario against AWS_ENDPOINT_URL and judges every answer: python run_scenario.py <implemented operations as JSON>

Prints as JSON: `cases` by service, operation and case, with what boto3 read or the error's code; `calls` by service, with
the operations that succeeded; `breaches` of botocore's models; `failures`, where the scenario went another way than it should.
"""

import json
import os
import sys

import botocore.model

from answers import judge_answer
from calls import Calls
from scenario import cloudwatch, live_through


def breaches_of(answers):
    found = {f"{answer['service']}.{answer['operation']}: {breach}" for answer in answers for breach in judge_answer(answer)}
    return sorted(found)


def succeeded(answers):
    return sorted({f"{answer['service']}.{answer['operation']}" for answer in answers if answer["status"] < 300})


# CloudWatch speaks three protocols, and clients move from one to the next; boto3 takes the first that it knows.
OTHER_PROTOCOLS = ("smithy-rpc-v2-cbor", "query")


def speak(protocol, endpoint, implemented):
    """CloudWatch's part of the scenario once more, in a protocol of its model that boto3 would not choose."""
    usual = botocore.model.PRIORITY_ORDERED_SUPPORTED_PROTOCOLS
    botocore.model.PRIORITY_ORDERED_SUPPORTED_PROTOCOLS = (protocol, *usual)
    try:
        calls = Calls(endpoint, implemented)
        cloudwatch.run(calls)
        cloudwatch.take_down(calls)
    finally:
        botocore.model.PRIORITY_ORDERED_SUPPORTED_PROTOCOLS = usual
    return calls


if __name__ == "__main__":
    endpoint, implemented = os.environ["AWS_ENDPOINT_URL"], set(json.loads(sys.argv[1]))
    calls = Calls(endpoint, implemented)
    live_through(calls)
    others = [speak(protocol, endpoint, implemented) for protocol in OTHER_PROTOCOLS]
    answers = [answer for made in (calls, *others) for answer in made.answers]
    result = {
        "cases": calls.cases,
        "succeeded": succeeded(answers),
        "types": sorted({answer["type"] for answer in answers}),
        "breaches": breaches_of(answers),
        "failures": [failure for made in (calls, *others) for failure in made.failures + made.unexpected()],
    }
    json.dump(result, sys.stdout, default=str)
