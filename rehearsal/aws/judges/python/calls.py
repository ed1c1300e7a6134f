"""Makes calls with boto3 and keeps what was answered, as it came over the wire and as boto3 read it."""

from functools import partial

import boto3
import jmespath
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, WaiterError
from botocore.parsers import ResponseParserError

# One attempt, so that an answer is one answer; and what is wrong shall reach the service.
CONFIG = Config(retries={"total_max_attempts": 1}, parameter_validation=False, read_timeout=30)


class Calls:
    """Every call so far, by its service, operation and case."""

    def __init__(self, endpoint, implemented, region="eu-west-1", attempts=300):
        self.endpoint = endpoint
        self.implemented = implemented
        self.region = region
        self.attempts = attempts
        self.clients = {}
        self.answers = []
        self.cases = {}
        self.failures = []
        self.latest = None

    def client(self, service):
        if service not in self.clients:
            made = boto3.client(service, endpoint_url=self.endpoint, region_name=self.region, config=CONFIG)
            made.meta.events.register("before-parse", self.keep)
            self.clients[service] = made
        return self.clients[service]

    def keep(self, operation_model, response_dict, **_):
        self.latest = {
            "service": operation_model.service_model.service_name,
            "operation": operation_model.name,
            "status": response_dict["status_code"],
            "type": response_dict["headers"].get("content-type"),
            "body": response_dict["body"],
        }
        self.answers.append(self.latest)

    def call(self, service, operation, case="", /, **given):
        """What boto3 read; an empty dictionary when the service refused, or does not have the operation at all."""
        if f"{service}.{operation}" not in self.implemented:
            return {}
        name = f"{service}.{operation}" + (f": {case}" if case else "")
        client = self.client(service)
        method = getattr(client, method_of(client, operation))
        outcome, answer = {}, {}
        try:
            answer = method(**given)
            answer.pop("ResponseMetadata", None)
            outcome = {"answer": answer}
        except ClientError as error:
            outcome = {"error": error.response["Error"].get("Code", "")}
            outcome["message"] = error.response["Error"].get("Message", "")
        except ResponseParserError:
            outcome = {"error": "no answer of this protocol"}
        except (BotoCoreError, ValueError) as error:
            outcome = {"error": f"no answer: {type(error).__name__}: {error}"}
        if name in self.cases:
            raise ValueError(f"two cases are called {name}")
        self.cases[name] = outcome
        return answer

    def refuse(self, code, service, operation, case, /, **given):
        """A call that has to be refused with this code."""
        self.call(service, operation, case, **given)
        outcome = self.cases.get(f"{service}.{operation}: {case}")
        if outcome is not None and outcome.get("error") != code:
            self.failures.append(f"{service}.{operation}: {case}: wanted {code}, got {outcome}")

    def wait(self, service, waiter, /, **given):
        try:
            config = {"Delay": 0.1, "MaxAttempts": self.attempts}
            self.client(service).get_waiter(waiter).wait(WaiterConfig=config, **given)
        except WaiterError as error:
            self.failures.append(f"{service} {waiter}: {error}")

    def of(self, service):
        """`call` and `refuse` of one service."""
        return partial(self.call, service), lambda code, *names, **given: self.refuse(code, service, *names, **given)

    def unexpected(self):
        """Cases without a code in their name that were refused: the scenario should have gone on through them."""
        return [
            f"{name}: {outcome['error']}: {outcome.get('message', '')}"
            for name, outcome in self.cases.items()
            if "error" in outcome and " refused" not in name
        ]


def method_of(client, operation):
    return next(method for method, name in client.meta.method_to_api_mapping.items() if name == operation)


def pick(answer, path, otherwise="missing"):
    """A part of an answer by a JMESPath expression; something that AWS would not have where it is absent."""
    found = jmespath.search(path, answer)
    return otherwise if found is None else found
