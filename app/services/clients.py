"""Clients: register, read, change, list. Moving is in `moves.py`, likeness in `duplicates.py`."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app import identity
from app.access import Part
from app.context import Context
from app.ids import new_id
from app.models.client import Client, Custody
from app.names import parts_key, search_key, sort_key, tone_normal
from app.problems import Invalid, NotFound, StaleVersion
from app.services import duplicates, units
from app.services.duplicates import Entry
from app.vault import place

# A file that was merged into another is no file any more; the door leads its id on.
LIVING = Client.merged_into.is_(None)
_BY_ID = sa.select(Client).where(Client.id == sa.bindparam("id"), LIVING)
_BY_ID_LOCKED = _BY_ID.with_for_update()
_CLAIM = sa.text("select claim_identity(cast(:client as uuid), :hash)")
# What may be changed as it stands, with no key or seal of its own.
_PLAIN = (
    "sex", "birth_date", "birth_precision", "ethnicity", "citizenship", "residence_stable",
)  # fmt: skip
_HOLDERS = sa.text("select * from holders(cast(:client as uuid))")


def register(ctx: Context, entry: Entry, *, acknowledged: Sequence[UUID] = ()) -> Client:
    """Open the file of a person, in the custody of the commune of residence.

    Raises PossibleDuplicate, with a reason per field, when the person may be on file already and
    the likeness was not acknowledged; an equal identity number cannot be acknowledged away.
    """
    unit = units.resolve(
        ctx, entry.residence_unit, as_of=entry.unit_as_of, pointer="/residence/unit"
    )
    _refuse_foreign(ctx, unit.code, stable=entry.residence_stable)
    if entry.identity_number is not None:
        _refuse_impossible(entry.identity_number, ctx.today)
    _refuse_unborn(ctx, entry.birth_date, entry.birth_precision)
    duplicates.refuse(ctx, duplicates.wanted(ctx, entry, unit), acknowledged)
    commune, province = _holder(ctx, unit.code, unit.province or "")
    client = Client(
        id=entry.id or new_id(),
        **_names(entry.full_name, entry.other_names),
        sex=entry.sex,
        birth_date=entry.birth_date,
        birth_precision=entry.birth_precision,
        residence_unit=unit.code,
        residence_stable=entry.residence_stable,
        **units.former(ctx, entry.residence_unit, entry.unit_as_of),
        unit=commune,
        province=province,
        ethnicity=entry.ethnicity,
        citizenship=entry.citizenship,
        provenance=entry.provenance,
        version=1,
        created_at=ctx.now,
        created_by=ctx.actor.id,
        updated_at=ctx.now,
    )
    seal(ctx, client, "address", entry.address)
    seal(ctx, client, "phone", entry.phone)
    _set_identity(ctx, client, entry.identity_number)
    _open_custody(ctx, client)
    ctx.session.add(client)
    ctx.session.flush()
    _claim(ctx, client)
    ctx.trail.note([client.id], object_type="client", object_id=client.id)
    return client


def candidates(ctx: Context, entry: Entry) -> list[duplicates.Candidate]:
    """Return the files that may be of this person, writing nothing."""
    unit = units.resolve(
        ctx, entry.residence_unit, as_of=entry.unit_as_of, pointer="/residence/unit"
    )
    return duplicates.find(ctx, duplicates.wanted(ctx, entry, unit))


def get(ctx: Context, client_id: UUID, *, lock: bool = False) -> Client:
    """Return a client in the caller's custody; NotFound otherwise, hidden or absent alike."""
    statement = _BY_ID_LOCKED if lock else _BY_ID
    client = ctx.session.scalar(
        statement, {"id": client_id}, execution_options={"populate_existing": lock}
    )
    if client is None:
        raise NotFound
    ctx.trail.note([client.id], object_type="client", object_id=client.id)
    return client


def locked(ctx: Context, client_id: UUID, version: int) -> Client:
    """Return a client locked for change, if it is still the version the caller read."""
    client = get(ctx, client_id, lock=True)
    if client.version != version:
        raise StaleVersion(extra={"current_version": client.version})
    return client


def change(ctx: Context, client_id: UUID, version: int, changes: Mapping[str, object]) -> Client:
    """Change particulars of a file; the audit keeps the names of the fields, not their content."""
    client = locked(ctx, client_id, version)
    for name in _PLAIN:
        if name in changes:
            setattr(client, name, changes[name])
    if "full_name" in changes or "other_names" in changes:
        names = _names(
            str(changes.get("full_name", client.full_name)),
            changes.get("other_names", client.other_names),  # type: ignore[arg-type]
        )
        for name, value in names.items():
            setattr(client, name, value)
    for name in ("address", "phone"):
        if name in changes:
            seal(ctx, client, name, changes[name])  # type: ignore[arg-type]
    if changes.get("identity_number") is not None:
        number = str(changes["identity_number"])
        _refuse_impossible(number, ctx.today)
        duplicates.refuse_same_number(ctx, number, besides=client.id)
        _set_identity(ctx, client, number)
    _refuse_unborn(ctx, client.birth_date, client.birth_precision)
    client.updated_at = ctx.now
    client.version += 1
    ctx.session.flush()
    if "identity_number" in changes:
        _claim(ctx, client)
    ctx.trail.note(detail={"fields": sorted(changes)})
    return client


def page(
    ctx: Context,
    *,
    search: str | None = None,
    unit: str | None = None,
    after: Mapping[str, object] | None = None,
    limit: int,
) -> list[tuple[Client, int]]:
    """Return clients in Vietnamese order of names; with a search, exact marks come first (rank 0).

    The words of a search may stand in any order, with or without diacritics.
    """
    words = search_key(search).split() if search else []
    rank: sa.ColumnElement[int] = sa.literal(0)
    if search and words:
        exact = tone_normal(search)
        rank = sa.case(
            (sa.func.lower(Client.full_name).contains(exact, autoescape=True), 0), else_=1
        )
    statement = sa.select(Client, rank.label("rank")).where(LIVING)
    for word in words:
        statement = statement.where(Client.name_key.contains(word, autoescape=True))
    if search and not words:
        return []
    # Named even when it is the caller's own reach: the wall filters rows, the list finds them.
    statement = statement.where(held_by(ctx, unit or ctx.actor.unit))
    if after:
        here = sa.tuple_(rank, Client.sort_key, Client.id)
        statement = statement.where(
            here > sa.tuple_(after["rank"], after["sort_key"], sa.cast(after["id"], sa.Uuid))
        )
    statement = statement.order_by(rank, Client.sort_key, Client.id).limit(limit)
    rows = [(row[0], row[1]) for row in ctx.session.execute(statement)]
    ctx.trail.note([client.id for client, _ in rows])
    return rows


def by_identity(ctx: Context, number: str) -> list[Client]:
    """Return the file with this identity number, if it is in the caller's custody."""
    found = list(ctx.session.scalars(sa.select(Client).where(duplicates.numbered(ctx, number))))
    ctx.trail.note([client.id for client in found])
    return found


def holders(ctx: Context, client_id: UUID) -> list[Mapping[str, object]]:
    """Return which units hold or held the file, oldest first."""
    return [dict(r) for r in ctx.session.execute(_HOLDERS, {"client": client_id}).mappings()]


def revealed(ctx: Context, client: Client, field: str) -> str | None:
    """Return a sealed field in clear, for those who may read identity."""
    return opened(ctx, client, field) if ctx.sees(Part.IDENTITY) else None


def opened(ctx: Context, client: Client, field: str) -> str | None:
    """Return a sealed field in clear, to be sealed again; never to be shown."""
    sealed: bytes | None = getattr(client, f"{field}_sealed")
    return None if sealed is None else ctx.vault.open(sealed, place("client", client.id, field))


def held_by(ctx: Context, unit: str) -> sa.ColumnElement[bool]:
    """Tell that a unit, or one of a province, or the successors of a former commune, holds it."""
    held = sa.select(Custody.client_id).where(Custody.until.is_(None))
    kind = units.within(ctx, unit)
    if kind == "nation":
        return sa.true()
    if kind == "province":
        return Client.province == unit
    if kind == "commune":
        return Client.unit == unit
    if kind is None:
        return Client.unit.in_(units.successors(ctx, unit))
    return Client.id.in_(held.where(Custody.unit == unit))


def _refuse_foreign(ctx: Context, unit: str, *, stable: bool) -> None:
    """Refuse a commune that registers a person of stable residence in another one."""
    if ctx.actor.unit_kind == "commune" and stable and unit != ctx.actor.unit:
        raise Invalid.at(
            "/residence/unit",
            vi="người có nơi cư trú ổn định ở xã khác thì xã đó lập hồ sơ",
            en="a person with a stable residence elsewhere is registered there",
        )


def _refuse_impossible(number: str, today: date) -> None:
    try:
        identity.parse(number, today=today)
    except identity.IdentityRefused as refused:
        raise Invalid.at("/identity_number", vi=refused.vi, en=refused.en) from refused


def _refuse_unborn(ctx: Context, day: date | None, precision: str) -> None:
    """Refuse a birth that has not happened, or a precision without a date to it."""
    if day is not None and day > ctx.today:
        raise Invalid.at("/birth_date", vi="chưa đến ngày này", en="lies in the future")
    if (precision == "unknown") != (day is None):
        raise Invalid.at(
            "/birth_precision",
            vi="không khớp với ngày sinh",
            en="does not agree with the birth date",
        )


def _names(full_name: str, other_names: Sequence[str]) -> dict[str, object]:
    every = [full_name, *other_names]
    return {
        "full_name": full_name,
        "other_names": list(other_names),
        "name_key": " | ".join(search_key(name) for name in every),
        "parts_key": parts_key(full_name),
        "sort_key": sort_key(full_name),
    }


def seal(ctx: Context, client: Client, field: str, value: str | None) -> None:
    """Encrypt a field of a client, bound to its row and column."""
    sealed = None if value is None else ctx.vault.seal(value, place("client", client.id, field))
    setattr(client, f"{field}_sealed", sealed)


def _set_identity(ctx: Context, client: Client, number: str | None) -> None:
    seal(ctx, client, "identity", number)
    client.identity_hash = (
        None if number is None else ctx.vault.blind_index("client.identity", number)
    )


def _claim(ctx: Context, client: Client) -> None:
    """Claim the number; a file out of sight that has it already goes to the desk, in silence."""
    if client.identity_hash is not None:
        ctx.session.execute(_CLAIM, {"client": client.id, "hash": client.identity_hash})


def _holder(ctx: Context, commune: str, province: str) -> tuple[str, str]:
    """Return the commune that will hold the file: the one that registers, or that of residence."""
    if ctx.actor.unit_kind == "commune":
        return ctx.actor.unit, ctx.actor.province or ""
    return commune, province


def _open_custody(ctx: Context, client: Client) -> None:
    """Give the file to its commune; a facility that registers holds it too.

    The facility's own row comes first: only a holder may give custody to another unit.
    """
    places = [(client.unit, client.province, "residence")]
    if ctx.actor.unit_kind == "facility":
        places.insert(0, (ctx.actor.unit, ctx.actor.province or "", "facility"))
    for unit, unit_province, kind in places:
        ctx.session.add(
            Custody(
                id=new_id(),
                client_id=client.id,
                unit=unit,
                province=unit_province,
                kind=kind,
                since=ctx.now,
                reason="registered",
                opened_by=ctx.actor.id,
            )
        )
        ctx.session.flush()
