"""Figures and what is behind them as the API shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import sqlalchemy as sa

from app.law.reading.indicator import Indicator
from app.services.curves import Curve
from app.services.dashboard import Line
from app.services.geographies import Cell
from app.services.indicators import Answer, Figure, total
from app.services.quality import Quality
from app.services.question import Question

# What every row has, whatever it is of; the rest a source adds.
_TOLD = ("id", "client_id", "full_name", "birth_date", "sex", "unit", "province", "day", "reached",
         "soft", "left_out", "label")  # fmt: skip


def document(
    answer: Answer, quality: Quality | None, *, kind: str | None, by: str | None
) -> dict[str, object]:
    """Return a figure as the API shows it."""
    one, question, figure = answer.indicator, answer.question, answer.figure
    reading = one.reading(question.variant)
    return {
        **definition_document(one),
        "unit": question.unit,
        "from_": question.since,
        "to": question.until,
        "variant": question.variant,
        "variant_title": reading and reading.title.model_dump(),
        "base": question.base,
        "kind": kind,
        **_numbers(figure),
        "target": one.target and one.target.share,
        "met": _met(one, figure),
        "definition_version": one.version,
        "computed_at": answer.computed_at,
        "cut_off": question.as_of or answer.computed_at,
        "as_of": question.as_of,
        "geography": question.geography,
        "filters": dict(question.filters),
        "excluded": [
            {"reason": why, "count": n} for why, n in (figure.left_out if figure else {}).items()
        ],
        "soft": figure and figure.soft,
        "soft_share": figure and (figure.soft / figure.counted if figure.counted else None),
        "newest_entry": quality and quality.newest_entry,
        "complete_share": quality and quality.complete_share,
        "components": [share(key, part) for key, part in answer.components.items()],
        "by": by,
        "splits": [share(key, part) for key, part in answer.splits.items()],
    }


def definition_document(one: Indicator) -> dict[str, object]:
    """Return a definition as the API shows it."""
    law = {**one.law.model_dump(), "edition": one.version}
    return {
        "code": one.code,
        "version": one.version,
        "series": one.series,
        "title": one.title.model_dump(),
        "numerator_title": one.numerator.model_dump(),
        "denominator_title": one.denominator and one.denominator.model_dump(),
        "legal_basis": [law],
        "proposal": one.proposal,
        "begins": one.begins,
        "ends": one.ends,
        "counts": one.counts,
        "measure": one.measure,
        "per": one.per,
        "cycle": one.cycle,
        "levels": one.levels,
        "bases": one.bases,
        "kinds": one.kinds,
        "splits_by": one.splits,
        "variants": [
            {
                "code": variant.code,
                "title": variant.title.model_dump(),
                "groups": variant.groups or [[kind] for kind in one.kinds],
            }
            for variant in one.variant
        ],
        "exclusions": [
            {"reason": rule.reason, "title": rule.title.model_dump()} for rule in one.exclude
        ],
        "target_rule": one.target and one.target.model_dump(),
        "published": [value.model_dump() for value in one.published],
        "beside": one.beside,
        "part": one.part,
    }


def item_document(row: sa.RowMapping, question: Question) -> dict[str, object]:
    """Return what is behind a figure, with what is missing and who owes it."""
    had = [name.removeprefix("had_") for name in row if name.startswith("had_") and row[name]]
    missing = row.get("missing")
    return {
        **{name: row.get(name) for name in _TOLD},
        "since": row.get("since"),
        "had": had,
        "missing": _missing(question, had) if missing is None else [missing],
        "responsible_unit": row.get("owing") or row["unit"],
        "amount": row.get("amount"),
        "over": row.get("over"),
        "worklist": _worklist(row),
    }


def line_document(line: Line) -> dict[str, object]:
    """Return a line of the dashboard as the API shows it."""
    one = line.indicator
    reading = one.reading(line.variant)
    return {
        "code": one.code,
        "title": one.title.model_dump(),
        "proposal": one.proposal,
        "measure": one.measure,
        "variant": line.variant,
        "variant_title": reading and reading.title.model_dump(),
        "base": line.base,
        "target": one.target and one.target.share,
        "target_rule": one.target and one.target.model_dump(),
        **_numbers(line.figure),
        "met": _met(one, line.figure),
        "soft": line.figure.soft,
        "excluded": line.figure.excluded,
        "computed_at": line.computed_at,
        "kept": line.kept,
        "parts": [
            {"unit": unit, **_numbers(part), "met": _met(one, part)}
            for unit, part in line.parts.items()
        ],
    }


def geographies_document(question: Question, cells: Sequence[Cell]) -> dict[str, object]:
    """Return a figure under both maps as the API shows it."""
    maps: dict[str, dict[str, list[Figure]]] = {
        name: {getattr(cell, name): [] for cell in cells} for name in ("then", "today")
    }
    for cell in cells:
        maps["then"][cell.then].append(cell.figure)
        maps["today"][cell.today].append(cell.figure)
    measure = question.indicator.measure
    return {
        "code": question.indicator.code,
        "unit": question.unit,
        "from_": question.since,
        "to": question.until,
        "cells": [
            {
                "then": cell.then,
                "then_name": cell.then_name,
                "today": cell.today,
                "today_name": cell.today_name,
                **_numbers(cell.figure),
            }
            for cell in cells
        ],
        **{
            name: [share(key, total(parts, measure)) for key, parts in sorted(found.items())]
            for name, found in maps.items()
        },
        "total": _numbers(total([cell.figure for cell in cells], measure)),
    }


def curve_document(curve: Curve) -> dict[str, object]:
    """Return a curve as the API shows it."""
    question = curve.question
    reading = question.indicator.reading(question.variant)
    return {
        "code": question.indicator.code,
        "proposal": question.indicator.proposal,
        "definition_version": question.indicator.version,
        "unit": question.unit,
        "from_": question.since,
        "to": question.until,
        "variant": question.variant,
        "variant_title": reading and reading.title.model_dump(),
        "as_of": question.as_of,
        "known_on": question.known_on,
        "geography": question.geography,
        "filters": dict(question.filters),
        "computed_at": curve.computed_at,
        "entered": curve.entered,
        "left": curve.left,
        "censored": curve.entered - curve.left,
        "points": [asdict(point) for point in curve.points],
        "milestones": [asdict(stone) for stone in curve.milestones],
    }


def share(key: str, part: Figure) -> dict[str, object]:
    """Return a part of a figure as the API shows it."""
    return {"key": key, **_numbers(part)}


def _worklist(row: sa.RowMapping) -> str | None:
    """Where the owing unit finds what is to be done for who is in the gap."""
    if row["client_id"] is None or row["reached"] or row["excluded"]:
        return None
    return f"/v1/worklist?unit={row.get('owing') or row['unit']}&client_id={row['client_id']}"


def _missing(question: Question, had: list[str]) -> list[str]:
    return ["|".join(group) for group in question.groups if not any(kind in had for kind in group)]


def _numbers(figure: Figure | None) -> Mapping[str, object]:
    if figure is None:
        return dict.fromkeys(("numerator", "denominator", "value", "percent"))
    return {
        "numerator": figure.numerator,
        "denominator": None if figure.measure == "count" else figure.denominator,
        "value": figure.value,
        "percent": figure.percent,
    }


def _met(one: Indicator, figure: Figure | None) -> bool | None:
    target = one.target
    if figure is None or target is None or one.measure == "count":
        return None
    if one.measure == "change":
        return None if figure.value is None else target.met_by(figure.value, 1)
    return target.met_by(figure.numerator, figure.denominator)
