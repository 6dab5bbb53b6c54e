"""`hoanhap monitoring forget`: delete events of e-monitoring that are no longer kept.

Run daily as the database's owner, the only one who may delete; reading hides them from the day on.
"""

import argparse

import sqlalchemy as sa

from app import runtime, settings
from app.commands.storage import as_owner
from app.models.monitoring import MonitoringEvent
from app.services import audit, monitoring
from app.times import Timekeeper


def forget_events(_arguments: argparse.Namespace) -> int:
    """Delete what is older than events are kept; that it was done stays in the audit."""
    chosen = settings.load()
    oldest = monitoring.oldest(Timekeeper(chosen.clock).now())
    old = sa.delete(MonitoringEvent).where(MonitoringEvent.happened_at < oldest)
    with runtime.database(chosen) as addresses, as_owner(addresses) as session:
        gone = session.scalars(old.returning(MonitoringEvent.id)).all()
        if gone:
            audit.append(
                session, "forget_monitoring_events", actor=None, role="command_line", unit=None,
                object_type="monitoring_event",
            )  # fmt: skip
        session.commit()
    print(f"Events deleted: {len(gone)}.")
    return 0
