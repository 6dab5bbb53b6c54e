"""Texts and citations, from the row to the value."""

from __future__ import annotations

from app.law.reading.rows import LawRow, TitleRow
from app.law.shape.model import Citation, Title


def title(row: TitleRow) -> Title:
    """A text."""
    return Title(row.vi, row.en)


def maybe_title(row: TitleRow | None) -> Title | None:
    """A text that may be absent."""
    return None if row is None else title(row)


def cite(row: LawRow, edition: str, *, unverified: bool = False) -> Citation:
    """A citation, stamped with the edition it is read in."""
    return Citation(row.act, row.at, edition, row.unverified or unverified)


def maybe_cite(row: LawRow | None, edition: str, *, unverified: bool = False) -> Citation | None:
    """A citation that may be absent."""
    return None if row is None else cite(row, edition, unverified=unverified)
