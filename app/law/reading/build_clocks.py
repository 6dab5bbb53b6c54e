"""Turn the rows about clocks into rules: started, paused, lengthened by a step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from app.law.reading import rows
from app.law.reading.bind import Binder
from app.law.reading.source import Loc
from app.law.reading.words import title
from app.law.shape import model

_COUNTED: Final = frozenset({"days", "months", "count"})
_AGE: Final = re.compile(r"age:[1-9][0-9]*$")


def changed_clocks(row: rows.StepRow) -> list[str]:
    """The clocks a step pauses, resumes or lengthens."""
    paused, extended = [p.clock for p in row.pauses], [e.clock for e in row.extends]
    return [*paused, *extended, *row.resumes]


class ClockBuilder(Binder):
    """Builds the clocks of the steps of one procedure."""

    def _clock(
        self, row: rows.StartRow, law: model.Citation, asked: set[str], loc: Loc
    ) -> model.ClockRule:
        named = self.known.clock_titles.get(row.clock)
        words = row.title or (named.title if named else None)
        if words is None:
            self.source.fail(
                (*loc, "title"), f"clock {row.clock!r} has no title here or in clocks.toml"
            )
        cited = row.law or (named.law if named else None)
        if not _AGE.match(row.from_):
            self._reference(row.from_, asked, ("occurred_at", "term_end"), (*loc, "from"))
        if row.before_term_end and row.unit == "hours":
            self.source.fail((*loc, "unit"), "hours cannot be counted back from a day: use days")
        for step in row.met_by:
            procedure, _, name = step.rpartition(":")
            self._name(name, self.known.steps, (*loc, "met_by"), "step")
            if procedure:
                self._name(procedure, self.known.procedures, (*loc, "met_by"), "procedure")
        return model.ClockRule(
            clock=row.clock,
            title=title(words),
            limit=row.limit,
            unit=row.unit,
            from_=row.from_,
            met_by=tuple(row.met_by),
            law=self._law(cited, law, unverified=row.unverified),
            late=row.late,
            advisory=row.advisory,
            before_term_end=row.before_term_end,
            only=self._only(row, law, loc),
        )

    def _pause(self, row: rows.PauseRow, law: model.Citation, loc: Loc) -> model.PauseRule:
        cited = self._law(row.law, law, unverified=row.unverified)
        return model.PauseRule(row.clock, cited, self._only(row, law, loc))

    def _extension(
        self, row: rows.ExtendRow, law: model.Citation, asks: Sequence[rows.AskRow], loc: Loc
    ) -> model.ExtendRule:
        field = "" if isinstance(row.by, int) else row.by.removeprefix("field:")
        by = row.by if isinstance(row.by, int) else 0
        if field:
            counted = {ask.field for ask in asks if ask.type in _COUNTED}
            self._name(field, counted, (*loc, "by"), "field that counts")
        if by > row.cap:
            self.source.fail((*loc, "by"), f"{by} is over its own cap of {row.cap}")
        cited = self._law(row.law, law, unverified=row.unverified)
        only = self._only(row, law, loc)
        return model.ExtendRule(row.clock, by, field, row.unit, row.cap, cited, only)

    def _changed_once(self, row: rows.StepRow, loc: Loc) -> None:
        """A step does one thing to a clock: pause, resume or lengthen."""
        names = changed_clocks(row)
        for number, name in enumerate(names):
            if name in names[:number]:
                key = "resumes" if name in row.resumes else "extends"
                self.source.fail((*loc, key), f"the clock {name!r} is changed twice by one step")
