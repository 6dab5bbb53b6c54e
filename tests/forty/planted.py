"""The forty of `people.txt` put on file: read line by line, written row by row.

People are registered as a commune registers them; what is to be counted is written as rows. Moves
and the twin are acts of their own and go through the API (`world.py`).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.ids import new_id
from tests.scenarios.story import moment

HERE = Path(__file__).parent
# What a row says of where it comes from; the rest of the rows were recorded as they happened.
SOFT = ("historic", "unverified")
UNPLACED = {"step", "monitoring_event", "determination"}
ENTERED = {"service", "body_test", "circumstance", "contact", "support_item", "plan",
           "plan_review", "screening", "phase"}  # fmt: skip
# A recorded case begins with its opening and moves step by step (0006); one taken over from papers
# may begin anywhere. These are planted as the latter, and only then called the former.
_RECORDED = sa.text("""
update legal_case set provenance = 'recorded', version = version + 1 where id = :id
""")


@dataclass
class Person:
    """One of the forty: what is said of them, and the acts, each as words."""

    number: str
    name: str
    sex: str
    born: str | None
    ethnicity: str | None
    unit: str
    once: str | None
    lacks: set[str]
    acts: list[list[str]] = field(default_factory=list)
    id: str = ""

    @property
    def identity(self) -> str | None:
        """A number of the form of the day: province, sex and century, year, serial."""
        year = int((self.born or "1970")[:4])
        digit = (self.sex == "female") + 2 * (year >= 2000)
        return None if "identity" in self.lacks else f"001{digit}{year % 100:02}0001{self.number}"


@cache
def told(name: str) -> list[str]:
    """The lines of a file of this folder that say something."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def people() -> Iterator[Person]:
    """Read the forty."""
    now: Person | None = None
    for line in told("people.txt"):
        if line.startswith(" "):
            assert now is not None
            now.acts.append(line.split())
            continue
        if now is not None:
            yield now
        number, name, sex, born, ethnicity, where, lacks = (p.strip() for p in line.split("|"))
        unit, _, once = where.partition(" < ")
        said = (None if word == "-" else word for word in (born, ethnicity))
        now = Person(number, name, sex, *said, unit, once or None, set(lacks.split()))
    assert now is not None
    yield now


class Words:
    """An act's words after its first: in order, and by name."""

    def __init__(self, words: list[str]) -> None:
        self.plain = [word for word in words if "=" not in word and word not in {*SOFT, "voided"}]
        self.named = dict(word.split("=", 1) for word in words if "=" in word)
        self.provenance = next((word for word in words if word in SOFT), "recorded")
        self.voided = "voided" in words

    def void(self, on: date | None) -> dict[str, object]:
        """What a row says that was taken back on the evening of its day."""
        return {"voided_at": moment(f"{on} 19:00"), "void_reason": "nhầm"} if self.voided else {}

    def days(self, place: int) -> tuple[date | None, date | None]:
        first, _, last = self.plain[place].partition("..")
        return day(first), day(last)


def day(text: str | None) -> date | None:
    """A day, or none."""
    return None if text in {None, "", "-"} else date.fromisoformat(str(text))


class Planter:
    """Writes the acts of one person as rows."""

    def __init__(self, session: Any, person: Person, recorded: datetime | None = None) -> None:
        """`recorded`: when all of it is entered, where not at the end of each row's day."""
        self.session, self.person, self.recorded = session, person, recorded
        self.case, self.case_step, self.plan, self.seq, self.edition = "", "", "", 0, ""

    def plant(self, acts: list[list[str]] | None = None) -> None:
        """Write the person's acts, or these."""
        for words in self.person.acts if acts is None else acts:
            act = getattr(self, "a_" + words[0].replace("-", "_"), None)
            if act is not None:
                act(Words(words[1:]))

    def put(self, table: str, on: date, **values: Any) -> str:
        """Write a row, where the person lives, entered at the end of its day."""
        key = str(new_id())
        row = {"id": key, "client_id": self.person.id, **values}
        if table not in UNPLACED:
            province = "79" if self.person.unit == "26740" else "01"
            row |= {"unit": self.person.unit, "province": province}
        if table in ENTERED:
            row = {"provenance": "recorded", "late_entry": False, **row}
        if table in ENTERED or table == "monitoring_event":
            at = self.recorded or moment(f"{on} 18:00")
            row |= {"recorded_by": new_id(), "recorded_at": at}
        columns, marks = ", ".join(f'"{c}"' for c in row), ", ".join(f":{c}" for c in row)
        self.session.execute(sa.text(f"insert into {table} ({columns}) values ({marks})"), row)  # noqa: S608 - names of our own
        return key

    def a_list(self, said: Words) -> None:
        since, until = said.days(1)
        reason = said.plain[2] if until else None
        self.put("management_record", since, kind=said.plain[0], since=since, until=until,
                 closed_reason=reason, provenance=said.provenance)  # fmt: skip

    def a_found(self, said: Words, result: str = "addicted") -> None:
        on = said.plain[0]
        case = self.opened("determination", "d116", on, None, on, "concluded", said.provenance)
        step = self.step(case, 1, "conclude", on, "asked", "concluded")
        self.put("determination", day(on), case_id=case, step_id=step, result=result,
                 concluded_on=day(on))  # fmt: skip

    def a_found_not(self, said: Words) -> None:
        self.a_found(said, "not_addicted")

    def a_case(self, said: Words) -> None:
        procedure, edition, days, state, *centre = said.plain
        first, _, last = days.partition("..")
        last = None if last in {"", "-"} else last
        opened = said.named.get("opened", first)
        self.edition, self.seq = edition, 1
        term = {"term_start": day(first), "term_end": day(said.named["term"])} if (
            "term" in said.named) else {}  # fmt: skip
        self.case = self.opened(
            procedure, edition, opened, day(first), last, state, said.provenance,
            facility=centre[0] if centre else None, **term,
        )  # fmt: skip
        self.case_step = self.step(self.case, 1, "open", opened, "none", "opened")

    def opened(self, procedure: str, edition: str, opened: str, started: date | None,
               closed: str | None, state: str, provenance: str, **other: Any) -> str:  # fmt: skip
        key = self.put(
            "legal_case", day(opened), procedure=procedure, edition=edition, state=state,
            opened_at=moment(f"{opened} 07:00"), started_on=started, outcome=closed and state,
            closed_at=closed and moment(f"{closed} 10:00"), created_by=new_id(),
            created_at=moment(f"{opened} 07:00"), provenance="historic", **other,
        )  # fmt: skip
        if provenance == "recorded":
            self.session.execute(_RECORDED, {"id": key})
        return key

    def a_step(self, said: Words) -> None:
        name, on, states = said.plain
        self.seq += 1
        old, _, new = states.partition(">")
        self.case_step = self.step(self.case, self.seq, name, on, old, new, **said.named)

    def step(self, case: str, seq: int, name: str, on: str, old: str, new: str, **body: Any) -> str:
        at = moment(f"{on} 07:30" if seq == 1 else f"{on} 09:00")
        return self.put(
            "step", day(on), case_id=case, seq=seq, name=name, ref="X", from_state=old,
            to_state=new, edition=self.edition or "d116", authority="x", occurred_at=at,
            recorded_at=self.recorded or at, recorded_by=new_id(), recorded_role="x",
            legal_basis="[]", recorded_unit=self.person.unit, body=json.dumps(body),
            late_entry=False, unverified=False,
        )  # fmt: skip

    def a_clock(self, said: Words) -> None:
        code, due = said.plain
        met, off, paused = (said.named.get(word) for word in ("met", "cancelled", "paused"))
        self.put(
            "deadline", day(due), case_id=self.case, clock=code, edition=self.edition, title="{}",
            started_at=moment(f"{due} 06:00"), started_by=self.case_step, span=1,
            span_unit="working_days", due_at=moment(f"{due} 17:00"), explanation="{}",
            legal_basis="[]", met_by=[said.named.get("by", "x")], advisory=False, unverified=False,
            met_at=met and moment(f"{met} 16:00"), met_step=met and self.case_step,
            cancelled_at=off and moment(f"{off} 16:00"), cancelled_reason=off and "nhầm",
            paused_at=paused and moment(f"{paused} 16:00"), pauses="[{}]" if paused else "[]",
        )  # fmt: skip

    def a_plan(self, said: Words) -> None:
        on, ended = day(said.plain[0]), day(said.named.get("ended"))
        self.plan = self.put(
            "plan", on, case_id=self.case, written_on=on, owner_name="Trần Thị Bình",
            next_review_on=day(said.named.get("next")), status="ended" if ended else "active",
            ended_on=ended, end_reason=ended and "completed", agreed_on=on,
        )  # fmt: skip

    def a_review(self, said: Words) -> None:
        on = day(said.plain[0])
        self.put("plan_review", on, plan_id=self.plan, held_on=on, findings="Đạt",
                 next_review_on=day(said.named.get("next")))  # fmt: skip

    def a_screening(self, said: Words) -> None:
        on = day(said.plain[0])
        service = self.put("service", on, kind="assessment", performed_on=on)
        self.put("screening", on, instrument="x", instrument_version="1", digest="x",
                 performed_on=on, case_id=None, service_id=service, answers="[]",
                 scores='[{"code": "x", "value": 1}]')  # fmt: skip

    def a_phase(self, said: Words) -> None:
        first, last = said.days(1)
        self.put("phase", last, case_id=self.case, phase=said.plain[0], edition=self.edition,
                 started_on=first, ended_on=last, outcome="completed", evidence="[]")  # fmt: skip

    def a_service(self, said: Words) -> None:
        on = day(said.plain[1])
        void = said.void(on)
        self.put("service", on, kind=said.plain[0], performed_on=on,
                 provenance=said.provenance, **void)  # fmt: skip

    def a_test(self, said: Words) -> None:
        on, result, reason = said.plain
        self.put("body_test", day(on), reason=reason, taken_at=moment(f"{on} 08:00"),
                 result=result, sample=None if result == "refused" else "urine",
                 **said.void(day(on)))  # fmt: skip

    def a_told(self, said: Words) -> None:
        on = day(said.plain[0])
        self.put("circumstance", on, told_on=on, stage="follow_up", **said.named, **said.void(on))

    def a_contact(self, said: Words) -> None:
        on, outcome = said.plain
        self.put("contact", day(on), kind="visit", happened_at=moment(f"{on} 09:00"),
                 outcome=outcome, next_due=day(said.named.get("next")),
                 **said.void(day(on)))  # fmt: skip

    def a_support(self, said: Words) -> None:
        kind, on, state = said.plain
        over = None if state == "open" else day(on)
        self.put("support_item", day(on), kind=kind, need="x", opened_on=day(on), state=state,
                 last_on=day(on), outcome_on=over, **said.void(day(on)))  # fmt: skip

    def a_signal(self, said: Words) -> None:
        on, kind = said.plain
        self.put("monitoring_event", day(on), case_id=self.case, device="D1", kind=kind,
                 source_id=f"{kind}-{on}", happened_at=moment(f"{on} 08:00"))  # fmt: skip

    def a_died(self, said: Words) -> None:
        self.session.execute(
            sa.text("update client set died_on = :on, version = version + 1 where id = :id"),
            {"on": day(said.plain[0]), "id": self.person.id},
        )
