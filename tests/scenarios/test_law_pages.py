"""The pages of the law over HTTP: what a lawyer looks up for a day."""

import re

import pytest

from tests.scenarios.story import ok

CHAIR = "commune_official"
PAGES = ("procedures", "authorities", "papers", "terms", "clocks", "transition", "questions")
OLD, NEW = "2025-12-01", "2026-09-01"


@pytest.fixture
def law(offices):
    def look(page, **params):
        return ok(offices(CHAIR).get(f"/v1/law/{page}", params=params), 200)

    return look


def by(rows, **wanted):
    return next(row for row in rows if all(row[key] == value for key, value in wanted.items()))


def test_a_deadline_is_looked_up_for_a_day(law):
    """Deciding on a registration: three working days, and 24 hours since 2026-07-01."""
    old = by(law("clocks", on=OLD)["items"], clock="D-10", procedure="voluntary-home")
    new = by(law("clocks", on=NEW)["items"], clock="D-10", procedure="voluntary-home")
    assert (old["limit"], old["unit"]) == (3, "working_days")
    assert (new["limit"], new["unit"]) == (24, "hours")
    assert new["met_by"] == ["decide"]
    assert new["legal_basis"][0]["edition"] == "d163"
    late = by(law("clocks", on=NEW)["items"], clock="D-09", procedure="determination")
    assert late["late"] == "not_registered"


def test_an_office_is_looked_up_with_its_powers_for_a_day(law):
    def deciders(on):
        return {
            office["code"]: office["roles"]
            for office in law("authorities", on=on)["items"]
            for power in office["powers"]
            if (power["procedure"], power["step"]) == ("voluntary-home", "decide")
        }

    assert list(deciders(OLD).values()) == [["commune_official"]]
    assert list(deciders(NEW).values()) == [["commune_police"]]


def test_a_form_is_looked_up_for_a_day(law):
    old = by(law("papers", on=OLD)["items"], code="registration")
    new = by(law("papers", on=NEW)["items"], code="registration")
    assert (old["form"], new["form"]) == ("22", "V-20")
    assert "voluntary-home/register" in new["needed_by"]


def test_terms_and_absences_are_looked_up_for_a_day(law):
    old, new = law("terms", on=OLD), law("terms", on=NEW)
    assert (
        by(old["terms"], code="compulsory")["min"],
        by(new["terms"], code="compulsory")["first"],
    ) == (12, 24)
    assert by(new["terms"], code="compulsory")["again"] == 36
    assert {row["reason"]: row["counted"] for row in new["absences"]}["escape"] is False


def test_a_procedure_is_read_as_words_with_its_articles(law):
    found = law("procedures/compulsory", on=NEW)
    step = by(found["steps"], name="open_dossier")
    assert step["conditions"][0]["text"] == {"vi": "Từ đủ 18 tuổi", "en": "At least 18 years old"}
    assert step["conditions"][0]["legal_basis"] == [
        {"act": "120/2025/QH15", "at": "Điều 35 khoản 1", "edition": "d163", "unverified": False}
    ]
    assert "CA1" in step["rows"]
    assert step["starts"][0]["from"] == "field:detected_at"
    accepted = by(found["steps"], name="court_accept")
    assert accepted["unverified"] is True
    assert all(row["unverified"] for row in accepted["starts"])


def test_every_row_of_every_page_is_cited_and_bilingual(law):
    def rows(value, place):
        if isinstance(value, dict):
            if "legal_basis" in value:
                yield place, value
            for key, inner in value.items():
                if key != "body":
                    yield from rows(inner, f"{place}/{key}")
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                yield from rows(inner, f"{place}/{number}")

    looked = [(page, law(page)) for page in PAGES]
    codes = [row["code"] for on in (OLD, NEW) for row in law("procedures", on=on)["items"]]
    looked += [(code, law(f"procedures/{code}", on=NEW)) for code in dict.fromkeys(codes)]
    uncited = [
        place
        for page, found in looked
        for place, row in rows(found, page)
        if not row["legal_basis"] or not all(law["act"] and law["at"] for law in row["legal_basis"])
    ]
    assert uncited == []


def test_a_diagram_names_every_state_and_every_move(law):
    found = law("procedures/voluntary-home", on=NEW)
    lines = found["diagram"].splitlines()
    assert lines[0] == "stateDiagram-v2"
    for state in found["states"]:
        assert f'  state "{state["title"]["vi"]}" as {state["code"]}' in lines
    drawn = (re.match(r"  (\S+) --> ([^\s:]+)", line) for line in lines)
    arrows = {arrow.groups() for arrow in drawn if arrow}
    for step in found["steps"]:
        for origin in step["from"]:
            for target in step["to"] or [origin]:
                assert (origin, target) in arrows


def test_a_question_shows_the_answer_in_use_and_where_it_decides(law):
    asked = by(law("questions")["items"], code="RS3-Q2")
    assert asked["answer"] == asked["default"]
    assert asked["unverified"] is True
    assert "compulsory/admit" in asked["decides"]


def test_before_the_first_edition_there_is_no_law(offices):
    assert offices(CHAIR).get("/v1/law/clocks", params={"on": "2021-12-31"}).status_code == 404
