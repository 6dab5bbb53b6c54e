"""The guard on criteria, by an invented law: a door (wide from mid-June on), a bell with minors."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.law.days.calendar import Calendar
from app.law.engine.facts import ActorFacts, CaseFacts, ClientFacts, Facts, StepFact
from app.law.engine.scene import Scene
from app.law.guards.criteria import CRITERIA_GUARDS
from app.times import VN

EARLY, LATE = datetime(2024, 6, 1, 9, tzinfo=VN), datetime(2024, 6, 15, 9, tzinfo=VN)
KIND = CRITERIA_GUARDS["criteria_met"]
PARAMS = {
    "applies": "private_centre",
    "where": {"takes_minors": {"field": "ages", "value": "minors"}},
}
OPENED = StepFact("register", "A1", "e1", EARLY, "registered", {"ages": ["adults", "minors"]})
CASE = CaseFacts("c1", "care", "e1", "registered", "00004", EARLY, steps=(OPENED,))
BASE = Facts(ClientFacts(date(1990, 1, 1)), ActorFacts("commune_official", "00004", "commune"))


def judged(book, *rows, at=EARLY, facts=BASE, edition="e1", papers=()):
    body = {"appraisal": [dict(zip(("criterion", "met"), row, strict=True)) for row in rows]}
    body["papers"] = [{"paper": paper} for paper in papers]
    procedure = book.procedure("care", edition)
    step = next(iter(procedure.steps.values()))
    scene = Scene(book, Calendar({}), facts, procedure, step, body, at)
    found = KIND.check(scene, KIND.params.model_validate(PARAMS))
    return () if found is None else (found, *found.also)


@pytest.mark.parametrize(
    ("rows", "pointers"),
    [
        ((), ["/appraisal"]),
        ((("K1", False),), ["/appraisal/0/met"]),
        ((("K1", True),), []),
        ((("K1", True), ("K1", False)), ["/appraisal/1/met"]),
        ((("K1", True), ("K9", True)), ["/appraisal/1/criterion"]),
        ((("K9", False),), ["/appraisal", "/appraisal/0/criterion"]),
        # K2 is one of the law for this kind of facility, though not asked of one without minors.
        ((("K1", True), ("K2", True)), []),
    ],
)
def test_each_criterion_must_be_met(book, rows, pointers):
    assert [refusal.pointer for refusal in judged(book, *rows)] == pointers


@pytest.mark.parametrize(
    ("at", "edition", "article"),
    [
        (EARLY, "e1", "art 12"),
        (LATE, "e1", "art 12"),
        # An old file decided by the rules of before keeps their last criteria.
        (datetime(2026, 3, 1, tzinfo=VN), "e1", "art 12"),
    ],
)
def test_the_kind_has_an_article_of_its_own(book, at, edition, article):
    [refusal] = judged(book, at=at, edition=edition)
    assert (refusal.law.at, refusal.law.edition) == (article, "e1")
    assert ("rộng" in refusal.vi) is (at != EARLY)


def test_a_circumstance_is_told_by_an_earlier_step(book):
    minors = replace(BASE, case=CASE)
    [refusal] = judged(book, ("K1", True), facts=minors)
    assert ("K2" in refusal.en, refusal.law.at) == (True, "art 14")
    adults = replace(CASE, steps=(replace(OPENED, body={"ages": ["adults"]}),))
    assert judged(book, ("K1", True), facts=replace(BASE, case=adults)) == ()


def test_a_paper_proves_a_criterion_unless_the_appraisal_says_no(book):
    minors = replace(BASE, case=CASE)
    assert judged(book, ("K1", True), facts=minors, papers=["application"]) == ()
    told = judged(book, ("K1", True), ("K2", False), facts=minors, papers=["application"])
    assert [refusal.pointer for refusal in told] == ["/appraisal/1/met"]
