"""What a report asks of the indicators: figures by unit, and a seal on whom they count.

The one place where reports meet the indicators; a figure here is the figure of `/v1/indicators`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.context import Context
from app.law.reading.indicator import Indicator, definitions
from app.law.reading.report import Asked
from app.services import asking, indicators, reach, sealed
from app.services.dimensions import DIMENSIONS
from app.services.indicators import Figure
from app.services.question import Question
from app.services.reports.scope import Scope
from app.services.spread import Spread

# The level below, by which a unit's own figure is split.
BELOW: Mapping[str, str] = {"nation": "province", "province": "commune"}
PARTS = ("numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Told:
    """One indicator read one way: the whole unit's figure, and those of the units below."""

    indicator: Indicator
    question: Question
    whole: Figure | None
    below: Mapping[str, Figure]
    cohorts: Mapping[tuple[str, str], str]

    @property
    def name(self) -> str:
        """The name of its row: code, variant, base."""
        return f"{self.indicator.code}.{self.question.variant}.{self.question.base}"


def missing(wanted: Iterable[Asked]) -> list[str]:
    """Return the codes asked for that this installation has no definition of."""
    known = definitions()
    return sorted({one.code for one in wanted if one.code not in known})


def tell(ctx: Context, asked: Asked, scope: Scope, *, split: bool) -> Told:
    """Compute one indicator for the unit, and by the units below where `split`."""
    question = asking.ask(
        ctx,
        asked.code,
        asking.Asked(
            since=scope.since,
            until=scope.until,
            unit=scope.unit,
            variant=asked.variant,
            base=asked.base,
            as_of=scope.as_of,
        ),
    )
    by = BELOW.get(scope.unit_kind) if split else None
    answer = indicators.compute(ctx, question, by=by)
    return Told(
        answer.indicator, question, answer.figure, answer.splits, _cohorts(ctx, question, scope, by)
    )


def _cohorts(
    ctx: Context, question: Question, scope: Scope, by: str | None
) -> dict[tuple[str, str], str]:
    """Hash the sorted ids behind the whole figure and each split, part by part."""
    with sealed.counted(ctx), reach.counting(ctx, wide=indicators.is_wide(question)):
        whole = _hashes(ctx, question, None)
        found = {(scope.unit, part): sha for (_, part), sha in whole.items()}
        return found | (_hashes(ctx, question, by) if by is not None else {})


def _hashes(ctx: Context, question: Question, by: str | None) -> dict[tuple[str, str], str]:
    spread = Spread(question)
    key = sa.literal("") if by is None else DIMENSIONS[by](spread)
    where = indicators.wanted(spread)
    row = spread.rows.c
    item = sa.cast(row.id, sa.Text)
    joined = sa.func.string_agg(item, sa.literal("\n").op("order by")(item))
    columns = []
    for part in PARTS:
        inside = ~row.excluded & row.reached if part == "numerator" else ~row.excluded
        text = sa.func.coalesce(joined.filter(inside), "")
        sha = sa.func.encode(sa.func.sha256(sa.func.convert_to(text, "UTF8")), "hex")
        columns.append(sha.label(part))
    statement = sa.select(key.label("key"), *columns).select_from(spread.source).where(*where)
    if by is not None:
        statement = statement.group_by(key)
    return {
        (str(found["key"]), part): str(found[part])
        for found in ctx.session.execute(statement).mappings()
        for part in PARTS
    }
