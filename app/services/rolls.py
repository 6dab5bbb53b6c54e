"""The roll of a session: up to 200 people in one request, each with a result of their own.

Everybody is looked at together: the number of statements does not grow with the number of people.
Who is refused is refused before anything is written, so nobody undoes anybody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.law.reading.activities import activities as practice
from app.models.activity import ActivitySession, Attendance
from app.models.case import LegalCase
from app.models.client import Client
from app.problems import Invalid, NotFound, Problem, StateConflict, Text
from app.problems.promises import KEY_TAKEN
from app.services import attendances, work_hours

PRESENT = "present"
_TWICE = Text("Một người được ghi hai lần", "A person stands on the roll twice")
_VOIDED = Text("Lần tham gia này đã bị hủy", "This attendance was voided")
_ANOTHER = Text(
    "Người này đã được ghi trong buổi với nội dung khác", "The person is on the roll otherwise"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A person on the roll, as told to us."""

    client_id: UUID
    presence: str
    hours: Decimal | None = None
    case_id: UUID | None = None
    result: str | None = None
    mark: Decimal | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a person: an attendance, or why there is none."""

    client_id: UUID
    attendance: Attendance | None = None
    problem: Problem | None = None


@dataclass(slots=True)
class _Roll:
    """The roll while it is looked at; `done` by the number of the line."""

    ctx: Context
    session: ActivitySession
    lines: Sequence[Line]
    done: dict[int, Attendance | Problem]

    @property
    def open(self) -> list[tuple[int, Line]]:
        return [(n, line) for n, line in enumerate(self.lines) if n not in self.done]

    def hours(self, line: Line) -> Decimal:
        if line.presence != PRESENT:
            return Decimal(0)
        return self.session.hours if line.hours is None else line.hours


def enter(ctx: Context, session: ActivitySession, lines: Sequence[Line]) -> list[Result]:
    """Put people on the roll of a session; a repeat is answered as it stands.

    Raises NotFound where the caller sees none of them: a session about nobody.
    """
    roll = _Roll(ctx, session, lines, {})
    _refuse_twice(roll)
    people = _seen(roll)
    _refuse_impossible(roll, people)
    _refuse_foreign_cases(roll)
    _answer_repeated(roll)
    _refuse_overwork(roll, people)
    _write(roll)
    done = [roll.done[number] for number in range(len(lines))]
    return [
        Result(line.client_id, problem=one)
        if isinstance(one, Problem)
        else Result(line.client_id, attendance=one)
        for line, one in zip(lines, done, strict=True)
    ]


def _refuse_twice(roll: _Roll) -> None:
    people: set[UUID] = set()
    ids: set[UUID] = set()
    for number, line in enumerate(roll.lines):
        if line.client_id in people or line.id in ids:
            roll.done[number] = StateConflict(_TWICE)
        people.add(line.client_id)
        if line.id is not None:
            ids.add(line.id)


def _seen(roll: _Roll) -> dict[UUID, Client]:
    """Lock the people in one order, so that two rolls about one person take turns."""
    statement = (
        sa.select(Client)
        .where(Client.id.in_({line.client_id for line in roll.lines}))
        .order_by(Client.id)
        .with_for_update(key_share=True)
    )
    found = {client.id: client for client in roll.ctx.session.scalars(statement)}
    if not found:
        raise NotFound
    for number, line in roll.open:
        if line.client_id not in found:
            roll.done[number] = NotFound()
    roll.ctx.trail.note(found)
    return found


def _refuse_impossible(roll: _Roll, people: dict[UUID, Client]) -> None:
    for number, line in roll.open:
        at, born = f"/attendances/{number}", people[line.client_id].birth_date
        if born is not None and roll.session.held_on < born:
            roll.done[number] = Invalid.at(
                f"{at}/client_id", vi="buổi này trước ngày sinh", en="was born after the session"
            )
        elif line.presence != PRESENT and line.hours is not None:
            roll.done[number] = Invalid.at(
                f"{at}/hours", vi="người vắng mặt không có giờ", en="only who was there has hours"
            )
        elif line.hours is not None and line.hours > roll.session.hours:
            roll.done[number] = Invalid.at(
                f"{at}/hours", vi="dài hơn cả buổi", en="is longer than the session"
            )


def _refuse_foreign_cases(roll: _Roll) -> None:
    """Refuse cases that are not of the client; ids in bodies are the usual gap (T2)."""
    asked = {line.case_id for _, line in roll.open if line.case_id is not None}
    if not asked:
        return
    statement = sa.select(LegalCase.id, LegalCase.client_id).where(LegalCase.id.in_(asked))
    owners = {row.id: row.client_id for row in roll.ctx.session.execute(statement)}
    for number, line in roll.open:
        if line.case_id is not None and owners.get(line.case_id) != line.client_id:
            roll.done[number] = Invalid.at(
                f"/attendances/{number}/case_id",
                vi="không phải vụ việc của người này",
                en="not a case of this client",
            )


def _answer_repeated(roll: _Roll) -> None:
    """Answer who is on the roll already, by the person or by the id that was chosen for them."""
    ids = {line.id for _, line in roll.open if line.id is not None}
    of_session = sa.and_(
        Attendance.activity_id == roll.session.id,
        Attendance.client_id.in_({line.client_id for _, line in roll.open}),
        Attendance.voided_at.is_(None),
    )
    statement = sa.select(Attendance).where(sa.or_(of_session, Attendance.id.in_(ids)))
    rows = roll.ctx.session.scalars(statement).all()
    by_id = {row.id: row for row in rows}
    by_client = {row.client_id: row for row in rows if row.voided_at is None
                 and row.activity_id == roll.session.id}  # fmt: skip
    for number, line in roll.open:
        known = by_client.get(line.client_id)
        if line.id is not None and line.id in by_id:
            known = by_id[line.id]
        if known is not None:
            roll.done[number] = _repeated(roll, line, known)


def _repeated(roll: _Roll, line: Line, known: Attendance) -> Attendance | Problem:
    """An attendance told again, if it still counts and was told in the same words."""
    if (known.client_id, known.activity_id) != (line.client_id, roll.session.id):
        return StateConflict(KEY_TAKEN)
    if known.voided_at is not None:
        return StateConflict(_VOIDED)
    told = (line.presence, roll.hours(line), line.case_id, line.result, line.mark, line.note)
    stands = (
        known.presence, known.hours, known.case_id, known.result, known.mark, known.note,
    )  # fmt: skip
    if told != stands or line.id not in {None, known.id}:
        return StateConflict(_ANOTHER)
    return known


def _refuse_overwork(roll: _Roll, people: dict[UUID, Client]) -> None:
    """Refuse hours of work beyond the norms of the day for the person's age, with the article."""
    if not practice().of(roll.session.kind).work:
        return
    asked = {line.client_id: roll.hours(line) for _, line in roll.open if line.presence == PRESENT}
    before = work_hours.worked(roll.ctx, asked, roll.session.held_on)
    for number, line in roll.open:
        if line.client_id in asked:
            refusal = work_hours.refusal(
                roll.ctx,
                people[line.client_id],
                roll.session,
                before[line.client_id].with_more(asked[line.client_id]),
            )
            if refusal is not None:
                roll.done[number] = refusal


def _write(roll: _Roll) -> None:
    """Write all that is left, and a service for each who was there; ids taken meanwhile refuse."""
    keys = {number: line.id or new_id() for number, line in roll.open}
    made = attendances.insert(
        roll.ctx, [_row(roll, line, keys[number]) for number, line in roll.open]
    )
    for number, key in keys.items():
        roll.done[number] = made.get(key) or StateConflict(KEY_TAKEN)
    attendances.count_as_services(roll.ctx, made.values())
    refused = sum(isinstance(one, Problem) for one in roll.done.values())
    roll.ctx.trail.note(detail={"recorded": len(made), "refused": refused})


def _row(roll: _Roll, line: Line, key: UUID) -> attendances.Row:
    ctx, session = roll.ctx, roll.session
    return {
        "id": key,
        "client_id": line.client_id,
        "case_id": line.case_id,
        "activity_id": session.id,
        "kind": session.kind,
        "held_on": session.held_on,
        "title": session.title,
        "presence": line.presence,
        "hours": roll.hours(line),
        "result": line.result,
        "mark": line.mark,
        "service_id": new_id() if line.presence == PRESENT else None,
        "unit": session.unit,
        "province": session.province,
        "note": line.note,
        "provenance": "recorded",
        "late_entry": session.held_on < ctx.today,
        "recorded_by": ctx.actor.id,
        "recorded_at": ctx.now,
        "version": 1,
    }
