"""Bind the names of a row to what they mean: guards, citations, open questions, references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pydantic import ValidationError

from app.law.guards.table import GUARDS
from app.law.reading import rows
from app.law.reading.names import Known
from app.law.reading.source import Loc, Source
from app.law.reading.words import cite, maybe_title
from app.law.shape import model


class Binder:
    """Binds names within one procedure file of one edition; a name nobody knows is refused."""

    def __init__(self, source: Source, edition: model.Edition, known: Known) -> None:
        """Remember where the rows come from, for complaints."""
        self.source, self.edition, self.known = source, edition, known
        self.forms: Mapping[str, str] = {}

    def _only(self, row: rows.Conditional, law: model.Citation, loc: Loc) -> model.Only:
        if not row.only_if and not row.unless and row.given is None:
            return model.ALWAYS
        return model.Only(
            tuple(self._condition(g, law, (*loc, "only_if", n)) for n, g in enumerate(row.only_if)),
            tuple(self._condition(g, law, (*loc, "unless", n)) for n, g in enumerate(row.unless)),
            self._given(row.given, loc),
        )

    def _given(self, row: rows.GivenRow | None, loc: Loc) -> model.Given | None:
        if row is None:
            return None
        self._name(row.question, self.known.questions, (*loc, "given"), "question")
        self._name(row.answer, self.known.questions[row.question], (*loc, "given"), "answer")
        return model.Given(row.question, row.answer)

    def _guard(self, row: rows.GuardRow, law: model.Citation, loc: Loc) -> model.Guard:
        """A guard of a step, with the conditions it stands under."""
        only = self._only(row, law, loc)
        if only is model.ALWAYS:
            return self._condition(row, law, loc)
        guard = self._condition(row, law, loc)
        reads_body = any(inner.reads_body for inner in (guard, *only.if_, *only.unless))
        return replace(guard, only=only, reads_body=reads_body)

    def _condition(self, row: rows.ConditionRow, law: model.Citation, loc: Loc) -> model.Guard:
        kind = GUARDS.get(row.guard)
        if kind is None:
            self.source.fail((*loc, "guard"), f"unknown guard {row.guard!r}")
        try:
            params = kind.params.model_validate(row.model_extra or {})
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            self.source.fail((*loc, *first["loc"]), f"guard {row.guard!r}: {first['msg']}")
        for key, found in (
            ("procedures", self.known.procedures),
            ("steps", self.known.steps),
            ("step", self.known.steps),
            ("open", self.known.steps),
            ("close", self.known.steps),
            ("clock", self.known.clocks),
            ("question", self.known.questions),
            ("office", self.known.authorities),
        ):
            value = getattr(params, key, ())
            for name in (value,) if isinstance(value, str) else value:
                self._name(name, found, (*loc, key), key)
        return model.Guard(
            name=row.guard,
            params=params,
            check=kind.check,
            law=self._law(row.law, law),
            reads_body=kind.reads_body,
            title=maybe_title(row.title),
        )

    def _reference(self, value: str, asked: set[str], plain: Iterable[str], loc: Loc) -> None:
        """Check `field:x` against the asked fields, `step:x` against the steps of the book."""
        kind, _, name = value.partition(":")
        if kind == "field":
            self._name(name.partition(".")[0], asked, loc, "field")
        elif kind == "step":
            self._name(name, self.known.steps, loc, "step")
        else:
            self._name(value, plain, loc, "origin")

    def _cite(self, row: rows.LawRow, *, unverified: bool) -> model.Citation:
        return cite(row, self.edition.code, unverified=unverified)

    def _law(
        self, row: rows.LawRow | None, default: model.Citation, *, unverified: bool = False
    ) -> model.Citation:
        if row is not None:
            return self._cite(row, unverified=unverified)
        if unverified and not default.unverified:
            return model.Citation(default.act, default.at, default.edition, unverified=True)
        return default

    def _name(self, name: str, known: Iterable[str], loc: Loc, kind: str) -> None:
        if name not in known:
            self.source.fail(loc, f"unknown {kind} {name!r}")
