"""Which open cases change with the law: by an edition that begins, or by figures tried out.

Nothing is written. A page looks at a bounded number of cases and then says where to go on, so
that the whole country can be walked through without a long transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa

from app.context import Context
from app.law.days.calendar import Calendar, DayMark, MarkKind
from app.law.engine.facts import Facts
from app.law.reading.source import BookError
from app.law.shape.model import Book, Edition
from app.law.trials.differences import Differences
from app.law.trials.impact import beginning, compare, of_edition, patched
from app.models.case import LegalCase
from app.models.client import Client
from app.problems import Invalid
from app.services.cases import within
from app.services.facts import facts_of
from app.services.subjects import Subject
from app.services.trials import Trial, days_of, patch_of
from app.times import VN

# How many cases one page looks at before it says where to go on.
LOOKED_AT = 200
_TRIAL = DayMark("day_off", "Thử nghiệm", "On trial", "")


@dataclass(frozen=True, slots=True)
class Changed:
    """A case and what changes in it."""

    case: LegalCase
    found: Differences


@dataclass(frozen=True, slots=True)
class Found:
    """The cases of one page that change; `reached` is the last one looked at while more wait."""

    changed: Sequence[Changed]
    reached: LegalCase | None


@dataclass(frozen=True, slots=True)
class Look:
    """Whose cases, from where on, and how many changed ones make a page."""

    unit: str | None
    after: Mapping[str, object] | None
    limit: int


def at_beginning(ctx: Context, day: date, look: Look) -> tuple[Edition | None, Found]:
    """Return the edition that begins on a day and the open cases it changes."""
    edition = beginning(ctx.lawbook, day)
    if edition is None:
        return None, Found((), None)
    moment = datetime.combine(edition.begins, time(), VN)

    def differ(facts: Facts) -> Differences:
        return of_edition(ctx.lawbook, ctx.calendar, facts, edition)

    return edition, _walk(ctx, look, differ, LegalCase.opened_at < moment)


def simulate(ctx: Context, trials: Sequence[Trial], look: Look) -> Found:
    """Try figures and days on the open cases in reach. Raises Invalid where they do not fit."""
    book, days = _tried(ctx.lawbook, trials), days_of(trials)
    calendar = marked(ctx.calendar, days)

    def differ(facts: Facts) -> Differences:
        return compare(ctx.lawbook, book, ctx.calendar, calendar, facts, at=ctx.now, now=ctx.now)

    return _walk(ctx, look, differ)


def _tried(book: Book, trials: Sequence[Trial]) -> Book:
    """The book with the figures on trial; points at the first that names nothing of the book."""
    try:
        return patched(book, patch_of(trials))
    except BookError:
        for number in range(len(trials)):
            try:
                patched(book, patch_of(trials[: number + 1]))
            except BookError:
                # The reason names what the caller sent; it is not repeated (reliability T28).
                raise Invalid.at(
                    f"/changes/{number}",
                    vi="không khớp với bộ luật: bản luật, thủ tục, bước, thời hạn hoặc cơ quan"
                    " được nêu không có, hoặc con số không dùng được ở đó",
                    en="does not fit the law book: an edition, procedure, step, clock or office"
                    " named is not there, or the figure cannot stand there",
                ) from None
        raise


def marked(calendar: Calendar, days: Mapping[date, MarkKind | None]) -> Calendar:
    """Return a calendar with some days marked otherwise; None takes a mark back."""
    marks = dict(calendar.days)
    for day, kind in days.items():
        marks.pop(day, None)
        if kind is not None:
            marks[day] = DayMark(kind, _TRIAL.vi, _TRIAL.en, _TRIAL.source)
    return Calendar(marks)


def _walk(
    ctx: Context,
    look: Look,
    differ: Callable[[Facts], Differences],
    *narrower: sa.ColumnElement[bool],
) -> Found:
    """Look at open cases one by one, oldest first; each that differs is on record as read."""
    changed: list[Changed] = []
    cases = _open_cases(ctx, look, narrower)
    reached = None
    for case in cases[:LOOKED_AT]:
        if len(changed) == look.limit:
            break
        reached = case
        found = differ(facts_of(ctx, _subject(ctx, case), case_id=case.id))
        if found:
            changed.append(Changed(case, found))
    ctx.trail.note(
        [row.case.client_id for row in changed if row.case.client_id is not None],
        object_type="law",
    )
    return Found(changed, reached if _more(cases, reached) else None)


def _more(cases: Sequence[LegalCase], reached: LegalCase | None) -> bool:
    return reached is not None and reached is not cases[-1]


def _open_cases(
    ctx: Context, look: Look, narrower: tuple[sa.ColumnElement[bool], ...]
) -> Sequence[LegalCase]:
    unit = look.unit or ctx.actor.unit
    statement = sa.select(LegalCase).where(
        LegalCase.closed_at.is_(None), within(ctx, unit), *narrower
    )
    if look.after:
        here = sa.tuple_(LegalCase.opened_at, LegalCase.id)
        moment = sa.cast(look.after["opened_at"], sa.DateTime(timezone=True))
        statement = statement.where(here > sa.tuple_(moment, sa.cast(look.after["id"], sa.Uuid)))
    statement = statement.order_by(LegalCase.opened_at, LegalCase.id).limit(LOOKED_AT + 1)
    return ctx.session.scalars(statement).all()


def _subject(ctx: Context, case: LegalCase) -> Subject:
    """Whose case it is; the wall has shown the case, so its file is in reach."""
    client = None if case.client_id is None else ctx.session.get_one(Client, case.client_id)
    return Subject(client, case.subject_unit, case.unit, case.province)
