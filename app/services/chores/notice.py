"""Those who must be told of an incident in a centre, and have not been; as written with it."""

from app.access import Part
from app.context import Context
from app.law.shape.model import Title
from app.models.centre import Incident, IncidentNotice
from app.services.chores.shape import UNIT, Chore, Kind, Row, Rows, Telling


def select(unit_kind: str) -> Rows | None:
    """Select the notices a centre has not given; those for which no text gives a time have none."""
    if unit_kind != "facility":
        return None
    return (
        Row(
            id=IncidentNotice.id,
            client_id=IncidentNotice.client_id,
            case_id=Incident.case_id,
            unit=Incident.unit,
            since=Incident.happened_at,
            due_at=IncidentNotice.due_at,
            detail={
                "title": IncidentNotice.title,
                "legal_basis": IncidentNotice.legal_basis,
                "unverified": IncidentNotice.unverified,
            },
        )
        .of("notice_due")
        .join_from(IncidentNotice, Incident, Incident.id == IncidentNotice.incident_id)
        .where(
            Incident.unit == UNIT,
            Incident.voided_at.is_(None),
            IncidentNotice.given_at.is_(None),
            IncidentNotice.due_at.is_not(None),
        )
    )


def tell(_ctx: Context, chore: Chore) -> Telling:
    """Say what the notice says of itself: a later book does not change it."""
    title, law = chore.detail["title"], chore.detail["legal_basis"]
    unverified = chore.detail["unverified"]
    return Telling(Title(title["vi"], title["en"]), legal_basis=law, unverified=unverified)


KIND = Kind("notice_due", Part.LEGAL, select, tell)
