"""The files beside the procedures: offices, papers, terms, transition, questions, blind spots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from app.law.engine.transition import PREDICATES
from app.law.reading import catalogue_rows as rows
from app.law.reading.rows import LawRow, Row
from app.law.reading.source import Source, parse, read
from app.law.reading.words import cite, maybe_cite, maybe_title, title
from app.law.shape import model

FileType = TypeVar("FileType", bound=Row)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the files beside the procedures hold."""

    authorities: tuple[model.Authority, ...]
    papers: dict[str, model.Paper]
    terms: tuple[model.TermLaw, ...]
    absences: tuple[model.Absence, ...]
    transition: tuple[model.TransitionRule, ...]
    questions: dict[str, model.Question]
    blind_spots: tuple[model.BlindSpot, ...]
    borne: dict[str, tuple[str, ...]]
    clock_titles: dict[str, rows.ClockTitleRow]


def edition(row: rows.EditionRow) -> model.Edition:
    """An edition from the head of its file."""
    acts = tuple(model.Act(act.code, title(act.title)) for act in row.acts)
    return model.Edition(row.code, row.begins, title(row.title), acts, row.base)


def read_shelf(folder: Path, files: Sequence[tuple[Source, rows.EditionRow]]) -> Shelf:
    """Read every file that is not a procedure; each must be there, even if it has no rows."""
    codes = [row.code for _, row in files]
    source, papers = _open(folder, "papers.toml", rows.PapersFile)
    _unique(source, "paper", [row.code for row in papers.paper])
    for number, paper in enumerate(papers.paper):
        _known(source, ("paper", number, "forms"), paper.forms, codes)
    terms_source, terms = _open(folder, "terms.toml", rows.TermsFile)
    for number, term in enumerate(terms.term):
        _known(terms_source, ("term", number, "edition"), [term.edition], codes)
        _check_term(terms_source, number, term)
    for number, absence in enumerate(terms.not_counted):
        _known(terms_source, ("not_counted", number, "editions"), absence.editions, codes)
    rules_source, rules = _open(folder, "transition.toml", rows.TransitionFile)
    _unique(rules_source, "rule", [row.id for row in rules.rule])
    for number, rule in enumerate(rules.rule):
        _known(rules_source, ("rule", number, "when"), rule.when, PREDICATES)
    questions_source, questions = _open(folder, "questions.toml", rows.QuestionsFile)
    _unique(questions_source, "question", [row.code for row in questions.question])
    for number, question in enumerate(questions.question):
        options = [option.code for option in question.options]
        _known(questions_source, ("question", number, "default"), [question.default], options)
    clocks_source, clocks = _open(folder, "clocks.toml", rows.ClocksFile)
    _unique(clocks_source, "clock", [row.code for row in clocks.clock])
    _, spots = _open(folder, "blind_spots.toml", rows.BlindSpotsFile)
    offices = tuple(_authorities(folder, files, codes))
    return Shelf(
        offices,
        {row.code: _paper(row) for row in papers.paper},
        tuple(_term(row) for row in terms.term),
        tuple(_absence(row) for row in terms.not_counted),
        tuple(_rule(row, _of_act(files, row.law)) for row in rules.rule),
        {row.code: _question(row, _of_act(files, row.law)) for row in questions.question},
        tuple(_blind_spot(row, _of_act(files, row.law)) for row in spots.blind_spot),
        _borne(papers.paper, terms.term, terms.not_counted, rules.rule, questions.question),
        {row.code: row for row in clocks.clock},
    )


def _of_act(files: Sequence[tuple[Source, rows.EditionRow]], law: LawRow | None) -> str:
    """The first edition an act belongs to; the last one for acts that belong to none."""
    editions = [row for _, row in files]
    found = (row.code for row in editions if law and law.act in {act.code for act in row.acts})
    return next(found, editions[-1].code)


def _borne(*files: Sequence[rows.Bearing]) -> dict[str, tuple[str, ...]]:
    """The rows of the readings that stand beside the procedures, and where."""
    found: dict[str, list[str]] = {}
    for file in files:
        for row in file:
            named = next(getattr(row, key) for key in ("code", "id", "reason") if hasattr(row, key))
            for told in row.rows:
                found.setdefault(told, []).append(named)
    return {told: tuple(places) for told, places in found.items()}


def _open(folder: Path, name: str, kind: type[FileType]) -> tuple[Source, FileType]:
    source = read(folder, folder / name)
    return source, parse(source, kind)


def _unique(source: Source, key: str, codes: Sequence[str]) -> None:
    for number, code in enumerate(codes):
        if code in codes[:number]:
            source.fail((key, number), f"{code!r} stands twice")


def _known(
    source: Source, loc: tuple[int | str, ...], names: Iterable[str], known: Iterable[str]
) -> None:
    for name in names:
        if name not in known:
            source.fail(loc, f"unknown name {name!r}")


def _authorities(
    folder: Path, files: Sequence[tuple[Source, rows.EditionRow]], codes: Sequence[str]
) -> Iterable[model.Authority]:
    """The offices of authorities.toml, then those that edition files add or replace."""
    source, offices = _open(folder, "authorities.toml", rows.AuthoritiesFile)
    everywhere = [(source, offices.authority), *((file, row.authority) for file, row in files)]
    for place, found in everywhere:
        seen = set()
        for number, row in enumerate(found):
            names = [row.edition, *([row.until] if row.until else [])]
            _known(place, ("authority", number, "edition"), names, codes)
            if (row.code, row.edition) in seen:
                place.fail(("authority", number), f"{row.code!r} stands twice for {row.edition}")
            seen.add((row.code, row.edition))
            yield model.Authority(
                code=row.code,
                edition=row.edition,
                title=title(row.title),
                roles=frozenset(row.roles),
                reach=row.reach,
                kinds=frozenset(row.kinds),
                law=maybe_cite(row.law, row.edition, unverified=row.unverified),
                until=row.until,
                unverified=row.unverified,
            )


def _check_term(source: Source, number: int, row: rows.TermLawRow) -> None:
    """Each kind of term needs its own figures and no others."""
    needs: Mapping[str, tuple[str, ...]] = {
        "between": ("min", "max"),
        "by_count": ("first", "again", "counts"),
        "by_origin": ("months", "origin"),
        "fixed": ("months",),
    }
    for key in ("min", "max", "first", "again", "counts", "months", "origin"):
        if bool(getattr(row, key)) != (key in needs[row.kind]):
            state = "needs" if key in needs[row.kind] else "has no use for"
            source.fail(("term", number, key), f"a term {row.kind!r} {state} {key!r}")


def _paper(row: rows.PaperRow) -> model.Paper:
    law = maybe_cite(row.law, "", unverified=row.unverified)
    forms = MappingProxyType(dict(row.forms))
    return model.Paper(row.code, title(row.title), forms, law, row.shared, row.unverified)


def _term(row: rows.TermLawRow) -> model.TermLaw:
    return model.TermLaw(
        code=row.code,
        edition=row.edition,
        kind=row.kind,
        law=cite(row.law, row.edition, unverified=row.unverified),
        title=maybe_title(row.title),
        min=row.min,
        max=row.max,
        months=row.months,
        first=row.first,
        again=row.again,
        counts=frozenset(row.counts),
        origins=tuple(model.Origin(frozenset(o.procedures), o.months) for o in row.origin),
        phases=frozenset(row.phases),
        question=row.question,
        unverified=row.unverified,
    )


def _absence(row: rows.NotCountedRow) -> model.Absence:
    law = cite(row.law, row.editions[0] if row.editions else "", unverified=row.unverified)
    return model.Absence(
        row.reason, frozenset(row.editions), row.counted, law, maybe_title(row.title)
    )


def _rule(row: rows.TransitionRow, edition: str) -> model.TransitionRule:
    return model.TransitionRule(
        id=row.id,
        decides=row.decides,
        procedures=frozenset(row.procedures),
        when=tuple(row.when),
        edition=row.edition,
        field=row.field,
        steps=tuple(row.steps),
        text=title(row.text),
        law=maybe_cite(row.law, edition, unverified=row.unverified),
        ask=row.ask,
        unverified=row.unverified,
    )


def _question(row: rows.QuestionRow, edition: str) -> model.Question:
    options = tuple(model.Option(option.code, title(option.text)) for option in row.options)
    law = maybe_cite(row.law, edition, unverified=row.unverified)
    return model.Question(row.code, title(row.text), options, row.default, law, row.unverified)


def _blind_spot(row: rows.BlindSpotRow, edition: str) -> model.BlindSpot:
    law = cite(row.law, edition)
    return model.BlindSpot(row.code, title(row.text), law, tuple(row.rows))
