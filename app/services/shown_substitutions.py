"""Periods of substitution as the API shows them."""

from collections.abc import Callable, Sequence

from app.context import Context
from app.models.care import SubstitutionPeriod
from app.schemas.substitutions import SubstitutionOut
from app.services import substitutions


def shower(
    ctx: Context, periods: Sequence[SubstitutionPeriod]
) -> Callable[[SubstitutionPeriod], SubstitutionOut]:
    """Return what shows any of these periods, their doses read in one statement."""
    doses = substitutions.last_doses(ctx, periods)

    def show(period: SubstitutionPeriod) -> SubstitutionOut:
        dose = doses.get(period.id)
        own = {
            name: getattr(period, name)
            for name in SubstitutionOut.model_fields
            if hasattr(period, name)
        }
        return SubstitutionOut(
            **own,
            last_dose_mg=dose and dose.dose_mg,
            dose_confirmed_on=dose and dose.confirmed_on,
            dose_confirmed_by=dose and dose.confirmed_by,
        )

    return show


def shown(ctx: Context, period: SubstitutionPeriod) -> SubstitutionOut:
    """Return one period."""
    return shower(ctx, [period])(period)
