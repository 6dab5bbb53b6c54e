"""A cursor is a place in one list, and nothing else can be made of it (features §5.3)."""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from app.api.paging import Cursor, filter_hash, page_of
from app.problems import Invalid
from app.schemas.base import Out, PageFilter


class NameFilter(PageFilter):
    unit: str | None = None


class NameOut(Out):
    name: str


@dataclass
class Row:
    name: str


def place(row):
    return {"name": row.name}


def written(whole: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(whole).encode()).decode().rstrip("=")


def test_pages_follow_each_other_and_end():
    chosen = NameFilter(limit=2)
    first = page_of([Row("a"), Row("b"), Row("c")], chosen, NameOut.model_validate, place)
    assert [item.name for item in first["items"]] == ["a", "b"]
    assert Cursor.read(NameFilter(limit=9, cursor=first["next"])).at("name") == "b"
    assert page_of([Row("c")], chosen, NameOut.model_validate, place)["next"] is None
    assert page_of([], chosen, NameOut.model_validate, place) == {"items": [], "next": None}
    assert Cursor.read(chosen).at("name") is None


def test_a_cursor_of_another_filter_is_refused():
    text = Cursor.encode({"name": "b"}, filter_hash(NameFilter()))
    with pytest.raises(Invalid):
        Cursor.read(NameFilter(unit="01", cursor=text))


def test_values_come_back_as_what_they_were():
    day, moment, some_id = date(2026, 3, 2), datetime(2026, 3, 2, tzinfo=UTC), UUID(int=7)
    text = Cursor.encode({"d": day, "m": moment, "i": some_id, "n": 5, "z": None}, "x")
    cursor = Cursor.decode(text, "x")
    assert (cursor.day("d"), cursor.moment("m"), cursor.id("i")) == (day, moment, some_id)
    assert (cursor.number("n"), cursor.at("z")) == (5, None)


FORGED = {
    "not base64": "????",
    "not ASCII": "đ",
    "one letter": "A",
    "not JSON": base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    "a list": written([]),
    "other hash": written({"f": "y", "v": {"name": "a"}}),
    "no values": written({"f": "x"}),
    "NUL": written({"f": "x", "v": {"name": "a\0"}}),
    "surrogate": written({"f": "x", "v": {"name": "\ud800"}}),
    "object": written({"f": "x", "v": {"name": {}}}),
    "flag": written({"f": "x", "v": {"name": True}}),
    "float": written({"f": "x", "v": {"name": 1.5}}),
    "huge": written({"f": "x", "v": {"name": 2**63}}),
    "long": "A" * 1001,
    "deep": base64.urlsafe_b64encode(b"[" * 700).decode(),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_cursor_is_refused(name):
    with pytest.raises(Invalid):
        Cursor.decode(FORGED[name], "x")


def test_a_value_of_another_kind_is_refused_where_it_is_read():
    cursor = Cursor.decode(written({"f": "x", "v": {"a": 5, "b": "x"}}), "x")
    for read in (
        lambda: cursor.at("a"),
        lambda: cursor.day("b"),
        lambda: cursor.moment("b"),
        lambda: cursor.id("b"),
        lambda: cursor.number("b"),
        lambda: cursor.at("absent"),
    ):
        with pytest.raises(Invalid):
            read()
