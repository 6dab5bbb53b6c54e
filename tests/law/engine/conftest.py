"""A small invented law, and a person to judge by it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.law.days.calendar import Calendar
from app.law.engine import judge as engine
from app.law.engine.facts import (
    ActorFacts,
    CaseFacts,
    ClientFacts,
    ClockFact,
    DeterminationFact,
    Facts,
    StepFact,
)
from app.law.engine.finding import Finding
from app.law.reading.loader import load
from app.law.shape.model import Book
from app.times import VN, vn_day

BOOK = Path(__file__).parent / "book"
COMMUNE = "00004"


def moment(text: str) -> datetime:
    """`2024-03-04` (nine o'clock) or `2024-03-04 15:30`, in Viet Nam."""
    return datetime.fromisoformat(text if " " in text else f"{text} 09:00").replace(tzinfo=VN)


ACTORS = {
    "chair": ActorFacts("commune_official", COMMUNE, "commune", province="01"),
    "police": ActorFacts("commune_police", COMMUNE, "commune", province="01"),
    "court": ActorFacts("court_clerk", "C-01", "court", province="01"),
    "centre": ActorFacts("centre_director", "F-01", "facility", province="01"),
    "province_police": ActorFacts("commune_police", "01", "province", "province", "01"),
    "other_chair": ActorFacts("commune_official", "00008", "commune", province="01"),
}


@dataclass
class Desk:
    """Judges steps of one person's file, and keeps those that are allowed."""

    book: Book
    client: ClientFacts = field(default_factory=lambda: ClientFacts(date(1990, 5, 6)))
    determinations: tuple[DeterminationFact, ...] = (
        DeterminationFact("addicted", date(2024, 1, 2)),
    )
    clocks: tuple[ClockFact, ...] = ()
    case: CaseFacts | None = None
    cases: tuple[CaseFacts, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=lambda: Calendar({}))

    def facts(self, by: str) -> Facts:
        return Facts(
            client=self.client,
            actor=ACTORS[by],
            case=self.case,
            cases=self.cases,
            determinations=self.determinations,
            clocks=self.clocks,
            unit=COMMUNE,
            province="01",
            answers=self.answers,
        )

    def judge(
        self, name: str, at: str, *, by: str = "chair", papers=(), now: str = "", **body
    ) -> Finding:
        """Judge `procedure:step`."""
        procedure, step = name.split(":")
        body["papers"] = [{"paper": paper} for paper in papers]
        when = moment(at)
        return engine.judge(
            self.book,
            self.calendar,
            self.facts(by),
            procedure=procedure,
            step=step,
            body=body,
            at=when,
            now=moment(now) if now else when,
        )

    def take(self, name: str, at: str, *, by: str = "chair", papers=(), **body) -> Finding:
        """Judge a step that must be allowed, and record it as the service does."""
        found = self.judge(name, at, by=by, papers=papers, **body)
        assert found.allowed, found.reasons
        when = moment(at)
        held = frozenset({*papers, *(issued.paper for issued in found.papers_issued)})
        if self.case is None:
            self.case = CaseFacts("case-1", found.procedure, "", "", COMMUNE, when, province="01")
        kinds = dict(found.holds)
        fact = StepFact(found.step, found.ref, found.edition, when, found.to_state, body)
        self.clocks = (
            *(self._after(clock, found, when) for clock in self.clocks),
            *(
                ClockFact(
                    row.clock,
                    row.due_at,
                    self.case.id,
                    row.started_at,
                    row.late,
                    met_by=row.met_by,
                    edition=row.edition,
                    limit=row.limit,
                    unit=row.unit,
                )
                for row in found.starts
            ),
        )
        self.case = replace(
            self.case,
            edition=found.case_edition,
            state=found.to_state,
            steps=(*self.case.steps, fact),
            papers=self.case.papers | held,
            court=kinds.get("court", self.case.court),
            facility=kinds.get("facility", self.case.facility),
            closed_at=when if found.closes else self.case.closed_at,
            outcome=found.outcome or self.case.outcome,
        )
        return found

    @staticmethod
    def _after(clock: ClockFact, found: Finding, when: datetime) -> ClockFact:
        if clock.open and clock.clock in found.meets:
            return replace(clock, met_at=when)
        for row in (*found.paused, *found.resumed, *found.extended):
            if clock.open and clock.clock == row.clock:
                return replace(
                    clock, due_at=row.due_at, pauses=row.pauses, extended_by=row.extended_by
                )
        return clock

    def file_away(self, name: str) -> None:
        """Close the file on the desk; it stays in the client's history under this id."""
        assert self.case is not None
        self.cases = (*self.cases, replace(self.case, id=name))
        self.clocks = tuple(replace(clock, case_id=name) for clock in self.clocks)
        self.case = None

    def decided(self, at: str, **body) -> Finding:
        """A decision on care, with what it asks."""
        on = vn_day(moment(at))
        decision = {"number": "1", "on": on, "signed_by": "An"}
        return self.take("care:decide", at, decision=decision, **{"term_months": 6, **body})


@pytest.fixture(scope="session")
def book() -> Book:
    return load(BOOK)


@pytest.fixture
def desk(book) -> Desk:
    return Desk(book)


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the invented book to spoil."""
    folder = tmp_path / "book"
    shutil.copytree(BOOK, folder)
    return folder
