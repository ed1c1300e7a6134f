"""Holds what was answered against the shapes that botocore has of AWS: values, structures, lists and maps.

A breach is a line of text: where, and what is wrong there.
"""

import base64
import re
from datetime import datetime

INTEGERS = ("integer", "long")
FLOATS = ("float", "double")

# Shapes of the model whose sizes bind requests, and that AWS's own answers exceed.
SIZES_OF_REQUESTS = {
    "LoadBalancerAttributes": "at most 20 in a request; an application load balancer has more attributes than that",
    "TagList": "at least one in a request; a resource without tags has none to tell",
    "ImageIdentifierList": "at least one in a request; none may have been deleted",
    "ParameterLabelList": "at least one in a request; a version without labels has none to tell",
    "ParameterNameList": "at least one in a request; all may have been found",
}


def judge(value, shape, path):
    """Every breach of a value that was read from an answer, by the names of the model's members."""
    kind = shape.type_name
    if kind == "structure":
        return judge_structure(value, shape, path)
    if kind == "list":
        return judge_list(value, shape, path)
    if kind == "map":
        return judge_map(value, shape, path)
    return judge_scalar(value, shape, path)


def judge_structure(value, shape, path):
    if not isinstance(value, dict):
        return [f"{path}: {short(value)} is no structure"]
    missing = [f"{path}.{name}: required and missing" for name in shape.required_members if name not in value]
    unknown = [f"{path}.{name}: not in the model" for name in value if name not in shape.members]
    inner = [
        breach
        for name, member in value.items()
        if name in shape.members
        for breach in judge(member, shape.members[name], f"{path}.{name}")
    ]
    return missing + unknown + inner


def judge_list(value, shape, path):
    if not isinstance(value, list):
        return [f"{path}: {short(value)} is no list"]
    inner = [breach for item in value for breach in judge(item, shape.member, f"{path}[]")]
    return inner + judge_size(len(value), shape, f"{path}: {len(value)} items")


def judge_map(value, shape, path):
    if not isinstance(value, dict):
        return [f"{path}: {short(value)} is no map"]
    keys = [breach for key in value for breach in judge(key, shape.key, f"{path} key")]
    return keys + [breach for item in value.values() for breach in judge(item, shape.value, f"{path}{{}}")]


def judge_scalar(value, shape, path):
    kind = shape.type_name
    if kind in INTEGERS:
        if isinstance(value, bool) or not isinstance(value, int):
            return [f"{path}: {short(value)} is no {kind}"]
        return judge_size(value, shape, f"{path}: {value}")
    if kind in FLOATS:
        # JSON has no numbers for these; AWS writes the words.
        if value in ("NaN", "Infinity", "-Infinity"):
            return []
        return [] if isinstance(value, (int, float)) and not isinstance(value, bool) else [f"{path}: {short(value)} is no {kind}"]
    if kind == "boolean":
        return [] if isinstance(value, bool) else [f"{path}: {short(value)} is no boolean"]
    if kind == "timestamp":
        return judge_timestamp(value, path)
    if kind == "blob":
        return judge_blob(value, path)
    return judge_string(value, shape, path)


def judge_string(value, shape, path):
    if not isinstance(value, str):
        return [f"{path}: {short(value)} is no string"]
    breaches = judge_size(len(value), shape, f"{path}: {short(value)} has {len(value)} characters")
    if shape.enum and value not in shape.enum:
        breaches.append(f"{path}: {short(value)} is none of the enum's values")
    pattern = readable_pattern(shape.metadata.get("pattern"))
    if pattern and not pattern.search(value):
        breaches.append(f"{path}: {short(value)} does not match {pattern.pattern}")
    return breaches


def readable_pattern(pattern):
    """The models have patterns of other languages; those that Python does not read judge nothing."""
    try:
        return re.compile(f"^(?:{pattern})$") if pattern else None
    except re.error:
        return None


def judge_timestamp(value, path):
    if isinstance(value, (int, float, datetime)) and not isinstance(value, bool):
        return []
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", value):
        return []
    return [f"{path}: {short(value)} is no time"]


def judge_blob(value, path):
    try:
        if not isinstance(value, bytes):
            base64.b64decode(value, validate=True)
        return []
    except (ValueError, TypeError):
        return [f"{path}: {short(value)} is no base64"]


def judge_size(size, shape, what):
    if shape.name in SIZES_OF_REQUESTS:
        return []
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and size < least:
        return [f"{what}, less than {least}"]
    if most is not None and size > most:
        return [f"{what}, more than {most}"]
    return []


def short(value):
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
