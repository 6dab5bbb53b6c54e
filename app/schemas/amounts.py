"""Amounts with a fraction: told as a JSON number, kept exactly."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from app.schemas.written import refused


def as_amount(value: object) -> Decimal:
    """A number as it was written: 1.5 is one and a half, not the double nearest to it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    if isinstance(value, Decimal):
        return value
    raise refused("Phải là số", "It must be a number")


def _in_quarters(hours: Decimal) -> Decimal:
    if hours % Decimal("0.25"):
        raise refused("Số giờ tính theo phần tư giờ", "Hours are told in quarters of an hour")
    return hours


AmountOut = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
Hours = Annotated[
    Decimal,
    Field(gt=0, le=24),
    BeforeValidator(as_amount),
    AfterValidator(_in_quarters),
    WithJsonSchema(
        {"type": "number", "exclusiveMinimum": 0, "maximum": 24, "multipleOf": 0.25,
         "examples": [1.5]}
    ),
]  # fmt: skip
Mark = Annotated[
    Decimal,
    Field(ge=0, le=10, decimal_places=2),
    BeforeValidator(as_amount),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 10, "examples": [8.5]}),
]
Temperature = Annotated[
    Decimal,
    Field(ge=25, le=45, decimal_places=1),
    BeforeValidator(as_amount),
    WithJsonSchema({"type": "number", "minimum": 25, "maximum": 45, "examples": [37.5]}),
]
Milligrams = Annotated[
    Decimal,
    Field(gt=0, le=1000, decimal_places=2),
    BeforeValidator(as_amount),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1000, "examples": [60]}),
]
