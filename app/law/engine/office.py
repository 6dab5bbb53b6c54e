"""Who may take a step: the office the edition names, and whether the caller records for it."""

from __future__ import annotations

from app.law.engine.facts import Facts
from app.law.shape.model import Authority, Book, StepRule


def offices(book: Book, rule: StepRule, edition: str) -> tuple[Authority, ...]:
    """The offices that may take a step under an edition, in the order of the row."""
    return tuple(book.authority(code, edition) for code in rule.by)


def acting(found: tuple[Authority, ...], facts: Facts) -> Authority | None:
    """The first office the caller may record for; None when there is none."""
    return next((office for office in found if _may(office, facts)), None)


def _may(office: Authority, facts: Facts) -> bool:
    actor = facts.actor
    if actor.role not in office.roles:
        return False
    if office.reach == "any":
        return actor.unit_kind in office.kinds
    if actor.unit_kind in office.kinds and _at_home(facts):
        return True
    return office.reach == "covering" and _above(facts)


def _at_home(facts: Facts) -> bool:
    """Is the caller's unit the one that this case is at: its commune, centre, court, province."""
    actor, case = facts.actor, facts.case
    if actor.unit_kind == "nation":
        return True
    if actor.unit_kind == "province":
        return actor.unit == (facts.province if case is None else case.province)
    if case is None:
        return facts.unit in {"", actor.unit}
    if actor.unit_kind == "facility":
        return actor.unit == (case.facility or case.unit)
    if actor.unit_kind == "court":
        return actor.unit == case.court
    return actor.unit == case.unit


def _above(facts: Facts) -> bool:
    """Does the caller's unit stand over the one the case is at."""
    actor, case = facts.actor, facts.case
    if actor.covers == "nation":
        return True
    return actor.covers == "province" and actor.province == (
        facts.province if case is None else case.province
    )
