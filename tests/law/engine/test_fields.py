"""Each field type takes what it means and nothing else."""

import pytest
from pydantic import ValidationError

from app.law.shape.fields import FIELD_TYPES, RESERVED, body_model, body_schema
from app.law.shape.model import Ask, Choice, Procedure, Title

WORDS = Title("Nhãn", "Label")
CHOICES = (Choice("a", WORDS), Choice("b", WORDS))


def model_of(kind, **changes):
    ask = Ask("x", kind, WORDS, **changes)
    step = type("Rule", (), {"name": "act", "asks": (ask,)})()
    return body_model(Procedure("p-q", "e1", WORDS, "client", (), {}, {}), step)


def body(**fields):
    return {"name": "act", "occurred_at": "2024-03-04T09:00:00+07:00", **fields}


TABLE = [
    ("text", "Có", True),
    ("text", "  ", False),
    ("text", 1, False),
    ("text", "x" * 4001, False),
    ("date", "2024-02-29", True),
    ("date", "2023-02-29", False),
    ("date", "20240101", False),
    ("date", 20240101, False),
    ("date", "1899-12-31", False),
    ("date", "2024-01-01T00:00:00Z", False),
    ("moment", "2024-01-01T09:00:00+07:00", True),
    ("moment", "2024-01-01T09:00:00", False),
    ("moment", "2024-01-01 09:00:00+07:00", False),
    ("moment", 1700000000, False),
    ("months", 6, True),
    ("months", 0, False),
    ("months", "6", False),
    ("months", 6.0, False),
    ("months", True, False),
    ("days", 0, True),
    ("days", -1, False),
    ("count", 3, True),
    ("count", 10**7, False),
    ("flag", True, True),
    ("flag", 1, False),
    ("flag", "true", False),
    ("choice", "a", True),
    ("choice", "c", False),
    ("grounds", ["a", "b"], True),
    ("grounds", [], False),
    ("grounds", ["c"], False),
    ("grounds", "a", False),
    ("decision", {"number": "1/QĐ", "on": "2024-01-01", "signed_by": "An"}, True),
    ("decision", {"number": "1/QĐ", "on": "2024-01-01"}, False),
    ("decision", {"number": "1", "on": "2024-01-01", "signed_by": "An", "x": 1}, False),
    ("court", "C-01", True),
    ("court", "", False),
    ("facility", "F-01-a", True),
    ("commune", "00004", True),
    ("commune", "4", False),
    ("province", "01", True),
    ("person", {"full_name": "Lan"}, True),
    ("person", {"relation": "mẹ"}, False),
    ("phases", [{"phase": "e", "start": "2024-01-01"}], True),
    ("phases", [{"phase": "f", "start": "2024-01-01"}], False),
    ("appraisal", [{"criterion": "C3-01", "met": True, "evidence": "80 m²"}], True),
    ("appraisal", [{"criterion": "C3-01"}], False),
    ("appraisal", [{"criterion": "c1", "met": True}], False),
    ("appraisal", [], False),
    ("case", "018F0000-0000-7000-8000-000000000000", True),
    ("case", "1", False),
    ("screening", "018f0000-0000-7000-8000-000000000000", True),
    ("screening", "{018f0000-0000-7000-8000-000000000000}", False),
    ("staff", "018f0000-0000-7000-8000-000000000000", True),
    ("staff", 1, False),
]


@pytest.mark.parametrize(("kind", "value", "fits"), TABLE)
def test_field(kind, value, fits):
    values = CHOICES if kind in {"choice", "grounds"} else ()
    model = model_of(kind, values=values)
    if fits:
        assert model.model_validate(body(x=value))
    else:
        with pytest.raises(ValidationError) as told:
            model.model_validate(body(x=value))
        assert told.value.errors()[0]["loc"][0] == "x"


def test_every_type_stands_in_the_table():
    assert {row[0] for row in TABLE} == set(FIELD_TYPES)


def test_bounds_of_form_and_fields_left_out():
    assert model_of("count", max=6).model_validate(body(x=6))
    with pytest.raises(ValidationError):
        model_of("count", max=6).model_validate(body(x=7))
    with pytest.raises(ValidationError):
        model_of("count").model_validate(body())
    assert model_of("count", required=False).model_validate(body()).model_dump()["x"] is None


def test_the_body_is_typed_for_its_step(book):
    care = book.procedure("care", "e1")
    model = body_model(care, care.steps["decide"])
    assert model.__name__ == "CareDecideE1"
    assert model is body_model(care, care.steps["decide"])
    with pytest.raises(ValidationError):
        model.model_validate({**body(), "name": "begin"})
    schema = body_schema(care, care.steps["decide"])
    assert set(schema["required"]) == {"name", "occurred_at", "decision", "term_months"}
    assert schema["properties"]["term_months"]["title"] == "Thời hạn"
    assert schema["properties"]["name"]["const"] == "decide"
    assert set(schema["properties"]) > RESERVED


def test_papers_come_with_any_step():
    found = model_of("flag").model_validate(
        body(x=True, papers=[{"paper": "result", "number": "5"}])
    )
    assert found.model_dump()["papers"][0]["paper"] == "result"
    with pytest.raises(ValidationError):
        model_of("flag").model_validate(body(x=True, papers=[{"paper": "Result"}]))
