"""Read the law book: TOML in, one immutable `Book` out, or a `BookError` with file and line.

An edition with a `base` has no procedures of its own: it is its base with the overrides of its
file laid over. Authorities, terms, papers' forms hold from their edition on until a later row of
the same code replaces them.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from app.law.reading import catalogue
from app.law.reading.build import ProcedureBuilder
from app.law.reading.catalogue_rows import EditionRow
from app.law.reading.figures import read_figures
from app.law.reading.instruments import read_instruments
from app.law.reading.names import gather
from app.law.reading.overlay import Sheet, lay, settle, sheet
from app.law.reading.patch import UNPATCHED, Patch, patch_procedures, patch_terms
from app.law.reading.rows import ProcedureRow
from app.law.reading.source import BookError, Source, parse, read
from app.law.shape import model

__all__ = ["DEFAULT_FOLDER", "BookError", "lawbook", "load"]

DEFAULT_FOLDER: Final = Path(__file__).parent.parent / "book"
EditionFile = tuple[Source, EditionRow]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the collector stand still: what is made stays, and looking through it costs a third."""
    stood = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not stood:
            gc.enable()


@_uncollected()
def load(folder: Path = DEFAULT_FOLDER, *, patch: Patch = UNPATCHED) -> model.Book:
    """Read and check the whole book; raises BookError naming file, line where known, and key.

    `patch` changes figures on trial, before anything is checked (`patch.py`).
    """
    files = _edition_files(folder)
    editions = tuple(catalogue.edition(row) for _, row in files)
    codes = [edition.code for edition in editions]
    laid = patch_procedures(_lay_all(folder, files), editions, patch)
    shelf = catalogue.read_shelf(folder, files)
    rows = _parsed(laid)
    known = gather(rows.values(), shelf)
    procedures = {}
    for edition in editions:
        forms = _forms(shelf.papers, codes, edition.code)
        for source in laid[edition.code].values():
            row = rows[id(source)]
            builder = ProcedureBuilder(source, edition, known)
            procedures[row.code, edition.code] = builder.build(row, forms)
    figures, told = read_figures(folder, editions, shelf.papers)
    book = model.Book(
        editions=editions,
        procedures=MappingProxyType(procedures),
        authorities=_by_edition(shelf.authorities, codes),
        papers=MappingProxyType(shelf.papers),
        terms=_by_edition(patch_terms(shelf.terms, editions, patch), codes),
        absences=_standing(shelf.absences, codes),
        transition=shelf.transition,
        questions=MappingProxyType(shelf.questions),
        blind_spots=shelf.blind_spots,
        borne=MappingProxyType(
            {row: shelf.borne.get(row, ()) + told.get(row, ()) for row in {**shelf.borne, **told}}
        ),
        hash=_hash(folder),
        figures=figures,
        instruments=read_instruments(folder, codes),
    )
    _check_authorities(book, laid)
    return book


@cache
def lawbook() -> model.Book:
    """The book of this installation, read once."""
    return load()


def _standing(absences: Sequence[model.Absence], codes: Sequence[str]) -> tuple[model.Absence, ...]:
    """Let a row on absences hold until a later edition has a row of its own for the reason."""
    held: dict[model.Absence, set[str]] = {row: set() for row in absences}
    for reason in {row.reason for row in absences}:
        now: model.Absence | None = None
        for code in codes:
            own = (row for row in absences if row.reason == reason and code in row.editions)
            now = next(own, now)
            if now is not None:
                held[now].add(code)
    return tuple(replace(row, editions=frozenset(editions)) for row, editions in held.items())


def _edition_files(folder: Path) -> list[EditionFile]:
    """The edition files in the order in which they begin."""
    files = []
    for path in sorted((folder / "editions").glob("*.toml")):
        source = read(folder, path)
        files.append((source, parse(source, EditionRow)))
    files.sort(key=lambda file: file[1].begins)
    if not files:
        raise BookError("editions: no edition in the book")
    for place, (source, row) in enumerate(files):
        earlier = {other.code for _, other in files[:place]}
        if source.name != f"editions/{row.code}.toml":
            source.fail(("code",), f"the file should be named {row.code}.toml")
        if place and files[place - 1][1].begins == row.begins:
            source.fail(("begins",), "two editions begin on that day")
        if row.base is not None and row.base not in earlier:
            source.fail(("base",), f"no earlier edition {row.base!r}")
        if row.base is None and row.override:
            source.fail(("override",), "an edition without a base overrides nothing")
    return files


def _lay_all(folder: Path, files: Sequence[EditionFile]) -> dict[str, dict[str, Source]]:
    """The procedure tables of every edition, by edition and code."""
    laid: dict[str, dict[str, Source]] = {}
    sheets: dict[str, dict[str, Sheet]] = {}
    for source, row in files:
        if row.base is not None:
            sheets[row.code] = lay(sheets[row.base], source, row.override)
        else:
            sheets[row.code] = _sheets(folder, row.code)
        laid[row.code] = settle(sheets[row.code], first=row.base is None)
    return laid


def _sheets(folder: Path, edition: str) -> dict[str, Sheet]:
    """The procedure files of an edition that stands on its own, by code."""
    found: dict[str, Sheet] = {}
    for path in sorted((folder / "procedures" / edition).glob("*.toml")):
        procedure = read(folder, path)
        code = procedure.table.get("code")
        if not isinstance(code, str):
            procedure.fail(("code",), "a procedure needs a code")
        if code in found:
            procedure.fail(("code",), f"{code!r} stands in {found[code].source.name} too")
        found[code] = sheet(procedure)
    return found


def _parsed(laid: Mapping[str, Mapping[str, Source]]) -> dict[int, ProcedureRow]:
    """Every table once, by identity: editions share the tables that they do not change."""
    rows: dict[int, ProcedureRow] = {}
    for sources in laid.values():
        for source in sources.values():
            if id(source) not in rows:
                rows[id(source)] = parse(source, ProcedureRow)
    return rows


def _forms(papers: Mapping[str, model.Paper], codes: Sequence[str], edition: str) -> dict[str, str]:
    """The number of every paper's form in an edition."""
    return {code: _latest(paper.forms, codes, edition) for code, paper in papers.items()}


def _latest(table: Mapping[str, str], codes: Sequence[str], edition: str) -> str:
    """The entry of the latest edition up to this one."""
    for code in reversed(codes[: codes.index(edition) + 1]):
        if code in table:
            return table[code]
    return ""


Dated = TypeVar("Dated", model.Authority, model.TermLaw)


def _by_edition(found: Sequence[Dated], codes: Sequence[str]) -> Mapping[tuple[str, str], Dated]:
    """Spread rows over the editions they hold in: until replaced, or until `until`."""
    spread: dict[tuple[str, str], Dated] = {}
    for row in sorted(found, key=lambda row: codes.index(row.edition)):
        for code in codes[codes.index(row.edition) :]:
            if code == getattr(row, "until", ""):
                break
            spread[row.code, code] = row
    return MappingProxyType(spread)


def _check_authorities(book: model.Book, laid: Mapping[str, Mapping[str, Source]]) -> None:
    """Every office a step names must have power in the edition of the step."""
    for (code, edition), procedure in book.procedures.items():
        for number, step in enumerate(procedure.steps.values()):
            for office in step.by:
                if (office, edition) not in book.authorities:
                    source = laid[edition][code]
                    source.fail(("step", number, "by"), f"{office!r} has no power in {edition}")


def _hash(folder: Path) -> str:
    """The hash of every file of the book by path and content, for reports."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(b"\0")
        digest.update(path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.toml"))
