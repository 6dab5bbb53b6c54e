"""Supports that somebody wanted to look at again on a day that was told with them."""

from app.access import Part
from app.context import Context
from app.law.reading import community
from app.law.shape.model import Title
from app.models.support import SupportItem
from app.services.chores.shape import Chore, Kind, Row, Rows, Telling, evening, morning
from app.services.chores.whose import has_people, owed_at


def select(unit_kind: str) -> Rows | None:
    """Select the supports without an outcome that have such a day."""
    if not has_people(unit_kind):
        return None
    return (
        Row(
            id=SupportItem.id,
            client_id=SupportItem.client_id,
            case_id=SupportItem.case_id,
            unit=SupportItem.unit,
            since=morning(SupportItem.last_on),
            due_at=evening(SupportItem.follow_up_on),
            detail={"kind": SupportItem.kind},
        )
        .of("support_due")
        .where(
            SupportItem.follow_up_on.is_not(None),
            SupportItem.outcome_on.is_(None),
            SupportItem.voided_at.is_(None),
            owed_at(unit_kind, SupportItem.client_id, SupportItem.unit),
        )
    )


def tell(_ctx: Context, chore: Chore) -> Telling:
    """Name the kind of support."""
    kind = community.supports().of(chore.detail["kind"]).title
    return Telling(Title(f"Theo dõi hỗ trợ: {kind.vi}", f"Follow up a support: {kind.en}"))


KIND = Kind("support_due", Part.SOCIAL, select, tell)
