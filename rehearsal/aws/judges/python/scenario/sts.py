def run(calls):
    calls.call("sts", "GetCallerIdentity")


def take_down(_calls):
    pass
