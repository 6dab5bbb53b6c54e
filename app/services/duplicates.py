"""Is this person on file already? Candidates by key from the database, a reasoned score for each.

Only files in the caller's custody are looked at: what is out of sight is settled by the desk
without telling anybody that it exists (reliability T32).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.matching import Match, Particulars, score
from app.models.client import Client
from app.models.merge import NonMatch
from app.models.unit import Unit
from app.names import parts_key
from app.problems import PossibleDuplicate, Text

_FORMER = sa.text("select file_of_former_number(:hash)")
# Looked at per registration; the likeliest come first.
_MOST = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """The particulars of a person to register."""

    full_name: str
    sex: str
    birth_date: date | None
    birth_precision: str
    residence_unit: str
    unit_as_of: date | None
    residence_stable: bool
    address: str | None = None
    other_names: Sequence[str] = ()
    identity_number: str | None = None
    ethnicity: str | None = None
    citizenship: str = "VN"
    phone: str | None = None
    id: UUID | None = None
    provenance: str = "recorded"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be of the same person, and why."""

    client: Client
    match: Match


def wanted(ctx: Context, entry: Entry, unit: Unit) -> Particulars:
    """Return the particulars to compare with, the identity number as its keyed hash."""
    number = entry.identity_number
    return Particulars(
        full_name=entry.full_name,
        birth_date=entry.birth_date,
        birth_precision=_precision(entry.birth_precision),
        sex=entry.sex,
        commune=unit.code,
        province=unit.province,
        identity=None if number is None else ctx.vault.blind_index("client.identity", number),
        other_names=tuple(entry.other_names),
    )


def find(ctx: Context, particulars: Particulars, *, besides: UUID | None = None) -> list[Candidate]:
    """Return the files that may be of this person, likeliest first; PROBABLE and above only.

    `besides`: the file looked for others like; those told apart from it are left out.
    """
    same_keys = [Client.parts_key == parts_key(particulars.full_name)]
    former = _former(ctx, particulars.identity)
    if particulars.identity is not None:
        same_keys += [Client.identity_hash == particulars.identity, Client.id == former]
    if particulars.birth_date is not None:
        # Only leakproof comparisons here: similarity() under row security would read every file.
        same_keys.append(Client.birth_date == particulars.birth_date)
    statement = (
        sa.select(Client, Unit.province)
        .join(Unit, Unit.code == Client.residence_unit)
        .where(sa.or_(*same_keys), Client.merged_into.is_(None))
        .order_by(sa.desc(_first(particulars)), Client.id)
        .limit(_MOST)
    )
    if besides is not None:
        apart = sa.select(NonMatch.other_id).where(
            NonMatch.client_id == besides, NonMatch.withdrawn_at.is_(None)
        )
        statement = statement.where(Client.id != besides, Client.id.not_in(apart))
    found = []
    for client, province in ctx.session.execute(statement):
        known = _known(client, province)
        if client.id == former:
            known = replace(known, identity=particulars.identity)
        match = score(known, particulars)
        if match.probable:
            found.append(Candidate(client, match))
    ctx.trail.note([candidate.client.id for candidate in found])
    return sorted(found, key=lambda candidate: -candidate.match.score)


def refuse(ctx: Context, particulars: Particulars, acknowledged: Sequence[UUID]) -> None:
    """Raise PossibleDuplicate unless each likely file was looked at and found to be another's."""
    found = [
        candidate
        for candidate in find(ctx, particulars)
        if candidate.client.id not in acknowledged or _same_number(candidate, particulars)
    ]
    if found:
        raise PossibleDuplicate(
            detail=Text(
                "Có thể người này đã có hồ sơ. Hãy xem từng hồ sơ; nếu là người khác, gửi lại"
                " với acknowledged_matches",
                "This person may be on file. Look at each file; if it is somebody else, send"
                " again with acknowledged_matches",
            ),
            extra={"candidates": [shown(candidate) for candidate in found]},
        )


def like(ctx: Context, client: Client) -> list[Candidate]:
    """Return other files that may be of the person of this one, likeliest first."""
    return find(ctx, _known(client, client.province), besides=client.id)


def likeness(one: Client, other: Client) -> Match:
    """Return how likely two files are of one person, and why."""
    return score(_known(one, one.province), _known(other, other.province))


def numbered(ctx: Context, number: str) -> sa.ColumnElement[bool]:
    """Tell the file that has this identity number, or had it before two files became one."""
    hashed = ctx.vault.blind_index("client.identity", number)
    living = (Client.identity_hash == hashed) & Client.merged_into.is_(None)
    return living | (Client.id == _former(ctx, hashed))


def refuse_same_number(ctx: Context, number: str, *, besides: UUID) -> None:
    """Raise PossibleDuplicate when another file in custody has this identity number."""
    hashed = ctx.vault.blind_index("client.identity", number)
    statement = sa.select(Client).where(numbered(ctx, number), Client.id != besides)
    for client in ctx.session.scalars(statement):
        ctx.trail.note([client.id])
        same = Particulars(full_name=client.full_name, identity=hashed)
        candidate = Candidate(client, score(replace(_known(client, None), identity=hashed), same))
        raise PossibleDuplicate(extra={"candidates": [shown(candidate)]})


def shown(candidate: Candidate) -> dict[str, object]:
    """Return a candidate as the API shows it."""
    return {
        "client_id": str(candidate.client.id),
        "full_name": candidate.client.full_name,
        "birth_date": candidate.client.birth_date and candidate.client.birth_date.isoformat(),
        "residence_unit": candidate.client.residence_unit,
        "score": candidate.match.score,
        "certain": candidate.match.certain,
        "reasons": [
            {"field": r.field, "points": r.points, "vi": r.vi, "en": r.en}
            for r in candidate.match.reasons
        ],
    }


def _former(ctx: Context, hashed: object) -> UUID | None:
    """The file that a number leads to which another file had that became it."""
    if hashed is None:
        return None
    found: UUID | None = ctx.session.scalar(_FORMER, {"hash": hashed})
    return found


def _first(particulars: Particulars) -> sa.ColumnElement[int]:
    """Rank the likeliest first, so that a common birthday never pushes them off the list."""
    number = sa.case((Client.identity_hash == particulars.identity, 4), else_=0)
    name = sa.case((Client.parts_key == parts_key(particulars.full_name), 2), else_=0)
    born = sa.case((Client.birth_date == particulars.birth_date, 1), else_=0)
    return number + name + born


def _same_number(candidate: Candidate, particulars: Particulars) -> bool:
    return (
        particulars.identity is not None and candidate.client.identity_hash == particulars.identity
    )


def _known(client: Client, province: str | None) -> Particulars:
    return Particulars(
        full_name=client.full_name,
        birth_date=client.birth_date,
        birth_precision=_precision(client.birth_precision),
        sex=client.sex,
        commune=client.residence_unit,
        province=province,
        identity=client.identity_hash,
        other_names=tuple(client.other_names),
    )


def _precision(value: str) -> Literal["day", "month", "year"]:
    return "month" if value == "month" else "year" if value == "year" else "day"
