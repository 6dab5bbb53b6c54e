"""A request of the matrix, and how it is made about one of the planted records."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.access.world import PLACES, Record

# A commune where nobody is on file.
ELSEWHERE = "25747"


@dataclass(frozen=True)
class Call:
    """One request."""

    method: str
    path: str
    version: int | None = None
    json: dict[str, object] | None = None
    params: dict[str, str] | None = None
    data: dict[str, str] | None = None

    def options(self) -> dict[str, object]:
        given = {"version": self.version, "json": self.json, "params": self.params}
        given["data"] = self.data
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True)
class About:
    """How an operation is asked about a record."""

    ask: Callable[[Record], Call]
    # Entries the trail gets when it is allowed: one, but for what is about no file.
    entries: int = 1
    someone: bool = field(default=True)


def unit_of(record: Record) -> str:
    return PLACES.get(record.place, ELSEWHERE)


def get(path: str, **params: str) -> Callable[[Record], Call]:
    return lambda r: Call("GET", fill(path, r), params={k: fill(v, r) for k, v in params.items()})


def fill(text: str, record: Record) -> str:
    return text.format(**{**vars(record), **record.more}, unit=unit_of(record))


def nobody(method: str, path: str, entries: int = 0, **rest: object) -> About:
    return About(lambda _: Call(method, path, **rest), entries, someone=False)
