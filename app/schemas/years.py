"""Years that facts and types of areas are told for: of the calendar, or of the police."""

from typing import Annotated

from pydantic import AfterValidator, Field

from app.schemas.written import refused

_FIRST, _LAST = 2000, 2100


def _of_our_time(text: str) -> str:
    if not _FIRST <= int(text[:4]) <= _LAST:
        raise refused("Năm phải từ 2000 đến 2100", "The year must be from 2000 to 2100")
    return text


FactYear = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}(-P)?$",
        max_length=6,
        description="`2026`: calendar year; `2026-P`: 15 December 2025 to 14 December 2026",
        examples=["2026-P"],
    ),
    AfterValidator(_of_our_time),
]
PoliceYear = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}-P$",
        max_length=6,
        description="`2026-P`: 15 December 2025 to 14 December 2026",
        examples=["2026-P"],
    ),
    AfterValidator(_of_our_time),
]
