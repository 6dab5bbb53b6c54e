"""Invented people: names put together from common parts, birth dates, numbers. Nobody's data."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from app import names
from app.identity import PROVINCES

FAMILIES = {
    "Nguyễn": 38, "Trần": 11, "Lê": 10, "Phạm": 7, "Hoàng": 5, "Huỳnh": 4, "Phan": 4, "Vũ": 4,
    "Võ": 3, "Đặng": 3, "Bùi": 3, "Đỗ": 2, "Hồ": 2, "Ngô": 2, "Dương": 1, "Lý": 1, "Đinh": 1,
    "Đoàn": 1, "Trịnh": 1, "Mai": 1, "Tạ": 1, "Hà": 1, "Cao": 1, "Lương": 1, "Nông": 1, "Vi": 1,
    "Giàng": 1, "Thạch": 1, "Quách": 1, "Lường": 1,
}  # fmt: skip
MIDDLES = {
    "male": (
        "Văn", "Hữu", "Đức", "Minh", "Quốc", "Thanh", "Công", "Xuân", "Đình", "Ngọc", "Tiến",
        "Mạnh", "Trọng", "Bá", "Quang", "Anh", "Hoàng", "Gia", "Thế", "Khắc",
    ),
    "female": (
        "Thị", "Ngọc", "Thanh", "Thu", "Kim", "Mỹ", "Hồng", "Thùy", "Bích", "Phương", "Minh",
        "Diệu", "Quỳnh", "Khánh", "Lan",
    ),
}  # fmt: skip
GIVEN = {
    "male": (
        "An", "Bình", "Cường", "Dũng", "Đạt", "Đông", "Giang", "Hải", "Hiếu", "Hòa", "Hùng", "Huy",
        "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Lộc", "Lợi", "Mạnh", "Nam", "Nghĩa", "Nhân",
        "Phong", "Phúc", "Quân", "Quyết", "Sơn", "Tài", "Tâm", "Tân", "Thành", "Thắng", "Thịnh",
        "Thủy", "Tiến", "Toàn", "Trí", "Trung", "Trường", "Tuấn", "Tùng", "Việt", "Vinh", "Vũ",
    ),
    "female": (
        "An", "Bích", "Chi", "Dung", "Đào", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hồng",
        "Huệ", "Hương", "Lan", "Liên", "Linh", "Loan", "Mai", "Nga", "Ngân", "Nguyệt", "Nhung",
        "Oanh", "Phượng", "Quyên", "Tâm", "Thảo", "Thoa", "Thúy", "Trang", "Tuyết", "Vân", "Yến",
    ),
}  # fmt: skip
STREETS = ("Lê Lợi", "Trần Phú", "Hùng Vương", "Nguyễn Trãi", "Quang Trung", "Hai Bà Trưng")
PLACES = tuple(sorted(PROVINCES))
OLDEST, YOUNGEST = date(1961, 1, 1), date(2007, 12, 31)
DAYS = (YOUNGEST - OLDEST).days
WOMEN, DOUBLE_MIDDLE, WITH_NUMBER, WITH_PHONE, SETTLED = 0.06, 0.35, 0.9, 0.6, 0.93


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person, with the keys the house finds names by."""

    full_name: str
    name_key: str
    parts_key: str
    sort_key: str
    sex: str
    birth_date: date
    number: str | None
    phone: str | None
    address: str
    stable: bool


def people(seed: int) -> Iterator[Person]:
    """Yield people without end, the same for the same seed; no two share a number."""
    chance = random.Random(seed)
    taken: set[str] = set()
    while True:
        sex = "female" if chance.random() < WOMEN else "male"
        full_name = _name(chance, sex)
        born = OLDEST + timedelta(days=chance.randrange(DAYS))
        number = _number(chance, sex, born)
        if number in taken:
            continue
        taken.add(number)
        yield Person(
            full_name=full_name,
            name_key=_joined(full_name),
            parts_key=" ".join(sorted(_joined(full_name).split())),
            sort_key=_sorted_by(full_name),
            sex=sex,
            birth_date=born,
            number=number if chance.random() < WITH_NUMBER else None,
            phone=f"09{chance.randrange(10**8):08}" if chance.random() < WITH_PHONE else None,
            address=f"{chance.randrange(1, 400)} {chance.choice(STREETS)}",
            stable=chance.random() < SETTLED,
        )


def _name(chance: random.Random, sex: str) -> str:
    family = chance.choices(tuple(FAMILIES), tuple(FAMILIES.values()))[0]
    middles = chance.sample(MIDDLES[sex], 2 if chance.random() < DOUBLE_MIDDLE else 1)
    return " ".join((family, *middles, chance.choice(GIVEN[sex])))


def _number(chance: random.Random, sex: str, born: date) -> str:
    """Twelve digits: place of birth, century and sex, year, six of chance."""
    century = 2 * (born.year // 100 - 19) + (sex == "female")
    return f"{chance.choice(PLACES)}{century}{born.year % 100:02}{chance.randrange(10**6):06}"


@cache
def _part(part: str) -> tuple[str, str]:
    return names.search_key(part), names.sort_key(part)


def _joined(full_name: str) -> str:
    """Return `names.search_key`, from the parts already met."""
    return " ".join(_part(part)[0] for part in full_name.split())


def _sorted_by(full_name: str) -> str:
    """Return `names.sort_key`, from the parts already met: given name first."""
    *rest, given = full_name.split()
    return "".join(_part(part)[1] for part in (given, *rest))


def refuse_other_keys(person: Person) -> None:
    """Raise ValueError when the quick keys are not those of `app.names`."""
    name = person.full_name
    wanted = names.search_key(name), names.parts_key(name), names.sort_key(name)
    if (person.name_key, person.parts_key, person.sort_key) != wanted:
        raise ValueError(f"the keys of {name} are not those of app.names")
