"""Text and dates as people write them, read strictly: one rule for every model (T26, T27, T28).

What is refused here never reaches a table: controls, invisible and direction marks, unpaired
surrogates, heaps of combining marks, years that no calendar of ours holds, numbers posing as days.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from app.names import TextRefused, clean_name, clean_text
from app.times import VN

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"([Zz]|[+-](0[0-9]|1[0-4]):[0-5][0-9])"
)
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def refused(vi: str, en: str) -> PydanticCustomError:
    """The error a validator raises: both texts travel to the answer, the input never does."""
    return PydanticCustomError("refused", "{en}", {"vi": vi, "en": en})


@dataclass(frozen=True, slots=True)
class Written:
    """Marks a `str` as text of 1 to `longest` characters, NFC, one line unless `lines`.

    `Annotated[str, Written(200)]`.
    """

    longest: int
    lines: bool = False
    name: bool = False

    def __get_pydantic_core_schema__(
        self, source: type[str], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Bound first, so that a giant is never normalised; then clean."""
        del source, handler
        return core_schema.no_info_after_validator_function(
            self.clean, core_schema.str_schema(strict=True, min_length=1, max_length=self.longest)
        )

    def clean(self, text: str) -> str:
        """The text as it is stored. Raises `PydanticCustomError` on what may not be in it."""
        try:
            if self.name:
                return clean_name(text)
            if self.lines:
                return clean_text(text, self.longest, least=1)
            if "\n" in text or "\r" in text:
                raise refused("Chỉ được viết một dòng", "It must be on one line")
            return " ".join(clean_text(text, self.longest, least=1).split())
        except TextRefused as fault:
            raise refused(fault.vi, fault.en) from None


def as_day(value: object) -> date:
    """A legal day: `YYYY-MM-DD`, 1900 to 2100; no time, no number."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise refused("Ngày không có trong lịch", "There is no such day") from None
    elif isinstance(value, date) and not isinstance(value, datetime):
        day = value
    else:
        raise refused("Ngày phải viết dạng NNNN-TT-NN", "A day is written YYYY-MM-DD")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise refused("Năm phải từ 1900 đến 2100", "The year must be from 1900 to 2100")
    return day


def as_moment(value: object) -> datetime:
    """A moment with its offset (RFC 3339), 1900 to 2100 in UTC; no number, no local time."""
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            moment = datetime.fromisoformat(value.upper())
        except ValueError:
            raise refused("Thời điểm không có thật", "There is no such moment") from None
    elif isinstance(value, datetime) and value.tzinfo is not None:
        moment = value
    else:
        raise refused(
            "Thời điểm phải viết theo RFC 3339, có múi giờ",
            "A moment is written as in RFC 3339, with its offset",
        )
    # Year first: the ends of the calendar overflow when they are moved to UTC.
    if not FIRST_YEAR < moment.year < LAST_YEAR and not (
        FIRST_YEAR <= moment.year <= LAST_YEAR
        and FIRST_YEAR <= moment.astimezone(UTC).year <= LAST_YEAR
    ):
        raise refused("Năm phải từ 1900 đến 2100", "The year must be from 1900 to 2100")
    return moment.astimezone(UTC)


def in_viet_nam(moment: datetime) -> str:
    """A moment as it is shown: Viet Nam's clock, with the offset."""
    return moment.astimezone(VN).isoformat()


def as_id(value: object) -> UUID:
    """An id: a UUID in its usual form, 36 characters."""
    if isinstance(value, UUID):
        return value
    if isinstance(value, str) and _ID.fullmatch(value):
        return UUID(value)
    raise refused("Mã định danh phải là UUID", "An id is a UUID")


def as_number(value: object) -> int:
    """A whole number written with ASCII digits in a query."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18:  # noqa: PLR2004 -- digits of an int8
        return int(value)
    raise refused("Phải là số nguyên", "It must be a whole number")


def as_flag(value: object) -> bool:
    """Yes or no in a query: `true` or `false`, nothing else."""
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise refused("Chỉ nhận true hoặc false", "Only true or false")
