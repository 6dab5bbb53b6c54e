"""How much of the law the book holds, row by row of the two readings.

`rows.toml` lists the ids of every row: steps, clocks, criteria, transition, forms, questions. A row
is encoded where a step, a part of one, or a row beside the procedures stands for it; it may be one
that the reading itself says is no longer so (`absent`), or a blind spot; else it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from app.law.checks.health import Fault
from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import LawRow, Ref, Row, TitleRow
from app.law.reading.source import parse, read
from app.law.reading.told import head
from app.law.reading.words import cite, title
from app.law.shape.model import Book, Citation, Title

Standing = Literal["encoded", "absent", "blind_spot", "missing"]

_GROUP: Final = re.compile(r"[A-Z]+-?")
# Forms of other decrees carry its number behind theirs: `04 (NĐ 105/2021)`.
_OWN_FORM: Final = re.compile(r"^[^ ()]+$")


class AbsentRow(Row):
    """A row of which the reading says that this law has no such thing any more."""

    row: Ref
    text: TitleRow
    law: LawRow


class DocumentRow(Row):
    """A reading: the edition it is about, and the ids of its rows.

    `forms` stands before the number of a form, `questions` before that of an open question.
    """

    code: Ref
    title: TitleRow
    rows: list[Ref]
    forms: str = ""
    questions: str = ""
    absent: list[AbsentRow] = Field(default_factory=list)


class RowsFile(Row):
    """rows.toml."""

    document: list[DocumentRow]


@dataclass(frozen=True, slots=True)
class Gone:
    """Why a row has no counterpart in the law that the document is about."""

    text: Title
    law: Citation


@dataclass(frozen=True, slots=True)
class Document:
    """A reading of the law, with the ids of its rows in their order."""

    code: str
    title: Title
    rows: tuple[str, ...]
    forms: str = ""
    questions: str = ""
    absent: Mapping[str, Gone] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowCoverage:
    """One row: how it stands, and what stands for it (`compulsory/admit`, a paper, a question)."""

    row: str
    standing: Standing
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """The rows of one table of a reading."""

    group: str
    rows: tuple[RowCoverage, ...]

    def of(self, standing: Standing) -> tuple[str, ...]:
        """The rows that stand so."""
        return tuple(row.row for row in self.rows if row.standing == standing)


@dataclass(frozen=True, slots=True)
class DocumentCoverage:
    """What the book holds of one reading."""

    document: Document
    groups: tuple[GroupCoverage, ...]

    def count(self, *standings: Standing) -> int:
        """How many rows stand so."""
        return sum(row.standing in standings for group in self.groups for row in group.rows)


@lru_cache(maxsize=1)
def documents(folder: Path = DEFAULT_FOLDER) -> tuple[Document, ...]:
    """The readings of rows.toml; raises BookError, also for an id that stands twice."""
    source = read(folder, folder / "rows.toml")
    found = []
    for number, row in enumerate(parse(source, RowsFile).document):
        if len(set(row.rows)) != len(row.rows):
            source.fail(("document", number, "rows"), "an id stands twice")
        absent = {one.row: Gone(title(one.text), cite(one.law, row.code)) for one in row.absent}
        for unknown in absent.keys() - set(row.rows):
            source.fail(("document", number, "absent"), f"no row {unknown!r}")
        found.append(
            Document(row.code, title(row.title), tuple(row.rows), row.forms, row.questions, absent)
        )
    return tuple(found)


def coverage(book: Book, known: Iterable[Document] | None = None) -> tuple[DocumentCoverage, ...]:
    """What the book holds of every reading, table by table."""
    return tuple(_of(book, document) for document in (documents() if known is None else known))


def faults(book: Book, known: Iterable[Document] | None = None) -> Iterator[Fault]:
    """Rows that are neither held nor said to be left out; claims that contradict each other."""
    for document in documents() if known is None else known:
        where = f"rows.toml:{document.code}"
        held, blind = _held(book, document), _blind(book, document)
        rows = set(document.rows)
        for row in document.rows:
            if row not in held and row not in blind and row not in document.absent:
                yield Fault("row-left-out", where, row)
        for row in sorted(held.keys() & blind):
            yield Fault("row-held-and-blind", where, row)
        for row in sorted(held.keys() & document.absent.keys()):
            yield Fault("row-held-and-absent", where, f"{row} in {', '.join(held[row])}")
        for row in sorted((_claimed(book, document) | blind) - rows):
            yield Fault("unknown-row", where, row)


def _of(book: Book, document: Document) -> DocumentCoverage:
    held, blind = _held(book, document), _blind(book, document)
    tables: dict[str, list[RowCoverage]] = {}
    for row in document.rows:
        named = _GROUP.match(row)
        found = _row(row, held, blind, document)
        tables.setdefault(named.group() if named else row, []).append(found)
    groups = tuple(GroupCoverage(code, tuple(rows)) for code, rows in tables.items())
    return DocumentCoverage(document, groups)


def _row(
    row: str, held: Mapping[str, list[str]], blind: frozenset[str], document: Document
) -> RowCoverage:
    if row in held:
        return RowCoverage(row, "encoded", tuple(held[row]))
    if row in document.absent:
        return RowCoverage(row, "absent")
    return RowCoverage(row, "blind_spot" if row in blind else "missing")


def _blind(book: Book, document: Document) -> frozenset[str]:
    """The rows of a reading that blind spots name."""
    named = (row.partition(":") for spot in book.blind_spots for row in spot.rows)
    return frozenset(row for code, _, row in named if code == document.code)


def _claimed(book: Book, document: Document) -> set[str]:
    """The rows of a reading that rows beside the procedures say they stand for."""
    named = (row.partition(":") for row in book.borne)
    return {row for code, _, row in named if code == document.code}


def _held(book: Book, document: Document) -> dict[str, list[str]]:
    """What stands for each row: steps of the editions that rest on a reading, and rows beside."""
    found: dict[str, dict[str, None]] = {}
    for row, place in _places(book, document):
        found.setdefault(row, {})[place] = None
    return {row: list(places) for row, places in found.items()}


def _places(book: Book, document: Document) -> Iterator[tuple[str, str]]:
    for procedure in book.procedures.values():
        if book.root(procedure.edition) == document.code:
            yield from ((row, procedure.code) for row in procedure.rows)
            for step in procedure.steps.values():
                yield from ((row, f"{procedure.code}/{step.name}") for row in step.rows)
    yield from ((rule.id, f"transition/{rule.id}") for rule in book.transition)
    for told, places in book.borne.items():
        code, _, row = told.partition(":")
        if code == document.code:
            yield from ((row, place) for place in places)
    for criterion in book.figures.criteria:
        if book.root(criterion.edition) == document.code:
            place = f"criteria/{criterion.code}"
            yield from ((row, place) for row in (criterion.code, head(criterion.code)))
    yield from _forms(book, document)
    if document.questions:
        asked = (code for code in book.questions if code.startswith(document.questions))
        yield from ((code.removeprefix(document.questions), f"questions/{code}") for code in asked)


def _forms(book: Book, document: Document) -> Iterator[tuple[str, str]]:
    """The numbers of the forms; one paper may have two (`42a/42b`)."""
    for paper in book.papers.values():
        for edition, forms in paper.forms.items():
            if book.root(edition) == document.code and _OWN_FORM.match(forms):
                for form in forms.split("/"):
                    yield f"{document.forms}{form}", f"papers/{paper.code}"
