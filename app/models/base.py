"""The base of every table, and the column types they share."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

Json = dict[str, object]
Key = Annotated[UUID, mapped_column(primary_key=True)]


class Base(DeclarativeBase):
    """Tables map text, moments, days and JSON one way everywhere."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a class attribute
        str: Text,
        UUID: Uuid,
        datetime: DateTime(timezone=True),
        list[str]: ARRAY(Text),
        Json: JSONB,
        list[Json]: JSONB,
    }


__all__ = ["Base", "Json", "Key", "date", "datetime"]
