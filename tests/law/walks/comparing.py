"""Hold the application's case against what the engine found, after every act."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from app.law.engine.facts import ClockFact
from app.law.engine.finding import Finding
from tests.law.vectors.situation import Draft, recorded
from tests.law.walks.office import Office


def same(office: Office, case: Any, draft: Draft, found: Finding, where: Any) -> None:
    """State, edition, outcome, term, what is kept with the step, and every clock of the case."""
    _same_case(case, draft, found, where)
    _same_step(case["steps"][-1], draft, found, where)
    _same_clocks(office, case["id"], draft, found, where)


def _same_case(case: Any, draft: Draft, found: Finding, where: Any) -> None:
    after = recorded(draft, found).case
    assert after is not None
    assert case["state"] == found.to_state, where
    assert case["edition"] == found.case_edition, where
    assert case["outcome"] == after.outcome, where
    assert _moment(case["closed_at"]) == after.closed_at, where
    if draft.file.subject == "client":
        assert [case[name] for name in ("unit", "facility", "court")] == [
            after.unit, after.facility, after.court,
        ], where  # fmt: skip
    if found.term is not None:
        assert case["term"]["start"] == found.term.start.isoformat(), where
        assert case["term"]["end"] == found.term.end.isoformat(), where
        assert case["term"]["months"] == found.term.months, where


def _same_step(step: Any, draft: Draft, found: Finding, where: Any) -> None:
    before = draft.file.case
    assert step["from_state"] == (before.state if before else ""), where
    assert (step["name"], step["to_state"]) == (found.step, found.to_state), where
    assert step["edition"] == found.edition, where
    assert step["answers"] == dict(found.answers), where
    assert step["unverified"] == found.unverified, where
    assert _moment(step["occurred_at"]) == draft.at, where
    basis = [(law["act"], law["at"]) for law in step["legal_basis"]]
    assert basis == [(law.act, law.at) for law in found.legal_basis], where


def _same_clocks(office: Office, case: str, draft: Draft, found: Finding, where: Any) -> None:
    """The clocks the act has started, and then all of them: moved, standing still, met."""
    listed = office.read(f"/v1/cases/{case}/deadlines")["items"]
    held = Counter((row["clock"], row["edition"], _moment(row["due_at"])) for row in listed)
    started = Counter((row.clock, row.edition, row.due_at) for row in found.starts)
    assert started <= held, (where, started - held)
    after = recorded(draft, found)
    assert after.case is not None
    own = [clock for clock in after.clocks if clock.case_id == after.case.id]
    ended = after.case.closed_at is not None
    shown = Counter(
        (row["clock"], row["edition"], _moment(row["started_at"]), _moment(row["due_at"]),
         _moment(row["met_at"]), not ended and row["status"] == "cancelled")
        for row in listed
    )  # fmt: skip
    kept = Counter(_clock(clock, ended=ended) for clock in own)
    assert shown == kept, (where, shown - kept, kept - shown)


def _clock(clock: ClockFact, *, ended: bool) -> tuple[Any, ...]:
    """What is shown of a clock; the end of a case stops those nobody can meet any more."""
    stopped = clock.cancelled and not ended
    return clock.clock, clock.edition, clock.started_at, clock.due_at, clock.met_at, stopped


def _moment(told: str | None) -> datetime | None:
    return None if told is None else datetime.fromisoformat(told)
