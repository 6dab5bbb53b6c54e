"""Changes of a draft that several families of guards make, to hold or to fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from app.law.engine.facts import CaseFacts
from app.times import vn_day
from tests.law.vectors.situation import COMMUNE, PROVINCE, Draft, case_id

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def born(draft: Draft, years: int, *, shift: int = 0) -> None:
    """Let the client turn `years` so many days before the act (after it when negative)."""
    day = vn_day(draft.at) - shift * DAY
    birth = date(day.year - years, 2, 28) if (day.month, day.day) == (2, 29) else None
    birth = birth or day.replace(year=day.year - years)
    draft.change(client=replace(draft.file.client, birth_date=birth))


def other_case(draft: Draft, procedure: str, **parts: Any) -> CaseFacts:
    """Another case of the client, of yesterday unless said otherwise."""
    file = draft.file
    edition = draft.procedure.edition
    opened = draft.at - DAY
    taken = {case.id for case in (*file.others, *([file.case] if file.case else []))}
    number = next(n for n in range(1, 99) if case_id(n) not in taken)
    made = CaseFacts(
        case_id(number), procedure, edition, "", COMMUNE, opened, province=PROVINCE, **parts
    )
    draft.change(others=(*file.others, made))
    return made


def running(draft: Draft, procedure: str) -> CaseFacts:
    """Another open case of the client, in a state that is not final."""
    known = draft.file.book.procedures.get((procedure, draft.procedure.edition))
    states = known.states.values() if known else ()
    state = next((row.code for row in states if not row.final), "running")
    made = other_case(draft, procedure)
    draft.change(others=(*draft.file.others[:-1], replace(made, state=state)))
    return made


def wait_until(draft: Draft, moment: datetime) -> None:
    """Let time pass; what the body says of the day of the act goes with it."""
    if moment > draft.at:
        draft.change(at=moment)


def lose(draft: Draft, *papers: str) -> None:
    """Take papers out of the dossier, out of every other case, and off the table."""
    gone = set(papers)
    draft.body["papers"] = [row for row in draft.body.get("papers", ()) if row["paper"] not in gone]
    others = tuple(replace(case, papers=case.papers - gone) for case in draft.file.others)
    draft.change(others=others)
    if draft.file.case is not None:
        draft.change_case(papers=draft.file.case.papers - gone)
