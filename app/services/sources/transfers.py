"""Files sent from one commune to another in the period, and those nobody received in time.

`with.hours`: how long the arrival may take. A transfer that is younger and still on its way is
shown as left out.
"""

import sqlalchemy as sa

from app.models.move import Transfer
from app.services import known
from app.services.question import Question
from app.services.sources.days import vn
from app.services.sources.moments import happened, moment
from app.services.sources.shape import whole


def rows(question: Question) -> sa.Subquery:
    """Select one row a transfer; reached is the one that no arrival matched in time."""
    sent = known.table(question, Transfer).c
    until = sent.sent_at + sa.func.make_interval(0, 0, 0, 0, whole(question.said["hours"]))
    came = sent.state.in_(["acknowledged", "arrived"])
    answered = sa.func.least(sent.arrived_at, sent.answered_at)
    matched = came & (answered <= until)
    waiting = ~came & (sent.answered_at.is_(None)) & (until > moment(question))
    return (
        sa.select(
            sent.id,
            sent.client_id,
            vn(sent.sent_at).label("day"),
            vn(sent.sent_at).label("since"),
            (~matched).label("reached"),
            waiting.label("excluded"),
            sa.case((waiting, "not_due_yet")).label("left_out"),
            sa.false().label("soft"),
            sa.case((~matched, "arrival")).label("missing"),
            sent.to_unit.label("owing"),
        )
        .where(happened(question, sent.sent_at))
        .subquery("transfers")
    )
