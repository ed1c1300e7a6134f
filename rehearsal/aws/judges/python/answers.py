"""Reads an answer of any of AWS's protocols by botocore's model and tells every breach of it.

An answer is a dictionary: service (as boto3 calls it), operation, status, type (of the content) and body (bytes).
"""

import json
import xml.etree.ElementTree as ElementTree

import botocore.parsers
import botocore.session

from errors import judge_error
from shapes import INTEGERS, FLOATS, judge

SESSION = botocore.session.get_session()
MODELS = {}


def model_of(service):
    if service not in MODELS:
        MODELS[service] = SESSION.get_service_model(service)
    return MODELS[service]


def judge_answer(answer):
    """Every breach of one answer; none when AWS could have given it."""
    operation = model_of(answer["service"]).operation_model(answer["operation"])
    read = {"cbor": read_cbor_answer, "json": read_json_answer, "xml": read_xml_answer}[kind_of(answer)]
    return read(answer, operation)


def kind_of(answer):
    kinds = [kind for kind in ("cbor", "json", "xml") if kind in (answer["type"] or "")]
    if not kinds:
        raise ValueError(f"an answer of the type {answer['type']}")
    return kinds[0]


def read_json_answer(answer, operation):
    # An operation without output may say nothing at all.
    value = json.loads(answer["body"] or b"{}")
    if answer["status"] >= 300:
        code = str(value.get("__type", "")).split("#")[-1]
        details = {name: member for name, member in value.items() if name not in ("__type", "message", "Message")}
        message = value.get("message", value.get("Message"))
        return judge_error(operation, answer["status"], code, message, details)
    expected = operation.service_model.metadata.get("jsonVersion")
    wrong = [] if answer["type"] == f"application/x-amz-json-{expected}" else [f"its type is {answer['type']}"]
    return wrong + judge_output(value, operation)


def judge_output(value, operation):
    if operation.output_shape is None:
        return [] if value in ({}, None) else [f"output: {value} where the model has none"]
    return judge(value, operation.output_shape, "output")


def read_cbor_answer(answer, operation):
    parser = botocore.parsers.create_parser("smithy-rpc-v2-cbor")
    value = parser.parse_data_item(parser.get_peekable_stream_from_bytes(answer["body"])) if answer["body"] else {}
    if answer["status"] >= 300:
        code = str(value.get("__type", "")).split("#")[-1]
        details = {name: member for name, member in value.items() if name not in ("__type", "message", "Message")}
        return judge_error(operation, answer["status"], code, value.get("message", value.get("Message")), details)
    return judge_output(value, operation)


def read_xml_answer(answer, operation):
    root = ElementTree.fromstring(answer["body"])
    if answer["status"] >= 300:
        return read_xml_error(root, answer, operation)
    if tag(root) != f"{operation.name}Response":
        return [f"its root is {tag(root)}"]
    if operation.service_model.metadata["protocol"] == "ec2":
        members = [child for child in root if tag(child) != "requestId"]
        missing = [] if any(tag(child) == "requestId" for child in root) else ["it has no requestId"]
    else:
        result = next((child for child in root if tag(child) == f"{operation.name}Result"), None)
        members = list(result) if result is not None else []
        has_id = any(tag(inner) == "RequestId" for child in root if tag(child) == "ResponseMetadata" for inner in child)
        missing = [] if has_id else ["it has no RequestId"]
        if operation.output_shape is None and members:
            missing.append("it has a result where the model has none")
    if operation.output_shape is None:
        return missing
    breaches = []
    value = read_structure(members, operation.output_shape, "output", breaches)
    return missing + breaches + judge(value, operation.output_shape, "output")


def read_xml_error(root, answer, operation):
    error = next((element for element in root.iter() if tag(element) == "Error"), None)
    if error is None:
        return ["it is no error in XML"]
    parts = {tag(child): child.text for child in error}
    breaches = judge_error(operation, answer["status"], parts.get("Code"), parts.get("Message"), {}, is_query=True)
    if tag(root) == "ErrorResponse" and parts.get("Type") not in ("Sender", "Receiver"):
        breaches.append(f"the error's Type is {parts.get('Type')}")
    return breaches


def read_element(element, shape, path, breaches):
    """The value of an element, by the names of the model's members; adds what has no place in the model."""
    kind = shape.type_name
    if kind == "structure":
        return read_structure(list(element), shape, path, breaches)
    if kind == "list":
        name = shape.member.serialization.get("name", "member")
        strays = {tag(child) for child in element} - {name}
        breaches.extend(f"{path}: holds {stray}, not {name}" for stray in strays)
        return [read_element(child, shape.member, f"{path}[]", breaches) for child in element if tag(child) == name]
    if kind == "map":
        return read_map(list(element), shape, path, breaches)
    return read_text(element.text or "", shape)


def read_structure(children, shape, path, breaches):
    value = {}
    known = {}
    for name, member in shape.members.items():
        flat = member.type_name == "list" and member.serialization.get("flattened")
        inner = member.member.serialization.get("name") if flat else None
        known[inner or member.serialization.get("name", name)] = (name, member, flat)
    for child in children:
        if tag(child) not in known:
            breaches.append(f"{path}.{tag(child)}: not in the model")
            continue
        name, member, flat = known[tag(child)]
        if flat:
            value.setdefault(name, []).append(read_element(child, member.member, f"{path}.{name}[]", breaches))
        elif name in value:
            breaches.append(f"{path}.{name}: occurs twice")
        else:
            value[name] = read_element(child, member, f"{path}.{name}", breaches)
    return value


def read_map(entries, shape, path, breaches):
    key_name = shape.key.serialization.get("name", "key")
    value_name = shape.value.serialization.get("name", "value")
    value = {}
    for entry in entries:
        parts = {tag(child): child for child in entry}
        if tag(entry) != "entry" or set(parts) != {key_name, value_name}:
            breaches.append(f"{path}: holds {tag(entry)} of {', '.join(parts)}")
            continue
        value[parts[key_name].text or ""] = read_element(parts[value_name], shape.value, f"{path}{{}}", breaches)
    return value


def read_text(text, shape):
    """Text that is not what the shape says stays text, which the judge of shapes then finds."""
    kind = shape.type_name
    try:
        if kind in INTEGERS:
            return int(text)
        if kind in FLOATS:
            return float(text)
    except ValueError:
        return text
    return {"true": True, "false": False}.get(text, text) if kind == "boolean" else text


def tag(element):
    return element.tag.split("}")[-1]
