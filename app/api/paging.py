"""Keyset pages: a cursor is the place of the last row, bound to the filter it was made for.

It is not signed: a forged one is only another place in a list that the caller may read anyway.
What comes out of it is checked like any other input.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Generic, Protocol, TypedDict, TypeVar
from uuid import UUID

from pydantic_core import PydanticCustomError

from app.problems import Invalid
from app.schemas.base import Out
from app.schemas.written import as_day, as_id, as_moment, as_number

_LONGEST: Final = 1_000
_HASH_LENGTH: Final = 16

Sortable = str | int | date | datetime | UUID | None
RowT = TypeVar("RowT")
OutT = TypeVar("OutT", bound=Out)
ValueT = TypeVar("ValueT")


class Narrowing(Protocol):
    """A filter of a list: a pydantic model."""

    def model_dump_json(self, *, exclude: set[str]) -> str:
        """The filter as text, without the page."""


class Paged(Narrowing, Protocol):
    """A filter with a page in it."""

    @property
    def limit(self) -> int:
        """How many rows a page has."""

    @property
    def cursor(self) -> str | None:
        """Where the page begins; None for the first."""


class Cut(TypedDict, Generic[OutT]):
    """Members of a page, to be handed to its model."""

    items: list[OutT]
    next: str | None


def _refuse() -> Invalid:
    return Invalid.at(
        "/query/cursor",
        vi="Con trỏ trang không hợp lệ hoặc thuộc về bộ lọc khác",
        en="The cursor is not valid, or belongs to another filter",
    )


def filter_hash(chosen: Narrowing) -> str:
    """A short hash of what narrows the list; the page itself is no part of it."""
    text = chosen.model_dump_json(exclude={"limit", "cursor"})
    return hashlib.sha256(f"{type(chosen).__name__}{text}".encode()).hexdigest()[:_HASH_LENGTH]


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place a page begins after: sort values by name; empty for the first page."""

    values: Mapping[str, str | int | None] | None = None

    @classmethod
    def read(cls, chosen: Paged) -> "Cursor":
        """The place named by the filter's `cursor`. Raises Invalid when it is not of this list."""
        if chosen.cursor is None:
            return cls()
        return cls.decode(chosen.cursor, filter_hash(chosen))

    @classmethod
    def decode(cls, text: str, bound_to: str) -> "Cursor":
        """Read a cursor made by `encode`. Raises Invalid."""
        if len(text) > _LONGEST or not text.isascii():
            raise _refuse()
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            whole = json.loads(raw.decode())
        except (binascii.Error, ValueError, RecursionError):
            raise _refuse() from None
        if not isinstance(whole, dict) or whole.get("f") != bound_to:
            raise _refuse()
        values = whole.get("v")
        if not isinstance(values, dict) or not all(_sound(value) for value in values.values()):
            raise _refuse()
        return cls(values)

    @staticmethod
    def encode(values: Mapping[str, Sortable], bound_to: str) -> str:
        """Write the place of a row for the list with this filter hash."""
        plain = {name: _plain(value) for name, value in values.items()}
        raw = json.dumps({"f": bound_to, "v": plain}, ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    def at(self, name: str) -> str | None:
        """The text the page begins after; None on the first page, or where the value was null."""
        value = self._value(name)
        if value is not None and not isinstance(value, str):
            raise _refuse()
        return value

    def number(self, name: str) -> int | None:
        """The whole number the page begins after."""
        return self._read(name, as_number)

    def day(self, name: str) -> date | None:
        """The day the page begins after."""
        return self._read(name, as_day)

    def moment(self, name: str) -> datetime | None:
        """The moment the page begins after."""
        return self._read(name, as_moment)

    def id(self, name: str) -> UUID | None:
        """The id the page begins after."""
        return self._read(name, as_id)

    def _value(self, name: str) -> str | int | None:
        if self.values is None:
            return None
        if name not in self.values:
            raise _refuse()
        return self.values[name]

    def _read(self, name: str, reader: Callable[[object], ValueT]) -> ValueT | None:
        value = self._value(name)
        try:
            return None if value is None else reader(value)
        except PydanticCustomError:
            raise _refuse() from None


def page_of(
    rows: Sequence[RowT],
    chosen: Paged,
    shape: Callable[[RowT], OutT],
    place: Callable[[RowT], Mapping[str, Sortable]],
) -> Cut[OutT]:
    """Cut a page from `limit + 1` rows; `place` gives the sort values of a row, id included."""
    kept = rows[: chosen.limit]
    following = (
        Cursor.encode(place(kept[-1]), filter_hash(chosen)) if len(rows) > len(kept) else None
    )
    return {"items": [shape(row) for row in kept], "next": following}


def _sound(value: object) -> bool:
    """Tell whether a value may go to the database: null, an int8, or text it takes."""
    if value is None:
        return True
    if isinstance(value, int):
        return not isinstance(value, bool) and -(2**63) <= value < 2**63
    if not isinstance(value, str) or "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _plain(value: Sortable) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
