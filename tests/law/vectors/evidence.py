"""Make a condition fail that is about the finding a step names, or about who made it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from app.law.engine.evidence import HeldFact, ScreeningFact, StaffFact
from app.times import vn_day
from tests.law.vectors.situation import Draft, case_id

FINDING, ASSESSOR = case_id(901), case_id(902)


def finding(draft: Draft, params: Any, **changes: Any) -> None:
    """Name a finding that is lawful but for the changes."""
    fact = ScreeningFact(
        FINDING, "dependence", "TT18-2021", vn_day(draft.at), draft.body["result"],
        draft.body.get("criteria_met", 0),
    )  # fmt: skip
    draft.body[params.field] = FINDING
    draft.change(screenings=(replace(fact, **changes),))


def assessor(draft: Draft, params: Any, **changes: Any) -> None:
    """Name an assessor who is qualified but for the changes."""
    day = date(2020, 1, 1)
    held = (
        HeldFact("practising_licence", "Nội khoa", day),
        HeldFact("determination_certificate", "", day),
    )
    fact = StaffFact(ASSESSOR, draft.actor.unit, ("doctor",), day, held=held)
    draft.body[params.field] = ASSESSOR
    draft.change(staff=(replace(fact, **changes),))


def _counts(draft: Draft, params: Any, _end: bool) -> None:
    finding(draft, params, voided=True)


def _final(draft: Draft, params: Any, _end: bool) -> None:
    finding(draft, params, follows=True)


def _agrees(draft: Draft, params: Any, _end: bool) -> None:
    finding(draft, params)
    other = {"addicted": "not_addicted", "not_addicted": "addicted"}
    draft.body[params.result] = other[draft.body[params.result]]


def _employed(draft: Draft, params: Any, _end: bool) -> None:
    assessor(draft, params, unit="F-79-01")


def _qualified(draft: Draft, params: Any, _end: bool) -> None:
    assessor(draft, params, held=())


def _told(draft: Draft, params: Any) -> None:
    """What names nothing is told, and open to all."""
    draft.body.pop(params.field, None)


EVIDENCE_MENDERS: dict[str, Callable[[Draft, Any], None]] = dict.fromkeys(
    (
        "screening_counts",
        "screening_final",
        "screening_agrees",
        "assessor_employed",
        "assessor_qualified",
    ),
    _told,
)
EVIDENCE_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {
    "screening_counts": _counts,
    "screening_final": _final,
    "screening_agrees": _agrees,
    "assessor_employed": _employed,
    "assessor_qualified": _qualified,
}
