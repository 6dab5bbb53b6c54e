"""The 12-digit identity number (*số định danh cá nhân*): shape, cross-checks, masking.

Positions (Decree 137/2015/NĐ-CP Art. 13, Circular 07/2016/TT-BCA; law/indicators-and-context.md
§4.3): 1-3 place of birth registration, 4 century and sex, 5-6 year, 7-12 random. There is no check
digit, so only shape and agreement with other particulars can be checked.
"""

import re
from dataclasses import dataclass
from datetime import date

LENGTH = 12
_SHOWN = 4
_SHAPE = re.compile("[0-9]{12}")

# The list of 63 in force until 2025-06-30. Never translate these codes with the list of 34:
# 027 is Bắc Ninh here, and 24 is Bắc Ninh there.
PROVINCES = {
    "001": "Hà Nội",
    "002": "Hà Giang",
    "004": "Cao Bằng",
    "006": "Bắc Kạn",
    "008": "Tuyên Quang",
    "010": "Lào Cai",
    "011": "Điện Biên",
    "012": "Lai Châu",
    "014": "Sơn La",
    "015": "Yên Bái",
    "017": "Hòa Bình",
    "019": "Thái Nguyên",
    "020": "Lạng Sơn",
    "022": "Quảng Ninh",
    "024": "Bắc Giang",
    "025": "Phú Thọ",
    "026": "Vĩnh Phúc",
    "027": "Bắc Ninh",
    "030": "Hải Dương",
    "031": "Hải Phòng",
    "033": "Hưng Yên",
    "034": "Thái Bình",
    "035": "Hà Nam",
    "036": "Nam Định",
    "037": "Ninh Bình",
    "038": "Thanh Hóa",
    "040": "Nghệ An",
    "042": "Hà Tĩnh",
    "044": "Quảng Bình",
    "045": "Quảng Trị",
    "046": "Thừa Thiên Huế",
    "048": "Đà Nẵng",
    "049": "Quảng Nam",
    "051": "Quảng Ngãi",
    "052": "Bình Định",
    "054": "Phú Yên",
    "056": "Khánh Hòa",
    "058": "Ninh Thuận",
    "060": "Bình Thuận",
    "062": "Kon Tum",
    "064": "Gia Lai",
    "066": "Đắk Lắk",
    "067": "Đắk Nông",
    "068": "Lâm Đồng",
    "070": "Bình Phước",
    "072": "Tây Ninh",
    "074": "Bình Dương",
    "075": "Đồng Nai",
    "077": "Bà Rịa - Vũng Tàu",
    "079": "Hồ Chí Minh",
    "080": "Long An",
    "082": "Tiền Giang",
    "083": "Bến Tre",
    "084": "Trà Vinh",
    "086": "Vĩnh Long",
    "087": "Đồng Tháp",
    "089": "An Giang",
    "091": "Kiên Giang",
    "092": "Cần Thơ",
    "093": "Hậu Giang",
    "094": "Sóc Trăng",
    "095": "Bạc Liêu",
    "096": "Cà Mau",
}

_SAID = {
    "identity-shape": (
        "Số định danh cá nhân gồm đúng 12 chữ số 0-9.",
        "An identity number is exactly 12 digits 0-9.",
    ),
    "identity-zeros": ("Số định danh toàn số 0.", "The identity number is all zeros."),
    "identity-future": (
        "Năm sinh trong số định danh chưa tới.",
        "The birth year in the identity number lies in the future.",
    ),
    "identity-place": (
        "Ba số đầu không có trong danh mục 63 tỉnh; kiểm tra lại, trừ khi khai sinh ở nước ngoài.",
        "The first three digits are no province of the list of 63; check, unless born abroad.",
    ),
    "identity-sex": (
        "Giới tính không khớp chữ số thứ tư của số định danh.",
        "The sex does not agree with the fourth digit of the identity number.",
    ),
    "identity-birth-year": (
        "Năm sinh không khớp số định danh.",
        "The birth year does not agree with the identity number.",
    ),
}


class IdentityRefused(ValueError):
    """A number can be nobody's identity number; says why without repeating it."""

    def __init__(self, code: str) -> None:
        """Keep the `code` and its wording in Vietnamese and English."""
        self.code = code
        self.vi, self.en = _SAID[code]
        super().__init__(self.en)


@dataclass(frozen=True, slots=True)
class Identity:
    """What the first six digits say. `province` is None for a place outside the list of 63."""

    place: str
    province: str | None
    sex: str
    birth_year: int


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to look at again, never a block: registers are corrected, numbers stay.

    `field` is the particular of the client to look at: birth_date, sex or identity_number.
    """

    code: str
    field: str
    vi: str
    en: str


def parse(number: str, *, today: date) -> Identity:
    """Return what the number says of its holder; `today` is Viet Nam's day.

    Refuses what is not 12 ASCII digits, all zeros, and a birth year still to come. Raises
    IdentityRefused.
    """
    if not _SHAPE.fullmatch(number):
        raise IdentityRefused("identity-shape")
    if number == "0" * LENGTH:
        raise IdentityRefused("identity-zeros")
    century, female = divmod(int(number[3]), 2)
    year = 1900 + 100 * century + int(number[4:6])
    if year > today.year:
        raise IdentityRefused("identity-future")
    sex = "female" if female else "male"
    return Identity(number[:3], PROVINCES.get(number[:3]), sex, year)


def check(number: str, birth_date: date | None, sex: str | None, *, today: date) -> list[Caution]:
    """Return where the number disagrees with the other particulars; unknown ones are not compared.

    `sex` other than "male" and "female" is not compared either. Raises IdentityRefused as `parse`.
    """
    told = parse(number, today=today)
    cautions = []
    if told.province is None:
        cautions.append(_caution("identity-place", "identity_number"))
    if sex in {"male", "female"} and sex != told.sex:
        cautions.append(_caution("identity-sex", "sex"))
    if birth_date is not None and birth_date.year != told.birth_year:
        cautions.append(_caution("identity-birth-year", "birth_date"))
    return cautions


def mask(number: str) -> str:
    """Return the number as it may be shown: ``********2345``. Anything else is hidden whole."""
    if not _SHAPE.fullmatch(number):
        return "*" * LENGTH
    return "*" * (LENGTH - _SHOWN) + number[-_SHOWN:]


def _caution(code: str, field: str) -> Caution:
    vi, en = _SAID[code]
    return Caution(code, field, vi, en)
