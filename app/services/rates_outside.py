"""The page of a unit for whoever may not open its figures: every rate, small numbers taken out."""

from typing import Any

from app.context import Context
from app.law.reading.indicator import Indicator
from app.periods import Period
from app.services import dashboard, figures, small_numbers
from app.services.question import Question

_SAME = (
    "code", "title", "proposal", "measure", "variant", "variant_title", "base", "target",
    "target_rule", "numerator", "denominator", "value", "percent", "met", "soft", "computed_at",
    "withheld",
)  # fmt: skip


def rates(ctx: Context, period: Period, *, unit: str | None) -> list[dict[str, Any]]:
    """Return the rates of a page. Raises NotFound for a unit out of reach."""
    asked = dashboard.questions(ctx, period, unit)
    return [_rate(ctx, question, period) for question in asked]


def _rate(ctx: Context, question: Question, period: Period) -> dict[str, Any]:
    if not small_numbers.guarded(question):
        return figures.line_document(dashboard.line(ctx, question, period, fresh=False))
    told: dict[str, Any] = small_numbers.figure(
        ctx, question, kind=None, by=dashboard.below(question.unit)
    )
    left_out = {"all", "excluded"}.isdisjoint(told["withheld"])
    return {
        **{name: told[name] for name in _SAME},
        "excluded": sum(row["count"] for row in told["excluded"]) if left_out else None,
        "kept": False,
        "parts": [_part(question.indicator, row) for row in told["splits"]],
    }


def _part(one: Indicator, row: dict[str, Any]) -> dict[str, Any]:
    """Return the figure of a unit below; whether it is met is told where all of it is."""
    whole = {name: found for name, found in row.items() if name != "key"}
    met = None
    if one.target is not None and not row["withheld"]:
        met = one.target.met_by(row["numerator"], row["denominator"])
    return {"unit": row["key"], **whole, "met": met}
