"""Lives through the scenario against AWS_ENDPOINT_URL and against moto: python compare_moto.py <moto's endpoint> <implemented operations>

Prints as JSON: for each operation the cases in which both gave the same, and each difference in a line of its own:
`ecs.RunTask: of no definition refused: ClientException, moto: success` or `ecs.DescribeTasks tasks[].cpu: not by moto`.
"""

import json
import os
import sys

from answers import model_of
from calls import Calls
from scenario import live_through

# Moto's tasks and services stay as they were made: nothing is worth waiting for.
MOTO_ATTEMPTS = 2


def members_of(value, shape, path=""):
    """The kind of everything that an answer holds, by its path; what holds something else has an entry of its own."""
    kind = shape.type_name
    found = {path: kind} if path else {}
    if kind == "structure" and isinstance(value, dict):
        for name, member in value.items():
            found |= members_of(member, shape.members[name], f"{path}.{name}" if path else name)
    elif kind == "list":
        for item in value:
            found |= members_of(item, shape.member, f"{path}[]")
    elif kind == "map":
        for item in value.values():
            found |= members_of(item, shape.value, f"{path}{{}}")
    return found


def parent_of(path):
    return path[:-2] if path.endswith(("[]", "{}")) else path.rpartition(".")[0]


def only_in(one, other):
    """Paths of one answer that the other lacks, without those below another such path."""
    missing = {path for path in one if path not in other}
    return {path for path in missing if parent_of(path) not in missing}


def compare_answers(name, ours, theirs):
    service, operation = name.split(":")[0].split(".")
    shape = model_of(service).operation_model(operation).output_shape
    if shape is None:
        return []
    one, other = members_of(ours, shape), members_of(theirs, shape)
    return [f"{service}.{operation} {path}: not by moto" for path in only_in(one, other)] + [
        f"{service}.{operation} {path}: by moto alone" for path in only_in(other, one)
    ]


def told(outcome):
    return outcome.get("error", "success")


def compare(name, ours, theirs):
    if "answer" in ours and "answer" in theirs:
        return compare_answers(name, ours["answer"], theirs["answer"])
    if told(ours) == told(theirs):
        return []
    return [f"{name}: {told(ours)}, moto: {told(theirs)}"]


def play(endpoint, implemented, attempts):
    calls = Calls(endpoint, implemented, attempts=attempts)
    live_through(calls)
    return calls.cases


if __name__ == "__main__":
    implemented = set(json.loads(sys.argv[2]))
    ours = play(os.environ["AWS_ENDPOINT_URL"], implemented, 300)
    theirs = play(sys.argv[1], implemented, MOTO_ATTEMPTS)
    operations = {}
    for name, outcome in ours.items():
        differences = compare(name, outcome, theirs[name])
        entry = operations.setdefault(name.split(":")[0], {"same": 0, "differences": set()})
        entry["same"] += not differences
        entry["differences"].update(differences)
    json.dump({name: {**entry, "differences": sorted(entry["differences"])} for name, entry in sorted(operations.items())}, sys.stdout)
