"""The application asked about everything, and held against the register."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.scenarios.story import ok
from tests.year.acts import CENTRE, DIRECTOR, NATION
from tests.year.hands import Hands
from tests.year.model import Register
from tests.year.paper import Person


def agree(found: Any, expected: Any, about: object) -> None:
    """The application says what the register says."""
    assert found == expected, f"{about}:\n  told  {found}\n  kept  {expected}"


class Reader:
    """The nation's manager, who reads every file."""

    def __init__(self, hands: Hands, register: Register) -> None:
        self.hands, self.register = hands, register
        self.nation = hands.offices(NATION)
        self.who = {key: number for number, key in hands.ids.items()}

    def every(self, caller: Any, path: str, **asked: Any) -> Iterator[dict[str, Any]]:
        """Every row of a list, page by page."""
        cursor: dict[str, str] = {}
        while True:
            params = {"limit": 200, **asked, **cursor}
            page = ok(caller.get(path, params=params), 200)
            yield from page["items"]
            if page["next"] is None:
                return
            cursor = {"cursor": page["next"]}

    def living(self) -> Iterator[tuple[int, Person]]:
        for number, person in self.register.people.items():
            if person.into is None and not person.sealed:
                yield number, person

    def of(self, number: int, rest: str = "", **asked: Any) -> Any:
        path = f"/v1/clients/{self.hands.ids[number]}{rest}"
        return ok(self.nation.get(path, params=asked), 200)

    # --- Person by person ---------------------------------------------------------------------

    def cases(self) -> None:
        for number, person in self.living():
            asked = {"client_id": self.hands.ids[number]}
            found = {}
            for row in self.every(self.nation, "/v1/cases", **asked):
                term = row["term"] or {}
                found[row["procedure"]] = (
                    row["state"], row["closed_at"] is not None, term.get("start"), term.get("end"),
                )  # fmt: skip
            expected = {}
            for code, case in person.cases.items():
                day = (case.start, case.end) if case.months else (None, None)
                expected[code] = (
                    case.state, case.closed, *(one and one.isoformat() for one in day),
                )  # fmt: skip
            agree(found, expected, number)

    def timelines(self) -> None:
        for number, person in self.living():
            found = Counter(one["kind"] for one in self.of(number, "/timeline")["items"])
            agree(dict(found), dict(person.told), number)

    def hours(self) -> None:
        for number, person in self.living():
            found = {
                row["kind"]: row["hours"] for row in self.of(number, "/activities/hours")["by_kind"]
            }
            agree(found, dict(person.hours), number)

    def grades(self) -> None:
        for number, person in self.living():
            rows = self.every(self.nation, f"/v1/clients/{self.hands.ids[number]}/grades")
            agree({row["month"][:7]: row["grade"] for row in rows}, person.grades, number)

    def services(self) -> None:
        for number, person in self.living():
            rows = self.every(self.nation, f"/v1/clients/{self.hands.ids[number]}/services")
            found = Counter((row["kind"], row["on"]) for row in rows)
            agree(found, Counter((k, day.isoformat()) for k, day in person.services), number)

    def standing(self) -> None:
        for number, person in self.living():
            found = self.of(number, "/contacts/standing")
            due = person.next_due
            told = found["missed_in_a_row"], found["next_due"]
            agree(told, (person.missed, due and due.isoformat()), number)

    # --- The centre ---------------------------------------------------------------------------

    def beds(self) -> None:
        found = ok(self.hands.offices(DIRECTOR).get(f"/v1/facilities/{CENTRE}/occupancy"), 200)
        expected: dict[str, set[int]] = {}
        for number, person in self.register.people.items():
            if person.room:
                expected.setdefault(person.room, set()).add(number)
        told = {
            area["code"] + room["code"]: {self.who[one["client_id"]] for one in room["people"]}
            for area in found["areas"] for room in area["rooms"] if room["people"]
        }  # fmt: skip
        agree(told, expected, "beds")
        assert found["taken"] == sum(map(len, expected.values()))

    def everything(self) -> None:
        for look in (self.cases, self.beds, self.hours, self.grades, self.services, self.standing,
                     self.timelines):  # fmt: skip
            look()
