"""The particulars of two files: what each says, and taking one over into the other.

A name or number that is not taken stays findable: the name as another name of the survivor, the
number in the file whose id leads to it.
"""

from base64 import b64decode, b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.access import Part
from app.context import Context
from app.models.client import Client
from app.names import search_key
from app.services import clients

# What a person says about themselves, each a word of the contract, with the columns behind it.
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "full_name": ("full_name", "parts_key", "sort_key"),
    "sex": ("sex",),
    "birth_date": ("birth_date", "birth_precision"),
    "identity_number": ("identity_sealed", "identity_hash"),
    "address": ("address_sealed", "residence_stable"),
    "phone": ("phone_sealed",),
    "ethnicity": ("ethnicity",),
    "citizenship": ("citizenship",),
    "died_on": ("died_on",),
}
# Sealed to their row: taken over, they are opened and sealed again.
_SEALED: Final = {"identity_number": "identity", "address": "address", "phone": "phone"}
_ALWAYS: Final = ("other_names", "name_key")


@dataclass(frozen=True, slots=True)
class Particular:
    """One field of both files. `taken`: the survivor has none, so the other's is taken over."""

    field: str
    survivor: str | None
    merged: str | None
    taken: bool

    @property
    def differs(self) -> bool:
        """Both say something, and not the same."""
        return None not in {self.survivor, self.merged} and self.survivor != self.merged


def compared(ctx: Context, survivor: Client, merged: Client) -> list[Particular]:
    """Return each field as the two files have it; sealed ones for those who read identity."""
    found = []
    for field in FIELDS:
        ours, theirs = _said(ctx, survivor, field), _said(ctx, merged, field)
        found.append(Particular(field, ours, theirs, ours is None and theirs is not None))
    return found


def take(
    ctx: Context, survivor: Client, merged: Client, wanted: Collection[str]
) -> dict[str, object]:
    """Take fields of one file over into the other; return what was there and what is there now."""
    taken = [f for f in FIELDS if f in wanted or _empty(survivor, f)]
    columns = [column for field in taken for column in FIELDS[field]] + list(_ALWAYS)
    before = {column: _kept(getattr(survivor, column)) for column in columns}
    names = _names(survivor, merged)
    for field in taken:
        if field in _SEALED:
            name = _SEALED[field]
            clients.seal(ctx, survivor, name, clients.opened(ctx, merged, name))
        for column in FIELDS[field]:
            if not column.endswith("_sealed"):
                setattr(survivor, column, getattr(merged, column))
    survivor.other_names = [name for name in names if name != survivor.full_name]
    survivor.name_key = " | ".join(
        search_key(n) for n in (survivor.full_name, *survivor.other_names)
    )
    after = {column: _kept(getattr(survivor, column)) for column in columns}
    return {"taken": taken, "before": before, "after": after}


def give_back(survivor: Client, kept: dict[str, object]) -> list[str]:
    """Restore what a merge changed and nobody changed since; return the columns left alone."""
    before, after = kept["before"], kept["after"]
    assert isinstance(before, dict)  # noqa: S101 - written by `take`
    assert isinstance(after, dict)  # noqa: S101 - as above
    left = []
    for column, value in before.items():
        if _kept(getattr(survivor, column)) == after[column]:
            setattr(survivor, column, _back(column, value))
        elif value != after[column]:
            left.append(column)
    return left


def _empty(client: Client, field: str) -> bool:
    return getattr(client, FIELDS[field][0]) is None


def _names(survivor: Client, merged: Client) -> list[str]:
    every = [survivor.full_name, *survivor.other_names, merged.full_name, *merged.other_names]
    return list(dict.fromkeys(every))


def _said(ctx: Context, client: Client, field: str) -> str | None:
    if field in _SEALED:
        return clients.revealed(ctx, client, _SEALED[field])
    value = getattr(client, field)
    if field == "birth_date" and not ctx.sees(Part.IDENTITY):
        return None
    return None if value is None else str(value)


def _kept(value: object) -> object:
    """A column's value as JSON holds it."""
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    return value.isoformat() if isinstance(value, date) else value


def _back(column: str, value: object) -> object:
    if value is None or not isinstance(value, str):
        return value
    if column.endswith(("_sealed", "_hash")):
        return b64decode(value)
    return date.fromisoformat(value) if column in {"birth_date", "died_on"} else value
