"""The law book's steps in the OpenAPI document: each a schema, chosen by name and procedure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

Json = dict[str, Any]

TAKE: Final = "take_step"
OPEN: Final = "open_case"
OPENING: Final = "x-opening"
_METHODS: Final = ("get", "put", "post", "delete", "patch")
_REF: Final = "#/components/schemas/"


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    """Go through path, method and operation of a document."""
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def inject_steps(document: Json, bodies: Mapping[str, Json]) -> Json:
    """Put every step into the components; make the bodies of `take_step` and `open_case` of them.

    `bodies`: `procedure.edition.step` → JSON Schema of the fields the step asks for; a step that
    opens a case carries `"x-opening": true`. Returns the document it was given, changed.
    """
    take, opened = _operation(document, TAKE), _operation(document, OPEN)
    plain = _resolved(document, _body(take)) if take else {}
    schemas: Json = document["components"]["schemas"]
    taking: dict[str, list[str]] = {}
    opening: dict[str, dict[str, list[str]]] = {}
    for key in sorted(bodies):
        procedure, _edition, step = key.split(".")
        body = dict(bodies[key])
        begins = body.pop(OPENING, False)
        name = f"Step.{key}"
        schemas[name] = _step(schemas, key, body, plain)
        if begins:
            opening.setdefault(procedure, {}).setdefault(step, []).append(name)
        else:
            taking.setdefault(step, []).append(name)
    if take and taking:
        _set_body(take, _chosen_by_name(schemas, "TakeStep", taking))
    if opened and opening:
        _set_body(opened, _chosen_by_procedure(document, _body(opened), opening))
    return document


def _operation(document: Json, name: str) -> Json | None:
    return next((o for _, _, o in operations(document) if o["operationId"] == name), None)


def _body(operation: Json) -> Json:
    schema: Json = operation["requestBody"]["content"]["application/json"]["schema"]
    return schema


def _set_body(operation: Json, schema: Json) -> None:
    operation["requestBody"]["content"]["application/json"]["schema"] = schema


def _resolved(document: Json, schema: Json) -> Json:
    """Follow a reference to the component it names."""
    if "$ref" in schema:
        found: Json = document["components"]["schemas"][schema["$ref"].removeprefix(_REF)]
        return found
    return schema


def _step(schemas: Json, key: str, body: Json, plain: Json) -> Json:
    """One step: what every step has, its own name, and the fields it asks for."""
    own = _hoisted(schemas, key, body)
    properties = {
        **plain.get("properties", {}),
        **own.get("properties", {}),
        "name": {"type": "string", "const": key.split(".")[2]},
    }
    required = {"name", *plain.get("required", ()), *own.get("required", ())}
    return {
        **{name: own[name] for name in own if name.startswith("x-") or name == "description"},
        "title": own.get("title", key),
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": sorted(required),
    }


def _hoisted(schemas: Json, key: str, body: Json) -> Json:
    """Move `$defs` into the components; a definition that differs from its namesake gets a name."""
    body = dict(body)
    definitions: Json = body.pop("$defs", {})
    names: dict[str, str] = {}
    for name, definition in definitions.items():
        taken = schemas.get(name)
        same = taken is None or _text(taken) == _text(_renamed(definition, {}))
        names[name] = name if same else f"Step.{key}.{name}"
    for name, definition in definitions.items():
        schemas[names[name]] = _renamed(definition, names)
    renamed: Json = _renamed(body, names)
    return renamed


def _renamed(part: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 -- any part of a schema
    """Point references at the components instead of at `$defs`."""
    if isinstance(part, dict):
        return {
            k: _REF + names.get(bare := v.removeprefix("#/$defs/").removeprefix(_REF), bare)
            if k == "$ref" and isinstance(v, str)
            else _renamed(v, names)
            for k, v in part.items()
        }
    return [_renamed(item, names) for item in part] if isinstance(part, list) else part


def _text(schema: Json) -> str:
    return json.dumps(schema, sort_keys=True)


def _distinct(schemas: Json, names: Iterable[str]) -> list[Json]:
    """References to the steps that differ: editions share most of theirs."""
    first: dict[str, str] = {}
    for name in names:
        text = _text({k: v for k, v in schemas[name].items() if not k.startswith(("x-", "title"))})
        first.setdefault(text, name)
    return [{"$ref": _REF + name} for name in first.values()]


def _chosen_by_name(schemas: Json, prefix: str, steps: Mapping[str, list[str]]) -> Json:
    """A `oneOf` by `name`; below it the shapes the step has in procedures and editions."""
    mapping: dict[str, str] = {}
    for step, names in steps.items():
        shapes = _distinct(schemas, names)
        component = f"{prefix}.{step}"
        schemas[component] = shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
        mapping[step] = _REF + component
    return {
        "oneOf": [{"$ref": ref} for ref in mapping.values()],
        "discriminator": {"propertyName": "name", "mapping": mapping},
    }


def _chosen_by_procedure(
    document: Json, body: Json, opening: Mapping[str, Mapping[str, list[str]]]
) -> Json:
    """A `oneOf` by `procedure`; each holds the steps that open it."""
    schemas: Json = document["components"]["schemas"]
    plain = _resolved(document, body)
    mapping: dict[str, str] = {}
    for procedure, steps in opening.items():
        component = f"OpenCase.{procedure}"
        schemas[component] = {
            **plain,
            "title": component,
            "properties": {
                **plain.get("properties", {}),
                "procedure": {"type": "string", "const": procedure},
                "step": _chosen_by_name(
                    schemas, component, {step: list(names) for step, names in steps.items()}
                ),
            },
        }
        mapping[procedure] = _REF + component
    return {
        "oneOf": [{"$ref": ref} for ref in mapping.values()],
        "discriminator": {"propertyName": "procedure", "mapping": mapping},
    }
