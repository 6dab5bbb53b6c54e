"""The dimensions a figure is split and filtered by, each one expression over its rows."""

from collections.abc import Callable
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from app.models.area import AreaClass
from app.models.case import LegalCase
from app.models.circumstance import Circumstance
from app.services import known
from app.services.spread import Spread
from app.units import REGIONS

UNKNOWN: Final = "unknown"
# Rehabilitation and treatment, in the order in which one of several open cases is told.
FORMS: Final = (
    "compulsory", "compulsory-minor", "voluntary-centre", "voluntary-home", "substitution",
)  # fmt: skip
_AGES: Final = (0, 14, 16, 18, 30)
Dimension = Callable[[Spread], sa.ColumnElement[str]]


def _commune(spread: Spread) -> sa.ColumnElement[str]:
    then = spread.question.geography == "then" and spread.question.indicator.personal
    return spread.commune_then if then else spread.unit


def _province(spread: Spread) -> sa.ColumnElement[str]:
    return spread.province


def _region(spread: Spread) -> sa.ColumnElement[str]:
    cases = {code: str(region.number) for region in REGIONS for code in region.provinces}
    return sa.case(cases, value=spread.province, else_="")


def _sex(spread: Spread) -> sa.ColumnElement[str]:
    return sa.func.coalesce(spread.client.sex, UNKNOWN)


def _age_band(spread: Spread) -> sa.ColumnElement[str]:
    """The official bands (Decision 13/2019/QĐ-TTg), by the age on the last day of the period."""
    said = spread.question.indicator.age_bands
    bands = said.from_ if said else _AGES
    until, born = sa.literal(spread.question.until), spread.client.birth_date
    age = sa.func.date_part("year", sa.func.age(until, born))
    whens = [
        (age >= first, f"{first}-{bands[place + 1] - 1}" if place + 1 < len(bands) else f"{first}+")
        for place, first in reversed(list(enumerate(bands)))
    ]
    return sa.case(*whens, else_=UNKNOWN)


def _ethnicity(spread: Spread) -> sa.ColumnElement[str]:
    """Kinh or other, as Decision 13/2019/QĐ-TTg tells them apart."""
    said = sa.func.lower(sa.func.trim(spread.client.ethnicity))
    return sa.case((said.is_(None), UNKNOWN), (said == "kinh", "kinh"), else_="other")


def _form(spread: Spread) -> sa.ColumnElement[str]:
    """The form of the cure or treatment that ran on the last day of the period; `none` of none."""
    question = spread.question
    case = known.table(question, LegalCase).c
    rank = sa.case({code: place for place, code in enumerate(FORMS)}, value=case.procedure)
    running = (
        sa.select(case.client_id, sa.func.min(rank).label("rank"))
        .where(
            case.procedure.in_(FORMS),
            case.started_on <= question.until,
            case.closed_at.is_(None) | (case.closed_at >= question.last_moment),
        )
        .group_by(case.client_id)
        .subquery("form_of")
    )
    spread.join(running, running.c.client_id == spread.rows.c.client_id)
    codes = dict(enumerate(FORMS))
    return sa.case(codes, value=running.c.rank, else_="none")


def _turn(spread: Spread) -> sa.ColumnElement[str]:
    """First cure, or again: by the cures that had begun by the last day of the period."""
    question = spread.question
    case = known.table(question, LegalCase).c
    begun = (
        sa.select(case.client_id, sa.func.count().label("times"))
        .where(
            case.procedure.in_([form for form in FORMS if form != "substitution"]),
            case.started_on <= question.until,
        )
        .group_by(case.client_id)
        .subquery("turn_of")
    )
    spread.join(begun, begun.c.client_id == spread.rows.c.client_id)
    times = sa.func.coalesce(begun.c.times, 0)
    return sa.case((times == 0, "none"), (times == 1, "first"), else_="again")


def _substance(spread: Spread) -> sa.ColumnElement[str]:
    """The main substance as last told by the last day of the period."""
    question = spread.question
    told = known.table(question, Circumstance).c
    last = (
        sa.select(told.client_id, told.main_substance.label("code"))
        .where(
            told.voided_at.is_(None),
            told.told_on <= question.until,
            told.main_substance.is_not(None),
        )
        .ext(distinct_on(told.client_id))
        .order_by(told.client_id, told.told_on.desc(), told.id.desc())
        .subquery("substance_of")
    )
    spread.join(last, last.c.client_id == spread.rows.c.client_id)
    return sa.func.coalesce(last.c.code, UNKNOWN)


def _commune_type(spread: Spread) -> sa.ColumnElement[str]:
    """The type the commune was last approved as, for a year up to that of the period's last day."""
    question = spread.question
    table = known.table(question, AreaClass)
    row, later = table.c, table.alias("later_type").c
    types = (
        sa.select(row.unit, row["class"].label("type"))
        .where(
            row.level == "commune",
            row.year <= question.until.year,
            ~sa.exists().where(later.corrects == row.id),
        )
        .ext(distinct_on(row.unit))
        .order_by(row.unit, row.year.desc())
        .subquery("type_of")
    )
    spread.join(types, types.c.unit == spread.unit)
    return sa.func.coalesce(types.c.type, UNKNOWN)


DIMENSIONS: Final[dict[str, Dimension]] = {
    "commune": _commune,
    "province": _province,
    "region": _region,
    "sex": _sex,
    "age_band": _age_band,
    "ethnicity": _ethnicity,
    "form": _form,
    "turn": _turn,
    "substance": _substance,
    "commune_type": _commune_type,
}
