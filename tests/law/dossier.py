"""A paper file of one invented person: takes steps through `judge` and remembers what follows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from app.law.days.calendar import Calendar
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
from app.law.engine.judge import actions, judge
from app.law.engine.transition import act_edition
from app.law.reading.loader import lawbook
from app.law.shape.fields import body_model
from app.times import VN

Result = Literal["addicted", "not_addicted"]
BOOK = lawbook()
CALENDAR = Calendar.from_toml()
FACILITY = {row.code for row in BOOK.procedures.values() if row.subject == "facility"}
NOW = datetime(2031, 1, 1, tzinfo=VN)
CHAIR = ActorFacts("commune_official", "00004", "commune", province="01")
POLICE = ActorFacts("commune_police", "00004", "commune", province="01")
PROVINCE = ActorFacts("province_manager", "01", "province", covers="province", province="01")
NATION = ActorFacts("nation_manager", "vn", "nation", covers="nation")
COURT = ActorFacts("court_clerk", "C-01", "court", province="01")
INTAKE = ActorFacts("centre_caseworker", "F-01", "facility", province="01")
DIRECTOR = ActorFacts("centre_director", "F-01", "facility", province="01")
CLINIC = ActorFacts("centre_clinician", "F-09", "facility", province="01")


def moment(text: str) -> datetime:
    """`2026-03-02 09:00` as Viet Nam's clocks show it."""
    return datetime.fromisoformat(text).replace(tzinfo=VN)


def signed(on: str) -> dict[str, str]:
    """A decision signed on a day."""
    return {"number": "12/QĐ", "on": on, "signed_by": "Trần Thị Bình"}


def phases(*codes: str) -> list[dict[str, str]]:
    """Phases carried through."""
    return [{"phase": code, "start": "2026-03-10", "end": "2026-08-30"} for code in codes]


@dataclass
class Dossier:
    """The cases, clocks and determinations of the person so far."""

    client: ClientFacts = field(default_factory=lambda: ClientFacts(date(1998, 3, 2)))
    determinations: list[DeterminationFact] = field(default_factory=list)
    cases: dict[str, CaseFacts] = field(default_factory=dict)
    clocks: list[ClockFact] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    def addicted(self, on: str) -> Dossier:
        """A determination of addiction, notified on the same day at nine."""
        self.determinations.append(
            DeterminationFact("addicted", date.fromisoformat(on), moment(f"{on} 09:00"))
        )
        return self

    def facts(self, procedure: str, actor: ActorFacts, *, opening: bool) -> Facts:
        """What the engine is told."""
        case = None if opening else self.cases[procedure]
        others = tuple(other for other in self.cases.values() if other is not case)
        return Facts(
            self.client,
            actor,
            case,
            others,
            tuple(self.determinations),
            tuple(self.clocks),
            unit="00004",
            province="01",
            answers=self.answers,
            subject="facility" if procedure in FACILITY else "client",
        )

    def ask(self, procedure: str, step: str, at: str, actor: ActorFacts, **said: object) -> Finding:
        """Judge a step without recording it; `hand` lists papers handed in."""
        when = moment(at)
        edition = act_edition(BOOK, when).code
        rule = BOOK.procedures[procedure, edition].steps.get(step)
        hand = said.pop("hand", "")
        body: dict[str, object] = {"name": step, "occurred_at": when.isoformat(), **said}
        body["papers"] = [{"paper": code} for code in str(hand).split()]
        if rule is not None:
            shape = body_model(BOOK.procedures[procedure, edition], rule)
            body = shape.model_validate(body).model_dump(mode="json", exclude_none=True)
        opening = rule.opening if rule is not None else False
        facts = self.facts(procedure, actor, opening=opening)
        return judge(
            BOOK, CALENDAR, facts, procedure=procedure, step=step, body=body, at=when, now=NOW
        )

    def take(
        self, procedure: str, step: str, at: str, actor: ActorFacts, **said: object
    ) -> Finding:
        """Judge a step and record it; a refusal is an AssertionError that tells why."""
        found = self.ask(procedure, step, at, actor, **said)
        assert found.allowed, [(reason.code, reason.title.vi) for reason in found.reasons]
        self._record(found, moment(at), said)
        return found

    def offered(self, procedure: str, at: str, actor: ActorFacts) -> dict[str, bool]:
        """Every step from here and whether it is allowed."""
        facts = self.facts(procedure, actor, opening=False)
        when = moment(at)
        found = actions(BOOK, CALENDAR, facts, at=when, now=when)
        return {finding.step: finding.allowed for finding in found}

    def _record(self, found: Finding, at: datetime, said: dict[str, object]) -> None:
        handed = set(str(said.get("hand", "")).split())
        papers = {issue.paper for issue in found.papers_issued} | handed
        body = {key: value for key, value in said.items() if key != "hand"}
        fact = StepFact(found.step, found.ref, found.edition, at, found.to_state, body)
        name = found.procedure
        if found.opening:
            key = str(UUID(int=len(self.cases) + 1))
            case = CaseFacts(key, name, found.edition, found.to_state, "00004", at, province="01")
        else:
            case = self.cases[name]
        held = dict(found.holds)
        self.cases[name] = replace(
            case,
            state=found.to_state,
            steps=(*case.steps, fact),
            papers=case.papers | papers,
            closed_at=at if found.closes else case.closed_at,
            outcome=found.outcome or case.outcome,
            facility=held.get("facility", case.facility),
            court=held.get("court", case.court),
            unit=held.get("commune", case.unit),
        )
        self._follow(found, case.id, at)

    def _follow(self, found: Finding, case_id: str, at: datetime) -> None:
        for place, clock in enumerate(self.clocks):
            if clock.open and clock.clock in found.meets:
                self.clocks[place] = replace(clock, met_at=at)
            elif clock.open and clock.case_id == case_id and {clock.clock, "*"} & {*found.cancels}:
                self.clocks[place] = replace(clock, cancelled=True)
        self.clocks += [
            ClockFact(c.clock, c.due_at, case_id, c.started_at, c.late, None, c.met_by)
            for c in found.starts
        ]
        if found.records == "determination" and found.step == "conclude":
            said = self.cases["determination"].steps[-1].body
            result: Result = "addicted" if said["result"] == "addicted" else "not_addicted"
            day = date.fromisoformat(str(said["concluded_on"]))
            self.determinations.append(DeterminationFact(result, day))


def due(found: Finding, clock: str) -> str:
    """When a clock the act started is due."""
    at = next(start.due_at for start in found.starts if start.clock == clock)
    return at.astimezone(VN).strftime("%Y-%m-%d %H:%M")


def codes(found: Finding) -> set[str]:
    """Why an act is refused."""
    assert not found.allowed
    return {reason.code for reason in found.reasons}
