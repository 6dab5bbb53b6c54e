"""Turn the rows of a procedure file into the procedure of one edition, checking every name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from app.law.reading import rows
from app.law.reading.build_clocks import ClockBuilder, changed_clocks
from app.law.reading.source import Loc
from app.law.reading.told import told_rows
from app.law.reading.words import cite, maybe_title, title
from app.law.shape import model
from app.law.shape.fields import FIELD_TYPES, RESERVED


class ProcedureBuilder(ClockBuilder):
    """Builds one procedure of one edition."""

    def build(self, row: rows.ProcedureRow, forms: Mapping[str, str]) -> model.Procedure:
        """Build the procedure; `forms` are the form numbers of the papers in this edition."""
        self.forms = forms
        states = {
            state.code: model.State(state.code, title(state.title), state.final)
            for state in row.states
        }
        self._once("states", [state.code for state in row.states])
        self._once("step", [step.name for step in row.step])
        steps = {
            step.name: self._step(step, states, ("step", number))
            for number, step in enumerate(row.step)
        }
        for state in row.carries.values():
            self._name(state, states, ("carries",), "state")
        return model.Procedure(
            code=row.code,
            edition=self.edition.code,
            title=title(row.title),
            subject=row.subject,
            law=tuple(cite(law, self.edition.code, unverified=row.unverified) for law in row.law),
            states=MappingProxyType(states),
            steps=MappingProxyType(steps),
            carries=MappingProxyType(dict(row.carries)),
            keeps=row.keeps,
            clears=row.clears,
            rows=tuple(row.rows),
            unverified=row.unverified,
        )

    def _step(
        self, row: rows.StepRow, states: Mapping[str, model.State], loc: Loc
    ) -> model.StepRule:
        laws = tuple(self._cite(law, unverified=row.unverified) for law in row.law)
        law = laws[0]
        self._places(row, states, loc)
        self._changed_once(row, loc)
        asked = {ask.field for ask in row.asks}
        for field in (
            *[hold.field for hold in row.holds],
            *([row.to_by.field] if row.to_by else []),
        ):
            self._name(field, asked, (*loc, "asks"), "field")
        for name, found, kind in self._mentions(row):
            self._name(name, found, loc, kind)
        return model.StepRule(
            id=row.id,
            name=row.name,
            title=title(row.title),
            by=tuple(row.by),
            law=laws,
            opening=row.opening,
            from_=_origins(row, states),
            to=row.to,
            to_by=self._destination(row.to_by),
            papers=tuple(
                model.Issue(
                    p.paper,
                    p.form or self.forms.get(p.paper, ""),
                    self._only(p, law, (*loc, "papers", n)),
                )
                for n, p in enumerate(row.papers)
            ),
            needs=tuple(self._need(p, law, (*loc, "needs", n)) for n, p in enumerate(row.needs)),
            when=tuple(self._guard(g, law, (*loc, "when", n)) for n, g in enumerate(row.when)),
            asks=tuple(self._ask(a, (*loc, "asks", n)) for n, a in enumerate(row.asks)),
            starts=tuple(
                self._clock(c, law, asked, (*loc, "starts", n)) for n, c in enumerate(row.starts)
            ),
            meets=tuple(row.meets),
            cancels=tuple(row.cancels),
            pauses=tuple(
                self._pause(p, law, (*loc, "pauses", n)) for n, p in enumerate(row.pauses)
            ),
            resumes=tuple(row.resumes),
            extends=tuple(
                self._extension(e, law, row.asks, (*loc, "extends", n))
                for n, e in enumerate(row.extends)
            ),
            term=tuple(
                self._term(t, law, asked, (*loc, "term", n)) for n, t in enumerate(row.term)
            ),
            holds=tuple(model.Hold(hold.field, hold.kind) for hold in row.holds),
            records=row.records,
            ground=row.ground,
            questions=tuple(row.questions),
            note=maybe_title(row.note),
            rows=told_rows(row),
            unverified=row.unverified or any(law.unverified for law in laws),
        )

    def _places(self, row: rows.StepRow, states: Mapping[str, object], loc: Loc) -> None:
        """Check where the step comes from and goes to."""
        if row.opening == bool(row.from_):
            self.source.fail(
                (*loc, "from"), "an opening step has no `from`, any other step has one"
            )
        if row.opening and not row.to and row.to_by is None:
            self.source.fail((*loc, "to"), "an opening step must lead to a state")
        if row.to and row.to_by is not None:
            self.source.fail((*loc, "to_by"), "either `to` or `to_by`")
        for state in row.from_:
            if state != "*":
                self._name(state, states, (*loc, "from"), "state")
        targets = [row.to] if row.to else []
        if row.to_by is not None:
            targets += row.to_by.states.values()
            choices = {v.code for a in row.asks if a.field == row.to_by.field for v in a.values}
            for code in row.to_by.states:
                self._name(code, choices, (*loc, "to_by"), "value")
        for state in targets:
            self._name(state, states, (*loc, "to"), "state")

    def _mentions(self, row: rows.StepRow) -> list[tuple[str, Iterable[str], str]]:
        """Names of the step that stand in other files."""
        known = self.known
        found: list[tuple[str, Iterable[str], str]] = []
        found += [(name, known.authorities, "authority") for name in row.by]
        found += [(issue.paper, known.papers, "paper") for issue in row.papers]
        found += [(name, known.questions, "question") for name in row.questions]
        found += [
            (name, known.clocks, "clock") for name in (*row.meets, *row.cancels) if name != "*"
        ]
        found += [(name, known.clocks, "clock") for name in changed_clocks(row)]
        found += [(term.fixes, known.terms, "term") for term in row.term if term.fixes]
        absences = [reason for term in row.term for reason in (term.interrupt, term.resume)]
        found += [
            (name, known.absences, "reason of terms.toml [[not_counted]]")
            for name in absences
            if name and not name.startswith("field:")
        ]
        return found

    def _need(self, row: rows.NeedRow, law: model.Citation, loc: Loc) -> model.Need:
        if (row.paper is None) == (not row.any_of):
            self.source.fail(loc, "either `paper` or `any_of`")
        papers = (row.paper,) if row.paper is not None else tuple(row.any_of)
        for paper in papers:
            self._name(paper, self.known.papers, loc, "paper")
        return model.Need(papers, self._law(row.law, law), self._only(row, law, loc))

    def _ask(self, row: rows.AskRow, loc: Loc) -> model.Ask:
        self._name(row.type, FIELD_TYPES, (*loc, "type"), "field type")
        if row.field in RESERVED:
            self.source.fail((*loc, "field"), f"{row.field!r} is a field of every step")
        if bool(row.values) != (row.type in {"choice", "grounds"}):
            self.source.fail(
                (*loc, "values"), "values belong to choice and grounds, and only there"
            )
        return model.Ask(
            row.field,
            row.type,
            title(row.title),
            row.required,
            tuple(model.Choice(value.code, title(value.title)) for value in row.values),
            row.min,
            row.max,
            maybe_title(row.hint),
        )

    def _term(
        self, row: rows.TermEffectRow, law: model.Citation, asked: set[str], loc: Loc
    ) -> model.TermRule:
        for key in ("months", "start", "end", "reduce_months", "deduct_days", "since"):
            value = getattr(row, key)
            if value:
                plain = ("occurred_on",) if key in {"start", "end"} else ()
                self._reference(value, asked, plain, (*loc, key))
        if row.since and not row.interrupt:
            self.source.fail((*loc, "since"), "`since` tells when an `interrupt` began")
        for key in (row.interrupt, row.resume):
            if key.startswith("field:"):
                self._reference(key, asked, (), loc)
        return model.TermRule(
            row.fixes,
            row.months,
            row.start,
            row.end,
            row.interrupt,
            row.resume,
            row.reduce_months,
            row.deduct_days,
            self._days_in(row.deduct_from, loc),
            self._only(row, law, loc),
            self._law(row.law, law),
            row.since,
        )

    def _days_in(self, row: rows.DeductRow | None, loc: Loc) -> model.DaysIn | None:
        if row is None:
            return None
        self._name(row.procedure, self.known.procedures, (*loc, "deduct_from"), "procedure")
        return model.DaysIn(row.procedure, frozenset(row.states))

    def _destination(self, row: rows.ToByRow | None) -> model.Destination | None:
        if row is None:
            return None
        return model.Destination(row.field, MappingProxyType(dict(row.states)))

    def _once(self, key: str, names: list[str]) -> None:
        for number, name in enumerate(names):
            if name in names[:number]:
                self.source.fail((key, number), f"{name!r} stands twice")


def _origins(row: rows.StepRow, states: Mapping[str, model.State]) -> frozenset[str]:
    """The states a step may be taken from; `*` is every state that is not final."""
    if "*" in row.from_:
        return frozenset(code for code, state in states.items() if not state.final)
    return frozenset(row.from_)
