"""Brings boto3's own waiters and paginators to their end: python wait_and_page.py <implemented operations as JSON>

Prints as JSON: `failures`, and which waiters and paginators of implemented operations botocore has that no row here tries.
"""

import json
import os
import sys

import jmespath
from botocore.exceptions import BotoCoreError, ClientError

from answers import SESSION
from calls import Calls
from waits import NOT_TRIED, PAGES, WAITS, prepare

# Waiters ask every so often; nothing here lasts longer than some seconds.
QUICK = {"Delay": 0.1, "MaxAttempts": 300}


def waiters_of(service, implemented):
    config = SESSION.get_component("data_loader").load_service_model(service, "waiters-2")["waiters"]
    return {f"{service}.{name}" for name, waiter in config.items() if f"{service}.{waiter['operation']}" in implemented}


def operation_of(name):
    """What a waiter asks for."""
    service, waiter = name.split(".")
    config = SESSION.get_component("data_loader").load_service_model(service, "waiters-2")["waiters"]
    return f"{service}.{config[waiter]['operation']}"


def paginators_of(service, implemented):
    config = SESSION.get_component("data_loader").load_service_model(service, "paginators-1")["pagination"]
    return {f"{service}.{operation}" for operation in config if f"{service}.{operation}" in implemented}


def known(reader, service, implemented):
    """Some services have none."""
    try:
        return reader(service, implemented)
    except BotoCoreError:
        return set()


def wait(calls, name, given):
    service, waiter = name.split(".")
    method = next(method for method in calls.client(service).waiter_names if camel(method) == waiter)
    calls.client(service).get_waiter(method).wait(WaiterConfig=QUICK, **given)


def camel(name):
    return "".join(part.capitalize() for part in name.split("_"))


def page(calls, name, given, key, least):
    """All pages of one or two items each: none twice, none missing, and more than one page."""
    service, operation = name.split(".")
    client = calls.client(service)
    method = next(method for method, found in client.meta.method_to_api_mapping.items() if found == operation)
    paginator = client.get_paginator(method)
    # Some have a least size, so that all that there is comes on one page.
    least_size = given.pop("PageSize", 1)
    size = {} if paginator._limit_key is None else {"PageSize": least_size}
    pages = list(paginator.paginate(PaginationConfig=size, **given))
    items = [json.dumps(item, default=str, sort_keys=True) for answer in pages for item in jmespath.search(key, answer) or []]
    if len(set(items)) != len(items) or len(items) < least:
        raise ValueError(f"{len(items)} items, {len(set(items))} different ones, {least} at least expected")
    if size and least_size < len(items) and len(pages) < 2:
        raise ValueError(f"{len(items)} items came on {len(pages)} page")


def attempt(failures, name, act):
    try:
        act()
    except (BotoCoreError, ClientError, ValueError, KeyError) as error:
        failures.append(f"{name}: {type(error).__name__}: {error}")


if __name__ == "__main__":
    implemented = set(json.loads(sys.argv[1]))
    services = {name.split(".")[0] for name in implemented}
    calls = Calls(os.environ["AWS_ENDPOINT_URL"], implemented)
    made = prepare(calls)
    failures = list(calls.failures) + calls.unexpected()
    for name, given in WAITS:
        if operation_of(name) not in implemented:
            continue
        attempt(failures, name, lambda: wait(calls, name, given(made)))
    for name, given, key, least in PAGES:
        if name not in implemented:
            continue
        attempt(failures, name, lambda: page(calls, name, given(made), key, least))
    wanted = {name for service in services for name in known(waiters_of, service, implemented)}
    paged = {name for service in services for name in known(paginators_of, service, implemented)}
    untried = sorted((wanted - {name for name, *_ in WAITS} - set(NOT_TRIED)) | (paged - {name for name, *_ in PAGES}))
    json.dump({"failures": failures, "untried": untried, "tried": len(WAITS) + len(PAGES)}, sys.stdout)
