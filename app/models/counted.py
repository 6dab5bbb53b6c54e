"""What is of the file by itself and is counted as a service too."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.entered import Entered


class Counted(Entered):
    """A row of a file with the service made with it; the indicators count that one."""

    __abstract__ = True

    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"))
