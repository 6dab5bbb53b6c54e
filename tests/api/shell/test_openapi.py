"""The document other programs are written against (design §3.1, §6)."""

import json
from dataclasses import dataclass

import jsonschema_rs
import pytest
from fastapi import FastAPI

from app.api.openapi import build, dump, inject_steps, operations, problem_schema
from app.problems import FAMILY, StepRefused, catalogue
from app.schemas.base import Id, In, Moment


class StepIn(In):
    """What every step has."""

    name: str
    occurred_at: Moment


class CaseIn(In):
    """A case is opened with its first step."""

    client_id: Id
    procedure: str
    step: StepIn


@dataclass(frozen=True)
class Rule:
    may: str | None
    versioned: bool = False
    location: str | None = None


RULES = {
    "take_step": Rule("case.step", versioned=True),
    "open_case": Rule("case.open", location="/v1/cases/{id}"),
    "sign_in": Rule(None),
}
DECISION = {"type": "object", "properties": {"number": {"type": "string"}}, "required": ["number"]}
BODIES = {
    "voluntary-home.d116.register": {"x-opening": True, "properties": {}},
    "voluntary-home.d163.register": {"x-opening": True, "properties": {}},
    "voluntary-home.d116.decide": {
        "title": "Ra quyết định",
        "properties": {
            "decision": {"$ref": "#/$defs/Decision"},
            "months": {"type": "integer", "minimum": 6},
        },
        "required": ["decision", "months"],
        "$defs": {"Decision": DECISION},
    },
    "compulsory.d116.decide": {
        "properties": {"decision": {"$ref": "#/$defs/Decision"}},
        "required": ["decision"],
        "$defs": {"Decision": {**DECISION, "required": []}},
    },
    "compulsory.d116.open_dossier": {"x-opening": True, "properties": {"a": {"type": "string"}}},
}
WHEN = "2026-03-02T09:00:00+07:00"


@pytest.fixture
def document():
    app = FastAPI(title="Hòa Nhập", version="0.1.0")

    @app.post("/v1/cases", tags=["cases"], operation_id="open_case", status_code=201)
    def open_case(case: CaseIn) -> dict[str, str]: ...

    @app.post("/v1/cases/{case_id}/steps", tags=["cases"], operation_id="take_step")
    def take_step(case_id: Id, step: StepIn) -> dict[str, str]: ...

    @app.post("/v1/auth/token", tags=["auth"], operation_id="sign_in")
    def sign_in() -> dict[str, str]: ...

    return build(app, RULES)


def operation(document, name):
    return next(o for _, _, o in operations(document) if o["operationId"] == name)


def schema_of(document, name):
    """The body of an operation as one self-contained JSON Schema."""
    body = operation(document, name)["requestBody"]["content"]["application/json"]["schema"]
    return {**body, "components": document["components"]}


def test_every_operation_lists_problems_and_every_reference_leads_somewhere(document):
    inject_steps(document, BODIES)
    text = dump(document)
    for part in text.split('"$ref": "#/')[1:]:
        place = document
        for name in part.split('"')[0].split("/"):
            place = place[name]
    for _, _, one in operations(document):
        assert {"400", "404", "405", "429", "500", "503"} <= set(one["responses"])
    assert "HTTPValidationError" not in text


def test_versions_keys_and_permissions_are_said(document):
    step, case, sign_in = (
        operation(document, name) for name in ("take_step", "open_case", "sign_in")
    )
    assert {"412", "428", "409", "401", "403"} <= set(step["responses"])
    assert {p["name"] for p in step["parameters"]} == {"case_id", "If-Match", "Idempotency-Key"}
    assert "Location" in case["responses"]["201"]["headers"]
    assert "428" not in case["responses"]
    assert sign_in["security"] == []
    assert "403" not in sign_in["responses"]


def test_the_problem_schema_fits_every_problem():
    schema = problem_schema()
    assert schema["properties"]["code"]["enum"] == list(catalogue())
    for family in FAMILY:
        if not issubclass(family, StepRefused):
            jsonschema_rs.validate(schema, family().document("vi", "urn:x"))


def test_a_step_is_chosen_by_its_name(document):
    inject_steps(document, BODIES)
    schema = schema_of(document, "take_step")
    assert set(schema["discriminator"]["mapping"]) == {"decide"}
    good = {"name": "decide", "occurred_at": WHEN, "decision": {"number": "1"}, "months": 6}
    jsonschema_rs.validate(schema, good)
    for bad in (
        {**good, "name": "register"},
        {**good, "months": 5},
        {**good, "unknown": 1},
        {"name": "decide"},
    ):
        assert not jsonschema_rs.is_valid(schema, bad)


def test_namesakes_of_two_procedures_stay_apart(document):
    inject_steps(document, BODIES)
    schemas = document["components"]["schemas"]
    assert schemas["Decision"] != schemas["Step.voluntary-home.d116.decide.Decision"]


def test_a_case_is_chosen_by_its_procedure_and_shared_shapes_are_not_repeated(document):
    inject_steps(document, BODIES)
    schema = schema_of(document, "open_case")
    assert set(schema["discriminator"]["mapping"]) == {"voluntary-home", "compulsory"}
    case = {
        "client_id": "01890b5e-0000-7000-8000-000000000000",
        "procedure": "voluntary-home",
        "step": {"name": "register", "occurred_at": WHEN},
    }
    jsonschema_rs.validate(schema, case)
    assert not jsonschema_rs.is_valid(schema, {**case, "procedure": "compulsory"})
    opens = document["components"]["schemas"]["OpenCase.voluntary-home.register"]
    assert opens == {"$ref": "#/components/schemas/Step.voluntary-home.d116.register"}


def test_the_dump_is_the_same_text_for_the_same_document(document):
    again = json.loads(dump(document))
    assert dump(again) == dump(document)
    assert "Vụ việc" in dump(document)


def test_two_operations_of_one_name_are_refused():
    app = FastAPI()

    @app.get("/a", operation_id="read_it")
    def read_a() -> None: ...

    @app.get("/b", operation_id="read_it")
    def read_b() -> None: ...

    with pytest.warns(UserWarning, match="Duplicate"), pytest.raises(ValueError, match="read_it"):
        build(app)
