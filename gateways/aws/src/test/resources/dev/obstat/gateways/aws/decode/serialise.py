# Serialises one request for every operation that botocore knows and prints it as a JSON line.
import base64
import datetime
import json
import sys
import urllib.parse

import botocore.serialize
import botocore.session

session = botocore.session.get_session()
loader = session.get_component("data_loader")


def sample(shape, depth, above):
    kind = shape.type_name
    if kind == "structure":
        if getattr(shape, "is_document_type", False):
            return {"any": "thing"}
        if shape.name in above or depth > 4:
            return {}
        given = {}
        for name, member in shape.members.items():
            wanted = name in shape.required_members or (depth == 0 and member.type_name in ("string", "boolean", "integer"))
            if getattr(shape, "is_tagged_union", False) and given:
                break
            if wanted or getattr(shape, "is_tagged_union", False):
                if getattr(member, "is_tagged_union", False) is None or member.serialization.get("eventstream"):
                    continue
                given[name] = sample(member, depth + 1, above + [shape.name])
        return given
    if kind == "list":
        return [sample(shape.member, depth + 1, above)]
    if kind == "map":
        return {"key": sample(shape.value, depth + 1, above)}
    if kind in ("integer", "long"):
        return 7
    if kind in ("float", "double"):
        return 1.5
    if kind == "boolean":
        return True
    if kind == "timestamp":
        return datetime.datetime(2026, 1, 31, 12, 0, 0)
    if kind == "blob":
        return b"bytes"
    return shape.enum[0] if getattr(shape, "enum", None) else "text"


def says_something(value):
    # A list of a structure without members leaves no trace in the query form.
    if isinstance(value, dict):
        return any(says_something(part) for part in value.values())
    if isinstance(value, list):
        return any(says_something(part) for part in value)
    return value is not None


for service_name in loader.list_available_services("service-2"):
    model = session.get_service_model(service_name)
    protocols = [model.metadata["protocol"]] + list(model.metadata.get("protocols", []))
    protocol = next((p for p in protocols if p in botocore.serialize.SERIALIZERS and "cbor" not in p), None)
    if protocol is None:
        continue
    serializer = botocore.serialize.create_serializer(protocol, False)
    signing = model.signing_name
    for name in model.operation_names:
        operation = model.operation_model(name)
        given = sample(operation.input_shape, 0, []) if operation.input_shape else {}
        streaming = operation.get_streaming_input() if operation.input_shape else None
        if operation.input_shape and operation.get_event_stream_input():
            continue
        try:
            request = serializer.serialize_to_request(given, operation)
        except Exception:
            continue
        path, _, constant = request["url_path"].partition("?")
        query = request["query_string"]
        pairs = query if isinstance(query, str) else urllib.parse.urlencode(
            [(k, v) for k, vs in query.items() for v in (vs if isinstance(vs, list) else [vs])], quote_via=urllib.parse.quote)
        body = request["body"]
        headers = dict(request["headers"])
        if isinstance(body, dict):
            body = urllib.parse.urlencode(body)
        if isinstance(body, str):
            body = body.encode()
        if streaming:
            body = b"content"
        host = "gateway.example"
        if name == "ListDirectoryBuckets":
            host = "s3express-control.eu-west-1.amazonaws.com"
        print(json.dumps({
            "service": service_name, "operation": name, "signing": signing, "method": request["method"], "host": host,
            "path": path or "/", "query": "&".join(part for part in (constant, pairs) if part),
            "headers": {k: str(v) for k, v in headers.items()}, "body": base64.b64encode(body or b"").decode(),
            "members": sorted(k for k in given if says_something(given[k]) and k != streaming and (not streaming or k != operation.input_shape.serialization.get("payload"))),
        }))
