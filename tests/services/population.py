"""Seven people on the lists of three communes in two provinces, small enough to count by hand."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from tests.scenarios.story import handed, moment, ok

CODE = "DA1393-1.1"
PERIOD = {"from": "2026-01-01", "to": "2026-06-30"}
BA_DINH, HOAN_KIEM, SAI_GON = "00004", "00070", "26740"


@dataclass(frozen=True)
class Person:
    """One of the people: where, who, what was done for them in the period, and before it."""

    name: str
    unit: str
    sex: str
    born: str
    had: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    id: str = ""


PEOPLE = (
    Person("Bùi Văn Một", BA_DINH, "male", "2011-01-10", ("counselling",)),
    Person(
        "Cao Thị Hai", BA_DINH, "female", "2000-01-10", ("counselling", "assessment", "treatment")
    ),
    Person("Đỗ Văn Ba", BA_DINH, "male", "1990-01-10", before=("counselling",)),
    Person("Hồ Văn Bốn", HOAN_KIEM, "male", "1990-01-11", ("treatment",)),
    Person("Lý Thị Năm", HOAN_KIEM, "female", "1970-01-10"),
    Person("Ngô Văn Sáu", SAI_GON, "male", "1996-07-01", ("behaviour_education",)),
    Person("Vũ Văn Bảy", SAI_GON, "male", "1980-01-10", ("job_support", "prevention")),
)

# A centre's services and corrections are put on file directly: this is about counting them.
_SERVICE = sa.text("""
insert into service (id, client_id, kind, performed_on, unit, province, provenance, late_entry,
                     recorded_by, recorded_at, voided_at, void_reason)
select gen_random_uuid(), :client, :kind, :on, u.code, u.province, :provenance, true,
       gen_random_uuid(), :now, case when :voided then :now end, case when :voided then 'nhầm' end
from unit u where u.code = :unit
""")
_OFF = sa.text("""
update management_record set until = :on, closed_reason = :reason, version = version + 1
where client_id = :client and until is null
""")


class Population:
    """The people on file, and questions about them."""

    def __init__(self, offices, clock, as_nation) -> None:
        self.offices, self.clock, self.as_nation = offices, clock, as_nation
        self.people = {person.name: self.add(person) for person in PEOPLE}
        clock.set(moment("2026-07-01 12:00"))

    def __getitem__(self, name: str) -> Person:
        return next(p for full, p in self.people.items() if full.endswith(name))

    def add(
        self, person: Person, result: str = "addicted", *, at: str = "2026-02-02", **residence: Any
    ) -> Person:
        """Register a person, determine them (on 2 February 2026), and give what they had."""
        self.clock.set(moment(f"{at} 12:00"))
        official = self.offices("commune_official", person.unit)
        body = {
            "full_name": person.name, "sex": person.sex, "birth_date": person.born,
            "residence": {"unit": person.unit, "stable": True, **residence},
        }  # fmt: skip
        made = replace(person, id=ok(official.post("/v1/clients", json=body))["id"])
        then = f"{at}T08:00:00+07:00"
        said = {
            "requested_by": "self", "requested_at": then, "concluded_at": then,
            "delivered_at": then,
            "papers": handed("determination-application", "representative-consent"),
            "result": result, "concluded_on": at,
        }  # fmt: skip
        ok(official.post(f"/v1/clients/{made.id}/determinations", json=said))
        for kind in person.had:
            self.serve(made, kind, "2026-02-03")
        for kind in person.before:
            self.serve(made, kind, "2025-12-31")
        return made

    def serve(self, person: Person, kind: str, on: str, **other: Any) -> None:
        """Put a service on file."""
        row = {
            "client": person.id, "kind": kind, "on": date.fromisoformat(on), "unit": person.unit,
            "provenance": "recorded", "voided": False, "now": moment("2026-06-30 12:00"), **other,
        }  # fmt: skip
        with self.as_nation() as session:
            session.execute(_SERVICE, row)

    def leave(self, person: Person, on: str, reason: str) -> None:
        """Take a person off the list on a day."""
        row = {"client": person.id, "on": date.fromisoformat(on), "reason": reason}
        with self.as_nation() as session:
            session.execute(_OFF, row)

    def figure(self, unit: str = "vn", **asked: Any) -> Any:
        """One figure, as the nation reads it."""
        params = {**PERIOD, "unit": unit, **asked}
        answer = self.offices("nation_manager").get(f"/v1/indicators/{CODE}", params=params)
        return ok(answer, 200)

    def counts(self, unit: str = "vn", **asked: Any) -> tuple[int, int]:
        """Numerator and denominator."""
        figure = self.figure(unit, **asked)
        return figure["numerator"], figure["denominator"]

    def splits(self, by: str, **asked: Any) -> dict[str, tuple[int, int]]:
        """The same by a part."""
        rows = self.figure(by=by, **asked)["splits"]
        return {row["key"]: (row["numerator"], row["denominator"]) for row in rows}

    def names(self, part: str, unit: str = "vn", **asked: Any) -> list[str]:
        """The given names behind a part of a figure, read page by page."""
        read: list[str] = []
        cursor: str | None = None
        while True:
            params = {**PERIOD, "unit": unit, "part": part, "limit": 2, **asked}
            params |= {"cursor": cursor} if cursor else {}
            path = f"/v1/indicators/{CODE}/records"
            page = ok(self.offices("nation_manager").get(path, params=params), 200)
            read += [row["full_name"].split()[-1] for row in page["items"]]
            cursor = page["next"]
            if cursor is None:
                return read
