"""Whose chore a row of a file is: it goes with the file, not with the hand that wrote it."""

from uuid import UUID

import sqlalchemy as sa

from app.models.case import LegalCase
from app.models.client import Client, Custody
from app.models.move import Referral
from app.services.chores.shape import CODES, UNIT, Column
from app.services.referrals import ACCEPTED

_CENTRES = "F-%"


def people(unit_kind: str, *, living: bool = True) -> sa.Select[UUID]:
    """Select the people whose files a commune or a centre holds."""
    if unit_kind == "facility":
        statement = (
            sa.select(Client.id)
            .join(Custody, Custody.client_id == Client.id)
            .where(Custody.until.is_(None), Custody.unit == UNIT)
        )
    else:
        statement = sa.select(Client.id).where(Client.unit == sa.any_(CODES))
    statement = statement.where(Client.merged_into.is_(None))
    return statement.where(Client.died_on.is_(None)) if living else statement


def has_people(unit_kind: str) -> bool:
    """Tell whether a unit of this kind looks after people: a court and those above do not."""
    return unit_kind in {"commune", "facility"}


def owed_at(
    unit_kind: str, client_id: Column, unit: Column, *, living: bool = True
) -> sa.ColumnElement[bool]:
    """Tell that a row about a client, written at a unit, is this place's to go on with.

    What a centre wrote is the centre's while it holds the file; all else is of the commune that
    has the person on file, whoever wrote it: so a chore moves when the person does.
    """
    held = client_id.in_(people(unit_kind, living=living))
    if unit_kind == "facility":
        return sa.and_(unit == UNIT, held)
    return sa.and_(held, ~sa.and_(unit.like(_CENTRES), _with_the_centre(client_id, unit)))


def _with_the_centre(client_id: Column, unit: Column) -> sa.ColumnElement[bool]:
    """Tell that a centre has the person; by what gave it the file, for the wall hides the custody.

    An open case it carries out, or a referral it said yes to (`end_referral` asks the same).
    """
    case = sa.exists().where(
        LegalCase.client_id == client_id, LegalCase.facility == unit, LegalCase.closed_at.is_(None)
    )
    referral = sa.exists().where(
        Referral.client_id == client_id, Referral.to_unit == unit, Referral.state == ACCEPTED
    )
    # The statement around them may look at cases or referrals of its own.
    return sa.or_(case.correlate_except(LegalCase), referral.correlate_except(Referral))
