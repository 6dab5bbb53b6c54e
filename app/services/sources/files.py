"""People on a list, and which of the required particulars their files have (*đủ thông tin*).

`with.records`: the lists; `with.required`: the particulars. `amount` over `over` is how many of
them are on file; reached is who has all of them; `missing` joins what is not there
by `+`.
"""

from typing import Final

import sqlalchemy as sa

from app.models.client import Client
from app.services import known
from app.services.question import Question
from app.services.sources import records
from app.services.sources.shape import listed

_COLUMNS: Final = {
    "birth_date": "birth_date",
    "ethnicity": "ethnicity",
    "identity_number": "identity_hash",
    "address": "address_sealed",
    "phone": "phone_sealed",
}


def rows(question: Question) -> sa.Subquery:
    """Select one row a person."""
    people, client = records.people(question), known.table(question, Client)
    required = listed(question.said["required"])
    gaps = {name: client.c[_COLUMNS[name]].is_(None) for name in required}
    there = sum((sa.case((gap, 0), else_=1) for gap in gaps.values()), sa.literal(0))
    lacking = sa.func.concat_ws("+", *(sa.case((gap, name)) for name, gap in gaps.items()))
    return (
        sa.select(
            people.c.client_id.label("id"),
            people.c.client_id,
            sa.literal(question.until).label("day"),
            people.c.since,
            people.c.excluded,
            people.c.left_out,
            people.c.soft,
            (there == len(required)).label("reached"),
            sa.cast(there, sa.Numeric).label("amount"),
            sa.literal(len(required), sa.Numeric).label("over"),
            sa.func.nullif(lacking, "").label("missing"),
        )
        .select_from(sa.join(people, client, client.c.id == people.c.client_id))
        .subquery("files")
    )
