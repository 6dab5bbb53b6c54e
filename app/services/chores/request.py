"""Requests of the person about their data: first to be acknowledged, then to be carried out.

Source: Law 91/2025/QH15 and Decree 356/2025/NĐ-CP as `book/rights.toml` has them.
"""

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.reading.rights import rights
from app.law.shape.model import Title
from app.models.rights import SubjectRequest
from app.services.chores.shape import Chore, Kind, Row, Rows, Telling
from app.services.chores.whose import has_people, owed_at
from app.services.request_clocks import cited
from app.services.subject_requests import OPEN


def select(unit_kind: str) -> Rows | None:
    """Select the open requests with what is due first of each."""
    if not has_people(unit_kind):
        return None
    row = SubjectRequest
    told = sa.or_(row.acknowledged_at.is_not(None), row.acknowledge_by.is_(None))
    due_at = sa.case((told, row.due_at), else_=sa.func.least(row.acknowledge_by, row.due_at))
    return (
        Row(
            id=row.id,
            client_id=row.client_id,
            unit=row.unit,
            since=row.received_at,
            due_at=due_at,
            detail={"kind": row.kind, "told": told},
        )
        .of("request_due")
        .where(
            row.state.in_(OPEN),
            row.voided_at.is_(None),
            due_at.is_not(None),
            owed_at(unit_kind, row.client_id, row.unit, living=False),
        )
    )


def tell(_ctx: Context, chore: Chore) -> Telling:
    """Name the kind of request and which of its two times runs."""
    rules = rights()
    kind = rules.of(chore.detail["kind"])
    if chore.detail["told"]:
        law, vi, en = kind.law, "Thực hiện yêu cầu của chủ thể dữ liệu", "Carry out a request"
    else:
        law, vi, en = rules.acknowledge.law, "Báo đã nhận yêu cầu", "Acknowledge a request"
    title = Title(f"{vi}: {kind.title.vi}", f"{en}: {kind.title.en}")
    return Telling(title, legal_basis=cited(law), unverified=law.unverified)


KIND = Kind("request_due", Part.IDENTITY, select, tell)
