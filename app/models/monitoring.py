"""What an e-monitoring device told of a person (*giám sát điện tử*); never a position."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key


class MonitoringEvent(Base):
    """One event of a device, under the case that makes it necessary; append-only."""

    __tablename__ = "monitoring_event"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("legal_case.id"))
    device: Mapped[str]
    source_id: Mapped[str]
    kind: Mapped[str]
    happened_at: Mapped[datetime]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
