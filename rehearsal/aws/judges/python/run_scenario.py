"""Lives through the scenario against AWS_ENDPOINT_URL and judges every answer: python run_scenario.py <implemented operations as JSON>

Prints as JSON: `cases` by service, operation and case, with what boto3 read or the error's code; `calls` by service, with
the operations that succeeded; `breaches` of botocore's models; `failures`, where the scenario went another way than it should.
"""

import json
import os
import sys

from answers import judge_answer
from calls import Calls
from scenario import live_through


def breaches_of(answers):
    found = {f"{answer['service']}.{answer['operation']}: {breach}" for answer in answers for breach in judge_answer(answer)}
    return sorted(found)


def succeeded(answers):
    return sorted({f"{answer['service']}.{answer['operation']}" for answer in answers if answer["status"] < 300})


if __name__ == "__main__":
    calls = Calls(os.environ["AWS_ENDPOINT_URL"], set(json.loads(sys.argv[1])))
    live_through(calls)
    result = {
        "cases": calls.cases,
        "succeeded": succeeded(calls.answers),
        "breaches": breaches_of(calls.answers),
        "failures": calls.failures + calls.unexpected(),
    }
    json.dump(result, sys.stdout, default=str)
