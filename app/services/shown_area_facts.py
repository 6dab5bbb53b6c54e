"""Yearly facts of units as the API shows them."""

from collections.abc import Sequence

from app.models.area import AreaFact
from app.schemas.area_facts import AreaFactNotedOut, AreaFactOut, AreaFactsOut
from app.services.area_fact_entry import Noted
from app.services.area_facts import year_of


def fact_out(row: AreaFact) -> AreaFactOut:
    """Return an entry."""
    return AreaFactOut(
        id=row.id,
        unit=row.unit,
        fact=row.fact,
        year=year_of(row).code,
        value=row.value,
        source=row.source,
        note=row.note,
        corrects=row.corrects,
        status="entered" if row.confirmed_at is None else "confirmed",
        recorded_at=row.recorded_at,
        confirmed_at=row.confirmed_at,
        version=row.version,
    )


def noted_out(noted: Sequence[Noted]) -> AreaFactsOut:
    """Return what became of each line."""
    lines = [
        AreaFactNotedOut.model_validate(
            {
                "unit": one.line.unit,
                "fact": one.line.fact,
                "outcome": one.outcome,
                "entry": one.row and fact_out(one.row),
                "reason": one.reason and {"vi": one.reason.vi, "en": one.reason.en},
            }
        )
        for one in noted
    ]
    entered = sum(line.outcome == "entered" for line in lines)
    return AreaFactsOut(entered=entered, lines=lines)
