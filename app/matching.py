"""Is this person already on file? A score with the reason for every point.

Points are added per field, so the desk can see what speaks for and against. The weights follow how
much a field tells in Viet Nam, where a few full names are borne by thousands: a name alone never
reaches PROBABLE, however exact, not even within one commune. Source: reference/reliability.md T27.
"""

from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from app.names import parts_key, search_key, tone_normal

PROBABLE = 70
"""A person at the desk must look before a new file is opened.

It takes the name in any spelling and the birth date (35 + 35). The exact name, the sex and the
commune together (45 + 5 + 15 = 65) stay below: two men named Nguyễn Văn An in one ward are
neighbours until a birth date says otherwise. The exact name with only the birth year and the sex
(45 + 18 + 5 = 68) stays below too, and passes with the province.
"""
CERTAIN = 95
"""The same person unless somebody says why not.

Only an equal identity number (100), or exact name, birth date, sex and commune together (100).
Twins are born on one day in one place and are often named alike (Hùng and Hưng), so a name that
differs in its marks, or was typed without any, stays below (93 at most).
"""

# Shorter keys differ by one letter from too many others (An, Ân, Anh).
_EDITABLE = 6

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of a person, as plain values.

    `identity` is the number or its keyed hash, the same kind on both sides. `birth_precision` says
    which parts of `birth_date` are known; `commune` and `province` are unit codes of the residence.
    """

    full_name: str
    birth_date: date | None = None
    birth_precision: Precision = "day"
    sex: str | None = None
    commune: str | None = None
    province: str | None = None
    identity: str | bytes | None = None
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldReason:
    """What one field added or took away; the words repeat no personal data."""

    field: str
    points: int
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Match:
    """How likely two sets of particulars are one person, 0..100, and why."""

    score: int
    reasons: tuple[FieldReason, ...]

    @property
    def probable(self) -> bool:
        """Somebody must look."""
        return self.score >= PROBABLE

    @property
    def certain(self) -> bool:
        """The same person unless somebody says why not."""
        return self.score >= CERTAIN


_NAME_EXACT = FieldReason("full_name", 45, "Họ tên trùng cả dấu", "Same name with the same marks")
_NAME_UNMARKED = FieldReason(
    "full_name", 38, "Họ tên trùng, một bên không có dấu", "Same name, one side without marks"
)
_NAME_SWAPPED = FieldReason(
    "full_name", 37, "Họ tên trùng, thứ tự khác", "Same name parts in another order"
)
_NAME_FOLDED = FieldReason(
    "full_name", 35, "Họ tên trùng khi bỏ dấu", "Same name when marks are left out"
)
_NAME_EDITED = FieldReason("full_name", 28, "Họ tên lệch một chữ cái", "Names differ by one letter")
_BIRTH_SAME = FieldReason("birth_date", 35, "Trùng ngày sinh", "Same birth date")
_BIRTH_TURNED = FieldReason(
    "birth_date", 25, "Ngày và tháng sinh đổi chỗ", "Day and month of birth change places"
)
_BIRTH_MONTH = FieldReason("birth_date", 22, "Trùng tháng và năm sinh", "Same birth month and year")
_BIRTH_YEAR = FieldReason(
    "birth_date", 18, "Trùng năm sinh, không rõ ngày", "Same birth year, day not known"
)
_BIRTH_OTHER = FieldReason("birth_date", -20, "Khác ngày sinh", "Other birth date")
_SEX_SAME = FieldReason("sex", 5, "Cùng giới tính", "Same sex")
_SEX_OTHER = FieldReason("sex", -15, "Khác giới tính", "Other sex")
_COMMUNE = FieldReason("residence", 15, "Cùng nơi cư trú cấp xã", "Same commune of residence")
_PROVINCE = FieldReason("residence", 7, "Cùng tỉnh cư trú", "Same province of residence")
_IDENTITY_SAME = FieldReason(
    "identity_number", 100, "Trùng số định danh cá nhân", "Same identity number"
)
_IDENTITY_OTHER = FieldReason(
    "identity_number", -25, "Khác số định danh cá nhân", "Other identity number"
)


def score(candidate: Particulars, entry: Particulars) -> Match:
    """Compare a person being entered with one on file; the order of the two does not matter.

    A field unknown on either side says nothing. Names may be raw: they are compared by keys.
    """
    told = (
        _identity(candidate, entry),
        _name(candidate, entry),
        _birth(candidate, entry),
        _sex(candidate, entry),
        _residence(candidate, entry),
    )
    reasons = tuple(reason for reason in told if reason is not None)
    total = sum(reason.points for reason in reasons)
    if _IDENTITY_SAME in reasons:
        # A number is one person's in the whole nation; nothing else can speak against it.
        total = 100
    return Match(min(100, max(0, total)), reasons)


def _identity(a: Particulars, b: Particulars) -> FieldReason | None:
    if not a.identity or not b.identity:
        return None
    return _IDENTITY_SAME if a.identity == b.identity else _IDENTITY_OTHER


def _name(a: Particulars, b: Particulars) -> FieldReason | None:
    pairs = product((a.full_name, *a.other_names), (b.full_name, *b.other_names))
    found = [reason for one, two in pairs if (reason := _names(one, two))]
    return max(found, key=lambda reason: reason.points, default=None)


def _names(one: str, two: str) -> FieldReason | None:
    """Return how two spellings of a name agree, the strongest way first; None when they do not."""
    plain, other = search_key(one), search_key(two)
    if not plain or not other:
        return None
    exact, exact_other = tone_normal(one), tone_normal(two)
    if exact == exact_other:
        return _NAME_EXACT
    if plain == other:
        unmarked = exact.isascii() or exact_other.isascii()
        return _NAME_UNMARKED if unmarked else _NAME_FOLDED
    if sorted(exact.split()) == sorted(exact_other.split()):
        return _NAME_SWAPPED
    if parts_key(one) == parts_key(two):
        return _NAME_FOLDED
    # A space left out or put in is one letter too.
    return _NAME_EDITED if _one_edit(plain, other) else None


def _one_edit(one: str, two: str) -> bool:
    """Tell whether one letter put in, left out, changed or swapped makes them equal."""
    short, long = sorted((one, two), key=len)
    if len(short) < _EDITABLE:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(long) > len(short):
        return short[at:] == long[at + 1 :]
    turned = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return turned or short[at + 1 :] == long[at + 1 :]


def _birth(a: Particulars, b: Particulars) -> FieldReason | None:
    if a.birth_date is None or b.birth_date is None:
        return None
    one, two = a.birth_date, b.birth_date
    if one.year != two.year:
        return _BIRTH_OTHER
    if "year" in (a.birth_precision, b.birth_precision):
        return _BIRTH_YEAR
    if "month" in (a.birth_precision, b.birth_precision):
        return _BIRTH_MONTH if one.month == two.month else _BIRTH_OTHER
    return _birth_days(one, two)


def _birth_days(one: date, two: date) -> FieldReason:
    """Compare two full dates of one year."""
    if one == two:
        return _BIRTH_SAME
    if (one.month, one.day) == (two.day, two.month):
        return _BIRTH_TURNED
    # Papers write 1 January for a birthday that nobody knew.
    if (1, 1) in ((one.month, one.day), (two.month, two.day)):
        return _BIRTH_YEAR
    return _BIRTH_OTHER


def _sex(a: Particulars, b: Particulars) -> FieldReason | None:
    if a.sex not in {"male", "female"} or b.sex not in {"male", "female"}:
        return None
    return _SEX_SAME if a.sex == b.sex else _SEX_OTHER


def _residence(a: Particulars, b: Particulars) -> FieldReason | None:
    if a.commune and a.commune == b.commune:
        return _COMMUNE
    return _PROVINCE if a.province and a.province == b.province else None
