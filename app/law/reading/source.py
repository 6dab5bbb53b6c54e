"""One file of the law book: its text, its table, and the line a complaint is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar, cast

import tomli
from pydantic import ValidationError

from app.law.reading.rows import Row

RowType = TypeVar("RowType", bound=Row)
Loc = tuple[int | str, ...]


class BookError(ValueError):
    """A law book that cannot be read as meant; the text names file, line where known, and key."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file read: `name` is its path in the book; `text` is empty for an overlaid table."""

    name: str
    text: str
    table: Mapping[str, object]

    def line(self, loc: Loc) -> int | None:
        """The line of a key, found by its table headers; None when the text does not tell."""
        lines = self.text.splitlines()
        at, end, prefix, known = 0, len(lines), "", False
        for place, part in enumerate(loc):
            if isinstance(part, str):
                index = loc[place + 1] if place + 1 < len(loc) else None
                header = f"[[{prefix}{part}]]"
                if isinstance(index, int):
                    found = [n for n in range(at, end) if lines[n].strip() == header]
                    if index < len(found):
                        at, known = found[index], True
                        end = found[index + 1] if index + 1 < len(found) else end
                        prefix = f"{prefix}{part}."
                        continue
                key = re.compile(rf"\s*{re.escape(part)}\s*[=.]")
                hit = next((n for n in range(at, end) if key.match(lines[n])), None)
                if hit is not None:
                    at, known = hit, True
        return at + 1 if known else None

    def fail(self, loc: Loc, problem: str) -> NoReturn:
        """Refuse the book, naming the place."""
        line = self.line(loc)
        where = self.name if line is None else f"{self.name}:{line}"
        raise BookError(f"{where}: {self._key(loc)}: {problem}")

    def _key(self, loc: Loc) -> str:
        """Write a path as `step[3](decide).when[0].years`."""
        text = ""
        value: object = self.table
        for part in loc:
            if isinstance(part, str):
                text += f".{part}" if text else part
                value = value.get(part) if isinstance(value, Mapping) else None
                continue
            text += f"[{part}]"
            inside = isinstance(value, list) and part < len(value)
            value = cast("list[object]", value)[part] if inside else None
            if isinstance(value, Mapping):
                name = value.get("name") or value.get("code") or value.get("id")
                text += f"({name})" if isinstance(name, str) else ""
        return text or "the file"


def read(folder: Path, path: Path) -> Source:
    """Read a TOML file; text that is not TOML is a BookError with TOML's own line."""
    name = path.relative_to(folder).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
        return Source(name, text, tomli.loads(text))
    except (tomli.TOMLDecodeError, UnicodeDecodeError, FileNotFoundError) as error:
        raise BookError(f"{name}: {error}") from error


def parse(source: Source, row: type[RowType]) -> RowType:
    """Check a whole file against its shape; the first fault is the one told."""
    try:
        return row.model_validate(source.table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        source.fail(first["loc"], first["msg"])
