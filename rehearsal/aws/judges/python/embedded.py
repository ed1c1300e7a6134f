"""What only the embedded AWS has and moto has not: a GitHub that gives jobs their tokens, and words about what scans find."""

import json
import urllib.error
import urllib.request


def ask(url, method="GET", body=None, headers=None):
    """The answer as JSON; nothing where the other side does not know what is asked."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"{}")
    except (urllib.error.URLError, ValueError):
        return {}


def token_of_job(calls):
    """A token as a step of a GitHub job gets it for AWS."""
    variables = ask(f"{calls.endpoint}/_github/jobs", "POST", {}).get("environment", {})
    if not variables:
        return "no.such.token"
    url = f"{variables['ACTIONS_ID_TOKEN_REQUEST_URL']}&audience=sts.amazonaws.com"
    bearer = f"bearer {variables['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}"
    return ask(url, headers={"Authorization": bearer}).get("value", "no.such.token")


def say_what_scans_find(calls, repository):
    findings = [{"name": f"CVE-2026-000{number}", "severity": "HIGH"} for number in (1, 2)]
    ask(f"{calls.endpoint}/_embedded/scans", "PUT", {"repository": repository, "findings": findings})
