"""Figures and the people behind them as the API shows them."""

import sqlalchemy as sa

from app.law.reading.indicator import Indicator
from app.services.cohort import Question
from app.services.indicators import Answer, Figure


def document(answer: Answer, *, kind: str | None, by: str | None) -> dict[str, object]:
    """Return a figure as the API shows it."""
    one, question, figure = answer.indicator, answer.question, answer.figure
    reading = one.reading(question.variant)
    percent = figure.percent if figure else None
    return {
        **definition_document(one),
        "unit": question.unit,
        "from_": question.since,
        "to": question.until,
        "variant": question.variant,
        "variant_title": reading and reading.title.model_dump(),
        "base": question.base,
        "kind": kind,
        "numerator": figure and figure.numerator,
        "denominator": figure and figure.denominator,
        "value": figure and figure.value,
        "percent": percent,
        "target": one.target.share,
        "met": None if figure is None else one.target.met_by(figure.numerator, figure.denominator),
        "definition_version": one.version,
        "computed_at": answer.computed_at,
        "cut_off": answer.computed_at,
        "excluded": _left_out(question, figure),
        "soft": figure and figure.soft,
        "soft_share": figure and Figure(figure.soft, figure.denominator, 0, 0).value,
        "components": [_share(key, part) for key, part in answer.components.items()],
        "by": by,
        "splits": [_share(key, part) for key, part in answer.splits.items()],
    }


def definition_document(one: Indicator) -> dict[str, object]:
    """Return a definition as the API shows it."""
    law = {**one.law.model_dump(), "edition": one.version}
    return {
        "code": one.code,
        "version": one.version,
        "title": one.title.model_dump(),
        "legal_basis": [law],
        "record": one.record,
        "levels": one.levels,
        "bases": one.bases,
        "kinds": one.kinds,
        "variants": [
            {
                "code": variant.code,
                "title": variant.title.model_dump(),
                "groups": variant.groups or [[kind] for kind in one.kinds],
            }
            for variant in one.variant
        ],
        "target_rule": one.target.model_dump(),
    }


def person_document(row: sa.RowMapping, question: Question) -> dict[str, object]:
    """Return a person behind a figure, with what is missing and who owes it."""
    kinds = question.indicator.kinds
    had = [kind for kind in kinds if row[f"had_{kind}"]]
    return {
        **{name: row[name] for name in row if not name.startswith("had_")},
        "had": had,
        "missing": [
            "|".join(group) for group in question.groups if not any(kind in had for kind in group)
        ],
        "responsible_unit": row["unit"],
    }


def _left_out(question: Question, figure: Figure | None) -> list[dict[str, object]]:
    if figure is None or figure.excluded == 0:
        return []
    reasons = [rule.reason for rule in question.indicator.exclude]
    if question.base == "stock":
        reasons.append("left_before_the_last_day")
    return [{"reason": "|".join(reasons), "count": figure.excluded}]


def _share(key: str, part: Figure) -> dict[str, object]:
    return {
        "key": key,
        "numerator": part.numerator,
        "denominator": part.denominator,
        "value": part.value,
        "percent": part.percent,
    }
