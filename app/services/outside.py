"""What comes into a centre from outside: visits, calls, parcels, money, medicine.

It is written down as it was; what goes beyond the limit of the day is kept as a warning with its
article. Only what no consent allows at all is refused. Mourning leave is a step of the case.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.days.calendar import add_months
from app.law.reading import centre_life
from app.law.reading.words import cite
from app.models.base import Json
from app.models.centre import OutsideContact
from app.problems import Fault, Invalid, Text
from app.services import inside
from app.services.cited import basis
from app.times import VN, vn_day


@dataclass(frozen=True, slots=True)
class Entry:
    """What came from outside, as it is told to us."""

    kind: str
    happened_at: datetime
    who: str
    relation: str
    minutes: int | None = None
    visitors: int | None = None
    what: str | None = None
    allowed_by: str | None = None
    case_id: UUID | None = None
    note: str | None = None
    id: UUID | None = None


def record(ctx: Context, client_id: UUID, entry: Entry) -> OutsideContact:
    """Write down a visit, a call or a parcel, with what of it goes beyond the limits."""
    inside.enters(ctx, Part.SOCIAL)
    # Locked: of two visits told at once the second sees the first in its week.
    client = inside.file(ctx, Part.SOCIAL, client_id, lock=True)
    day = vn_day(entry.happened_at)
    inside.refuse_not_yet(ctx, client, entry.happened_at, day, "/happened_at")
    limit = limits(ctx, day).get(entry.kind)
    if limit is not None and limit.forbidden:
        law = cite(limit.law, limit.edition, unverified=limit.unverified)
        said = Text(limit.title.vi, limit.title.en)
        raise Invalid(errors=(Fault("/kind", said),), legal_basis=(law,))
    columns = {
        "kind": entry.kind,
        "happened_at": entry.happened_at,
        "who": entry.who,
        "relation": entry.relation,
        "minutes": entry.minutes,
        "visitors": entry.visitors,
        "what": entry.what,
        "allowed_by": entry.allowed_by,
        "case_id": entry.case_id,
        "note": entry.note,
    }
    warnings = [] if limit is None else _beyond(ctx, client_id, entry, limit)
    told = inside.Told(entry.id, day, columns, {"warnings": warnings})
    return inside.enter(ctx, OutsideContact, client_id, told)[0]


def page(
    ctx: Context,
    client_id: UUID,
    *,
    kind: str | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[OutsideContact]:
    """Return what came to a client from outside, newest first."""
    inside.file(ctx, Part.SOCIAL, client_id)
    where = [] if kind is None else [OutsideContact.kind == kind]
    by = OutsideContact.happened_at
    return inside.page(ctx, OutsideContact, client_id, by, where=where, after=after, limit=limit)


def void(ctx: Context, client_id: UUID, key: UUID, change: inside.Voiding) -> OutsideContact:
    """Mark one entered by mistake: it counts in no week and no month any more."""
    inside.enters(ctx, Part.SOCIAL)
    return inside.void(ctx, OutsideContact, client_id, key, change)


def limits(ctx: Context, day: date) -> dict[str, centre_life.Limit]:
    """Return the limits in force on a day, by kind."""
    return centre_life.in_force(centre_life.centre().limit, ctx.lawbook, day)


def _beyond(ctx: Context, client_id: UUID, entry: Entry, limit: centre_life.Limit) -> list[Json]:
    """Say what goes beyond a limit: without consent beyond the one, with it beyond the other."""
    found: list[Json] = []
    agreed = entry.allowed_by is not None
    minutes = (limit.minutes_consented or limit.minutes) if agreed else limit.minutes
    if entry.minutes is not None and limit.minutes_consented and minutes is None:
        found.append(_warning(limit, "consent", "phải được Giám đốc cơ sở cho phép",
                              "only with the director's permission"))  # fmt: skip
    elif entry.minutes is not None and minutes is not None and entry.minutes > minutes:
        found.append(_warning(limit, "minutes", f"quá {minutes} phút", f"over {minutes} minutes"))
    if limit.visitors is not None and (entry.visitors or 0) > limit.visitors:
        found.append(_warning(limit, "visitors", f"quá {limit.visitors} thân nhân",
                              f"more than {limit.visitors} relatives"))  # fmt: skip
    times = (limit.times_consented or limit.times) if agreed else limit.times
    if times is not None and limit.per and _told(ctx, client_id, entry, limit.per) >= times:
        per = {"week": ("tuần", "a week"), "month": ("tháng", "a month")}[limit.per]
        found.append(_warning(limit, "times", f"quá {times} lần một {per[0]}",
                              f"more than {times} {per[1]}"))  # fmt: skip
    return found


def _warning(limit: centre_life.Limit, code: str, vi: str, en: str) -> Json:
    law = cite(limit.law, limit.edition, unverified=limit.unverified)
    return {
        "code": code,
        "vi": f"{limit.title.vi}: {vi}",
        "en": f"{limit.title.en}: {en}",
        "legal_basis": basis([law]),
    }


def _told(ctx: Context, client_id: UUID, entry: Entry, per: str) -> int:
    """How many of the kind stand in that week (from Monday) or month; itself told again is none."""
    day = vn_day(entry.happened_at)
    first = day - timedelta(days=day.weekday()) if per == "week" else day.replace(day=1)
    after = first + timedelta(weeks=1) if per == "week" else add_months(first, 1)
    opens, closes = (datetime(one.year, one.month, one.day, tzinfo=VN) for one in (first, after))
    statement = (
        sa.select(sa.func.count())
        .select_from(OutsideContact)
        .where(
            OutsideContact.client_id == client_id,
            OutsideContact.kind == entry.kind,
            OutsideContact.voided_at.is_(None),
            OutsideContact.happened_at >= opens,
            OutsideContact.happened_at < closes,
        )
    )
    return ctx.session.scalar(statement) or 0
