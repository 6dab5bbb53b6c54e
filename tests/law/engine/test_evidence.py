"""Guards about the finding a step names and who made it, as a table read by whole rows."""

# ruff: noqa: E501 - a table is read by whole rows

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.law.days.calendar import Calendar
from app.law.engine.evidence import HeldFact, ScreeningFact, StaffFact
from app.law.engine.facts import ActorFacts, CaseFacts, ClientFacts, Facts
from app.law.engine.scene import Scene
from app.law.guards.evidence import EVIDENCE_GUARDS
from app.times import VN


def on(text):
    return date.fromisoformat(text)


NOW = datetime(2024, 6, 5, 9, tzinfo=VN)
CASE = CaseFacts("c1", "care", "e1", "received", "00004", datetime(2024, 6, 1, 9, tzinfo=VN))
FOUND = ScreeningFact("s1", "six", "1", on("2024-06-03"), "yes", 3)
AGAIN = replace(
    FOUND, follows=True, observed=(("opioid", on("2024-06-02")), ("opioid", on("2024-06-03")))
)
LICENCE = HeldFact("licence", "Khám chữa bệnh nội khoa", on("2020-01-01"), on("2024-06-05"))
TRAINED = HeldFact("certificate", "", on("2024-06-05"))
DOCTOR = StaffFact(
    "p1", "F-01-01", ("doctor",), on("2024-06-05"), on("2024-06-05"), held=(LICENCE, TRAINED)
)
SAID = {"finding": "s1", "by": "p1", "result": "yes", "met": 3, "concluded": "2024-06-05"}
COUNTS = {"field": "finding", "instrument": "six", "versions": ["1"], "on": "concluded"}
FINAL = {
    "field": "finding",
    "among": ["yes", "no"],
    "charts": {"opioid": 2, "cannabis": 1},
    "on": "concluded",
}
AGREES = {"field": "finding", "result": "result", "count": "met"}
EMPLOYED = {"field": "by", "places": ["facility"], "on": "concluded"}
QUALIFIED = {
    "field": "by",
    "professions": ["doctor"],
    "licence": "licence",
    "scopes": ["nội", "tâm thần"],
    "alone": ["tâm thần"],
    "certificates": ["certificate"],
    "on": "concluded",
}


def holding(*held):
    return replace(DOCTOR, held=held)


# fmt: off
TABLE = [
    ("screening_counts", COUNTS, FOUND, {}, True),
    ("screening_counts", COUNTS, None, {}, False),
    ("screening_counts", COUNTS, None, {"finding": None}, True),
    ("screening_counts", COUNTS, replace(FOUND, voided=True), {}, False),
    ("screening_counts", COUNTS, replace(FOUND, instrument="audit"), {}, False),
    ("screening_counts", COUNTS, replace(FOUND, version="2"), {}, False),
    ("screening_counts", COUNTS, replace(FOUND, day=on("2024-06-01")), {}, True),
    ("screening_counts", COUNTS, replace(FOUND, day=on("2024-05-31")), {}, False),
    ("screening_counts", COUNTS, replace(FOUND, day=on("2024-06-05")), {}, True),
    ("screening_counts", COUNTS, replace(FOUND, day=on("2024-06-05")), {"concluded": "2024-06-04"}, False),
    ("screening_final", FINAL, FOUND, {}, True),
    ("screening_final", FINAL, None, {}, True),
    ("screening_final", FINAL, replace(FOUND, band="observe"), {}, False),
    ("screening_final", FINAL, replace(FOUND, followed_on=on("2024-06-05")), {}, False),
    ("screening_final", FINAL, replace(FOUND, followed_on=on("2024-06-06")), {}, True),
    ("screening_final", FINAL, AGAIN, {}, True),
    ("screening_final", FINAL, replace(AGAIN, observed=()), {}, False),
    ("screening_final", FINAL, replace(AGAIN, observed=AGAIN.observed[:1]), {}, False),
    ("screening_final", FINAL, replace(AGAIN, observed=AGAIN.observed[:1] * 2), {}, False),
    ("screening_final", FINAL, replace(AGAIN, observed=(*AGAIN.observed[:1], ("opioid", on("2024-06-04")))), {}, False),
    ("screening_final", FINAL, replace(AGAIN, observed=(("cannabis", on("2024-06-02")),)), {}, True),
    ("screening_final", FINAL, replace(AGAIN, observed=(("cannabis", on("2024-06-02")), ("opioid", on("2024-06-02")))), {}, False),
    ("screening_final", FINAL, replace(AGAIN, observed=(("tobacco", on("2024-06-02")),)), {}, False),
    ("screening_agrees", AGREES, FOUND, {}, True),
    ("screening_agrees", AGREES, FOUND, {"met": None}, True),
    ("screening_agrees", AGREES, FOUND, {"met": 4}, False),
    ("screening_agrees", AGREES, FOUND, {"result": "no"}, False),
    ("screening_agrees", AGREES, replace(FOUND, score=0), {"met": 0}, True),
    ("screening_agrees", AGREES, None, {"result": "no"}, True),
    ("assessor_employed", EMPLOYED, DOCTOR, {}, True),
    ("assessor_employed", EMPLOYED, DOCTOR, {"concluded": "2024-06-04"}, False),
    ("assessor_employed", EMPLOYED, replace(DOCTOR, employed_until=on("2024-06-04"), employed_from=on("2024-01-01")), {}, False),
    ("assessor_employed", EMPLOYED, replace(DOCTOR, voided=True), {}, False),
    ("assessor_employed", EMPLOYED, replace(DOCTOR, unit="F-01-02"), {}, False),
    ("assessor_employed", EMPLOYED | {"places": ["commune"]}, DOCTOR, {}, False),
    ("assessor_employed", EMPLOYED, None, {}, False),
    ("assessor_employed", EMPLOYED, None, {"by": None}, True),
    ("assessor_qualified", QUALIFIED, DOCTOR, {}, True),
    ("assessor_qualified", QUALIFIED, DOCTOR, {"concluded": "2024-06-06"}, False),
    ("assessor_qualified", QUALIFIED, DOCTOR, {"concluded": "2024-06-04"}, False),
    ("assessor_qualified", QUALIFIED, holding(LICENCE), {}, False),
    ("assessor_qualified", QUALIFIED, holding(TRAINED), {}, False),
    ("assessor_qualified", QUALIFIED, holding(replace(LICENCE, scope="Tâm thần")), {}, True),
    ("assessor_qualified", QUALIFIED, holding(replace(LICENCE, scope="Da liễu"), TRAINED), {}, False),
    ("assessor_qualified", QUALIFIED, holding(replace(LICENCE, scope="Nộii"), TRAINED), {}, False),
    ("assessor_qualified", QUALIFIED, replace(DOCTOR, kinds=("nurse",)), {}, False),
    ("assessor_qualified", QUALIFIED, None, {"by": None}, True),
]
# fmt: on


@pytest.mark.parametrize(
    ("name", "params", "fact", "said", "holds"),
    TABLE,
    ids=[f"{n}-{row[0]}-{'holds' if row[4] else 'refused'}" for n, row in enumerate(TABLE)],
)
def test_guard(book, name, params, fact, said, holds):
    actor = ActorFacts("centre_clinician", "F-01-01", "facility")
    facts = Facts(ClientFacts(), actor, CASE)
    if isinstance(fact, ScreeningFact):
        facts = replace(facts, screenings=(fact,))
    elif fact is not None:
        facts = replace(facts, staff=(fact,))
    body = {key: value for key, value in {**SAID, **said}.items() if value is not None}
    procedure, kind = book.procedure("care", "e1"), EVIDENCE_GUARDS[name]
    scene = Scene(book, Calendar({}), facts, procedure, procedure.steps["begin"], body, NOW)
    refusal = kind.check(scene, kind.params.model_validate(params))
    assert (refusal is None) == holds
    if refusal:
        assert refusal.code == name.replace("_", "-")


def test_every_one_of_them_stands_in_the_table():
    assert {row[0] for row in TABLE} == set(EVIDENCE_GUARDS)


def test_everything_that_is_lacking_is_said_at_once(book):
    facts = Facts(ClientFacts(), ActorFacts("x", "F-01-01", "facility"), CASE, staff=(holding(),))
    procedure, kind = book.procedure("care", "e1"), EVIDENCE_GUARDS["assessor_qualified"]
    scene = Scene(book, Calendar({}), facts, procedure, procedure.steps["begin"], SAID, NOW)
    refusal = kind.check(scene, kind.params.model_validate(QUALIFIED))
    lacks = [code for one in (refusal, *refusal.also) for code in one.lacks]
    assert lacks == ["licence", "certificate"]
