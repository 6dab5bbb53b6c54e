"""How much of the law the book holds: rows of the readings that a step, clock or rule stands for.

`rows.toml` lists the ids of every table row of the two readings. A step is written `VH13` or
`VH13-suspension` where one row needs several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from app.law.loader import DEFAULT_FOLDER
from app.law.model import Book, Title
from app.law.rows import Ref, Row, TitleRow
from app.law.source import parse, read
from app.law.words import title

_GROUP: Final = re.compile(r"[A-Z]+-?")


class DocumentRow(Row):
    """A reading: the edition it is about, and the ids of its rows."""

    code: Ref
    title: TitleRow
    rows: list[Ref]


class RowsFile(Row):
    """rows.toml."""

    document: list[DocumentRow]


@dataclass(frozen=True, slots=True)
class Document:
    """A reading of the law, with the ids of its rows in their order."""

    code: str
    title: Title
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """The rows of one table of a reading; `missing` are those the book does not hold."""

    group: str
    rows: int
    encoded: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentCoverage:
    """What the book holds of one reading."""

    document: Document
    rows: int
    encoded: int
    groups: tuple[GroupCoverage, ...]


@lru_cache(maxsize=1)
def documents(folder: Path = DEFAULT_FOLDER) -> tuple[Document, ...]:
    """The readings of rows.toml; raises BookError, also for an id that stands twice."""
    source = read(folder, folder / "rows.toml")
    found = []
    for number, row in enumerate(parse(source, RowsFile).document):
        if len(set(row.rows)) != len(row.rows):
            source.fail(("document", number, "rows"), "an id stands twice")
        found.append(Document(row.code, title(row.title), tuple(row.rows)))
    return tuple(found)


def coverage(book: Book, known: Iterable[Document] | None = None) -> tuple[DocumentCoverage, ...]:
    """What the book holds of every reading, table by table."""
    return tuple(_of(book, document) for document in (documents() if known is None else known))


def _of(book: Book, document: Document) -> DocumentCoverage:
    held = _held(book, document.code)
    tables: dict[str, list[str]] = {}
    for row in document.rows:
        named = _GROUP.match(row)
        tables.setdefault(named.group() if named else row, []).append(row)
    groups = tuple(_group(code, rows, held) for code, rows in tables.items())
    encoded = sum(group.encoded for group in groups)
    return DocumentCoverage(document, len(document.rows), encoded, groups)


def _group(code: str, rows: list[str], held: frozenset[str]) -> GroupCoverage:
    missing = tuple(row for row in rows if row not in held)
    return GroupCoverage(code, len(rows), len(rows) - len(missing), missing)


def _held(book: Book, root: str) -> frozenset[str]:
    """The ids the editions that rest on a reading hold: steps, clocks, and rules of transition."""
    found = {rule.id for rule in book.transition}
    for procedure in book.procedures.values():
        if book.root(procedure.edition) != root:
            continue
        for step in procedure.steps.values():
            found |= {step.id, _row_of(step.id)}
            found |= {clock.clock for clock in step.starts}
    return frozenset(found)


def _row_of(ref: str) -> str:
    """The row a step stands for: `VH13-suspension` is one of `VH13`; `D-11` is whole."""
    head, _, tail = ref.partition("-")
    return ref if tail[:1].isdigit() else head
