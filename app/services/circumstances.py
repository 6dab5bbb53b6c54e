"""Circumstances (*hoàn cảnh*): what a person uses and how they live, as they told on a day.

At intake it is what form V-17 asks (163/2026/NĐ-CP, Phụ lục V). Each item belongs to a part of the
file (`CIRCUMSTANCE_PARTS`): whoever does not read the part neither reads nor tells the item.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.access import CIRCUMSTANCE_PARTS, Part
from app.context import Context
from app.ids import new_id
from app.law.reading.substances import substances
from app.models.circumstance import Circumstance
from app.models.client import Client
from app.problems import Invalid, NotPermitted
from app.services import clients, entered, retold

_ABOUT = ("stage", "told_on", "case_id")


@dataclass(frozen=True, slots=True)
class Items:
    """What may be told; None is what nobody told."""

    main_substance: str | None = None
    other_substances: list[str] | None = None
    route: str | None = None
    first_use_age: int | None = None
    days_used_30: int | None = None
    injecting: str | None = None
    shared_needles: bool | None = None
    ever_treated: bool | None = None
    ever_substitution: bool | None = None
    hiv_tested: bool | None = None
    hcv_tested: bool | None = None
    lives_with: str | None = None
    children: int | None = None
    housing: str | None = None
    work: str | None = None
    education: str | None = None
    referral_source: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What was told, at which stage, on which day."""

    stage: str
    told_on: date
    items: Items
    unit: str | None = None
    case_id: UUID | None = None
    id: UUID | None = None


ITEMS = tuple(field.name for field in fields(Items))


def record(ctx: Context, client_id: UUID, entry: Entry) -> Circumstance:
    """Put on file what a person told; it may be entered later than it was told, never before.

    Told again under the same id with the same words it is answered as it stands.
    """
    told = {name: getattr(entry.items, name) for name in ITEMS}
    _require_parts(ctx, [name for name, value in told.items() if value is not None])
    client = clients.get(ctx, client_id, lock=True)
    unit = entry.unit or entered.here(ctx, client)
    told |= {name: getattr(entry, name) for name in _ABOUT} | {"unit": unit}
    known = retold.same(ctx, Circumstance, client_id, entry.id, told)
    if known is not None:
        return known
    _refuse_impossible(ctx, client, entry)
    entered.refuse_foreign_case(ctx, client_id, entry.case_id)
    row = Circumstance(
        **told,
        id=entry.id or new_id(),
        client_id=client_id,
        province=entered.place(ctx, unit).province,
        provenance="recorded",
        late_entry=entry.told_on < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(row)
    ctx.session.flush()
    ctx.trail.note(object_type="circumstance", object_id=row.id, detail={"stage": row.stage})
    return row


def page(
    ctx: Context, client_id: UUID, *, after: Mapping[str, object] | None, limit: int
) -> list[Circumstance]:
    """Return what was told of a client, newest first, voided entries too."""
    if not parts_seen(ctx):
        raise NotPermitted
    clients.get(ctx, client_id)
    return retold.newest(ctx, Circumstance, Circumstance.told_on, client_id, after, limit)


def void(ctx: Context, client_id: UUID, key: UUID, version: int, reason: str) -> Circumstance:
    """Mark what was entered by mistake; only for who reads every part that it tells of."""
    _require_parts(ctx, [])
    clients.get(ctx, client_id)
    statement = sa.select(Circumstance).where(
        Circumstance.id == key, Circumstance.client_id == client_id
    )
    row = ctx.session.scalar(statement)
    if row is not None:
        _require_parts(ctx, [name for name in ITEMS if getattr(row, name) is not None])
    row = entered.void(ctx, Circumstance, client_id, key, version, reason)
    ctx.trail.note(object_type="circumstance", object_id=row.id, detail={"voided": True})
    return row


def parts_seen(ctx: Context) -> list[Part]:
    """The parts of a file that hold items and that the caller reads, in order of their names."""
    return sorted({part for part in CIRCUMSTANCE_PARTS.values() if ctx.sees(part)})


def _require_parts(ctx: Context, names: list[str]) -> None:
    """Refuse whoever reads none of the parts, or not that of an item told."""
    if not parts_seen(ctx) or not all(ctx.sees(CIRCUMSTANCE_PARTS[name]) for name in names):
        raise NotPermitted


def _refuse_impossible(ctx: Context, client: Client, entry: Entry) -> None:
    items, book = entry.items, substances()
    if entry.told_on > ctx.today:
        raise Invalid.at("/told_on", vi="chưa đến ngày này", en="lies in the future")
    if client.birth_date is not None and entry.told_on < client.birth_date:
        raise Invalid.at("/told_on", vi="trước ngày sinh", en="is before the birth date")
    if all(getattr(items, name) is None for name in ITEMS):
        raise Invalid.at("/stage", vi="không có nội dung nào", en="tells nothing at all")
    if items.main_substance is not None and book.of(items.main_substance) is None:
        raise Invalid.at("/main_substance", vi="không có mã chất này", en="no such substance")
    for place, code in enumerate(items.other_substances or ()):
        if book.of(code) is None or code in {
            items.main_substance, *(items.other_substances or ())[:place],
        }:  # fmt: skip
            raise Invalid.at(
                f"/other_substances/{place}",
                vi="không có mã chất này, hoặc đã ghi",
                en="no such substance, or told already",
            )
    if items.route is not None and items.route not in {row.code for row in book.route}:
        raise Invalid.at("/route", vi="không có mã đường dùng này", en="no such route")
    _refuse_later_than_now(client, entry)


def _refuse_later_than_now(client: Client, entry: Entry) -> None:
    """Nobody began later than they are old."""
    born, age = client.birth_date, entry.items.first_use_age
    if born is None or age is None:
        return
    had_it = (entry.told_on.month, entry.told_on.day) >= (born.month, born.day)
    if age > entry.told_on.year - born.year - (0 if had_it else 1):
        raise Invalid.at("/first_use_age", vi="lớn hơn tuổi hiện tại", en="is above the age now")
