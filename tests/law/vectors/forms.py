"""Fill in the form of a step: a plausible value for every field it must have."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from app.law.shape.model import Ask, StepRule
from app.times import vn_day
from tests.law.vectors.situation import (
    CENTRE,
    COMMUNE,
    COURT,
    ELSEWHERE,
    PROVINCE,
    Body,
    Situation,
    case_id,
)

GIVEN = "given"  # a wish: whatever the form takes, only that the field is filled in
PHASES = ("a", "b", "c", "d", "e")


def value(ask: Ask, at: datetime, file: Situation) -> Any:
    """A value the form takes."""
    day = vn_day(at)
    if ask.type in {"choice", "grounds"}:
        first = ask.values[0].code
        return [first] if ask.type == "grounds" else first
    if ask.type in {"months", "days", "count"}:
        least = 1 if ask.min is None else ask.min
        return least if ask.max is None else min(least, ask.max)
    spans = [
        {"phase": code, "start": (day - timedelta(days=100)).isoformat(), "end": day.isoformat()}
        for code in PHASES
    ]
    plain: dict[str, Any] = {
        "text": "Đã ghi nhận",
        "date": day.isoformat(),
        "moment": at.isoformat(),
        "flag": False,
        "decision": {"number": "12/QĐ", "on": day.isoformat(), "signed_by": "Trần Thị Bình"},
        "court": COURT,
        "facility": CENTRE,
        "commune": ELSEWHERE if file.case is None or file.case.unit == COMMUNE else COMMUNE,
        "province": PROVINCE,
        "person": {"full_name": "Nguyễn Văn An"},
        "phases": spans,
        "appraisal": [{"criterion": "C99", "met": True}],
        "screening": case_id(901),
        "staff": case_id(902),
        "case": file.others[-1].id if file.others else case_id(1),
    }
    return plain[ask.type]


def filled(rule: StepRule, at: datetime, file: Situation, to: str, wishes: Body) -> Body:
    """Every required field, the wishes that this step can carry, and the papers it needs.

    `to` is the state the step is to lead to, where a field decides that.
    """
    body: Body = {ask.field: value(ask, at, file) for ask in rule.asks if ask.required}
    asked = {ask.field: ask for ask in rule.asks}
    if rule.to_by is not None:
        for code, state in rule.to_by.states.items():
            if state == to:
                body[rule.to_by.field] = code
                break
    for name, wish in wishes.items():
        if wish == GIVEN and name in asked:
            body.setdefault(
                name, True if asked[name].type == "flag" else value(asked[name], at, file)
            )
            continue
        taken = name in asked and (rule.to_by is None or rule.to_by.field != name)
        if taken and (not asked[name].values or wish in {row.code for row in asked[name].values}):
            body[name] = [wish] if asked[name].type == "grounds" else wish
    for term in rule.term:
        name = term.months.removeprefix("field:")
        if name in asked:
            body.setdefault(name, value(asked[name], at, file))
    body["papers"] = [{"paper": need.papers[0]} for need in rule.needs]
    return body


def hand(body: Body, *papers: str) -> None:
    """Hand papers in with the step."""
    here = {row["paper"] for row in body.get("papers", ())}
    body["papers"] = [
        *body.get("papers", ()),
        *({"paper": code} for code in papers if code not in here),
    ]
