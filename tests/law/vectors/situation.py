"""A person's file at one moment, as plain values; an act that the law allows makes the next one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, Literal
from uuid import UUID

from app.law.days.calendar import Calendar
from app.law.engine.casefile import acts_of
from app.law.engine.evidence import ScreeningFact, StaffFact
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
from app.law.engine.judge import judge
from app.law.engine.office import acting, offices
from app.law.engine.scene import Scene
from app.law.engine.transition import acting as edition_of_act
from app.law.shape.fields import body_model
from app.law.shape.model import Book, Procedure, StepRule
from app.times import VN, vn_day

COMMUNE, ELSEWHERE, PROVINCE, COURT, CENTRE = "00004", "00008", "01", "C-01-01", "F-01-01"
HOME_OF = {
    "commune": COMMUNE,
    "province": PROVINCE,
    "court": COURT,
    "facility": CENTRE,
    "nation": "vn",
}
AWAY_OF = {"commune": ELSEWHERE, "province": "79", "court": "C-79-01", "facility": "F-79-01"}
AFTER_ALL = datetime(2045, 1, 1, tzinfo=VN)
Body = dict[str, Any]
Subject = Literal["client", "facility"]


def at_nine(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=VN)


def case_id(number: int) -> str:
    """The id of the client's n-th case; a real UUID, since some bodies name a case."""
    return str(UUID(int=number))


@dataclass(frozen=True)
class Situation:
    """What is on file at `at`."""

    book: Book
    calendar: Calendar
    at: datetime
    client: ClientFacts = field(default_factory=lambda: ClientFacts(date(1990, 5, 6)))
    case: CaseFacts | None = None
    others: tuple[CaseFacts, ...] = ()
    determinations: tuple[DeterminationFact, ...] = ()
    clocks: tuple[ClockFact, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    unit: str = COMMUNE
    subject: Subject = "client"
    screenings: tuple[ScreeningFact, ...] = ()
    staff: tuple[StaffFact, ...] = ()

    def facts(self, actor: ActorFacts, *, opening: bool) -> Facts:
        return Facts(
            self.client,
            actor,
            None if opening else self.case,
            self.others,
            self.determinations,
            self.clocks,
            unit=self.unit,
            province=PROVINCE,
            answers=self.answers,
            subject=self.subject,
            screenings=self.screenings,
            staff=self.staff,
        )

    def procedure(self, code: str) -> Procedure | None:
        """The procedure as the next act of the case is judged by it."""
        edition = edition_of_act(self.book, self.at, self.case, {}, self.answers).edition
        return self.book.procedures.get((code, edition))

    def actors(self, rule: StepRule, edition: str) -> list[ActorFacts]:
        """Everybody who records for one of the offices, at the case's own places first."""
        return [
            self.actor(role, kind)
            for office in offices(self.book, rule, edition)
            for kind in sorted(office.kinds)
            for role in sorted(office.roles)
        ]

    def actor(self, role: str, kind: str, *, away: bool = False) -> ActorFacts:
        covers = kind if kind in {"province", "nation"} else "unit"
        if away:
            province = PROVINCE if kind == "commune" else "79"
            there = AWAY_OF.get(kind, "vn")
            if kind == "commune" and self.case is not None and self.case.unit == there:
                there = COMMUNE
            return ActorFacts(role, there, kind, covers, province)
        unit, case = HOME_OF[kind], self.case
        at = self.unit if case is None else case.unit
        if kind == "commune" and not at.startswith("F-"):
            unit = at
        elif kind == "facility":
            unit = (case.facility if case else None) or (at if at.startswith("F-") else unit)
        elif kind == "court" and case is not None and case.court is not None:
            unit = case.court
        return ActorFacts(role, unit, kind, covers, PROVINCE)

    def allowed_actor(self, rule: StepRule, edition: str) -> ActorFacts | None:
        """The first who may take the step."""
        found = offices(self.book, rule, edition)
        for actor in self.actors(rule, edition):
            if acting(found, self.facts(actor, opening=rule.opening)) is not None:
                return actor
        return None


@dataclass
class Draft:
    """An act to be: the file, the step, its body, its moment and who takes it; changed in place."""

    file: Situation
    procedure: Procedure
    rule: StepRule
    body: Body
    actor: ActorFacts
    now: datetime = AFTER_ALL
    found: Finding | None = None
    pinned: frozenset[str] = frozenset()  # fields whose answer is what the draft is made for

    @property
    def at(self) -> datetime:
        return self.file.at

    def change(self, **parts: Any) -> None:
        self.file = replace(self.file, **parts)

    def change_case(self, **parts: Any) -> None:
        assert self.file.case is not None
        self.file = replace(self.file, case=replace(self.file.case, **parts))

    def facts(self) -> Facts:
        return self.file.facts(self.actor, opening=self.rule.opening)

    def said(self) -> Body:
        """The body as the engine reads it; unknown or ill-formed fields are a mistake of ours."""
        told = {"name": self.rule.name, "occurred_at": self.at.isoformat(), **self.body}
        shape = body_model(self.procedure, self.rule)
        return shape.model_validate(told).model_dump(exclude_none=True)

    def loose(self) -> Body:
        """The body as told, also where a form would refuse it before the law is asked."""
        return {"name": self.rule.name, "occurred_at": self.at.isoformat(), **self.body}

    def scene(self) -> Scene:
        file = self.file
        return Scene(
            file.book,
            file.calendar,
            self.facts(),
            self.procedure,
            self.rule,
            self.loose(),
            self.at,
        )

    def judged(self, *, strict: bool = True, facts: Facts | None = None) -> Finding:
        return judge(
            self.file.book,
            self.file.calendar,
            facts or self.facts(),
            procedure=self.procedure.code,
            step=self.rule.name,
            body=self.said() if strict else self.loose(),
            at=self.at,
            now=self.now,
        )

    def field(self, name: str) -> Any:
        return next((ask for ask in self.rule.asks if ask.field == name), None)


def recorded(draft: Draft, found: Finding) -> Situation:
    """The file after an act that was allowed, kept as the service keeps it."""
    file, at = draft.file, draft.at
    body = {key: value for key, value in draft.body.items() if key != "papers"}
    fact = StepFact(found.step, found.ref, found.edition, at, found.to_state, body)
    case = file.case
    if found.opening or case is None:
        number = len(file.others) + 1
        case = CaseFacts(case_id(number), found.procedure, "", "", file.unit, at, province=PROVINCE)
    handed = {row["paper"] for row in draft.body.get("papers", ())}
    held = dict(found.holds)
    case = replace(
        case,
        edition=found.case_edition,
        state=found.to_state,
        steps=(*case.steps, fact),
        papers=case.papers | handed | {issue.paper for issue in found.papers_issued},
        closed_at=at if found.closes else case.closed_at,
        outcome=found.outcome or case.outcome,
        facility=held.get("facility", case.facility),
        court=held.get("court", case.court),
        unit=held.get("commune", case.unit),
    )
    return replace(
        file,
        case=case,
        clocks=_clocks(file.clocks, found, case, at),
        determinations=_determinations(file, found, body, at),
    )


def _clocks(
    clocks: tuple[ClockFact, ...], found: Finding, case: CaseFacts, at: datetime
) -> tuple[ClockFact, ...]:
    kept = []
    fresh = {row.clock for row in found.starts}
    moved = {row.clock: row.due_at for row in found.moved}
    changed = {row.clock: row for row in (*found.paused, *found.resumed, *found.extended)}
    for clock in clocks:
        own = clock.case_id == case.id
        told = clock
        if clock.open and clock.clock in found.meets and (own or ":" in "".join(clock.met_by)):
            told = replace(clock, met_at=at)
        elif clock.open and own and ({clock.clock, "*"} & {*found.cancels} or clock.clock in fresh):
            told = replace(clock, cancelled=True, cancelled_at=at)
        elif clock.open and own and clock.clock in moved:
            told = replace(clock, due_at=moved[clock.clock])
        elif clock.open and own and clock.clock in changed:
            row = changed[clock.clock]
            told = replace(clock, due_at=row.due_at, pauses=row.pauses, extended_by=row.extended_by)
        kept.append(told)
    kept += [
        ClockFact(
            row.clock,
            row.due_at,
            case.id,
            row.started_at,
            row.late,
            None,
            row.met_by,
            edition=row.edition,
            limit=row.limit,
            unit=row.unit,
        )
        for row in found.starts
    ]
    return tuple(kept)


def _determinations(
    file: Situation, found: Finding, body: Body, at: datetime
) -> tuple[DeterminationFact, ...]:
    known = file.determinations
    if found.records == "determination" and "result" in body:
        on = body.get("concluded_on")
        day = date.fromisoformat(on) if isinstance(on, str) else vn_day(at)
        return (*known, DeterminationFact(body["result"], day))
    return known


def steps_under(file: Situation) -> list[tuple[StepFact, StepRule]]:
    """The steps of the case with the rules they were taken under."""
    return [] if file.case is None else acts_of(file.book, file.case)
