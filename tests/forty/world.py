"""The world of the forty: people and units on file, and figures asked of the services themselves.

Asked through the API the same takes minutes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.context import Context
from app.house import House
from app.ids import new_id
from app.periods import parse
from app.services import behind, indicators
from app.services.asking import Asked, ask
from app.services.question import Question
from tests.forty.planted import Person, Planter, Words, people, told
from tests.harness.api import Desk, SetClock
from tests.scenarios.story import Offices, moment, ok

NOW = "2027-01-15 12:00"
MORE = 5000
UUID_LENGTH = 36
KINDS = {"F-01-01": "public_centre", "F-79-01": "public_centre"}


class World:
    """Everything on file, known on 15 January 2027."""

    def __init__(self, house: House, desk: Desk) -> None:
        self.house, self.offices = house, Offices(desk)
        self.as_nation = desk.as_nation
        self.people = {person.number: person for person in people()}
        self.at("2025-03-03 09:00")
        self.offices("court_clerk")
        self._register()
        self.at("2026-01-06 09:00")
        with self.as_nation() as session:
            for person in self.people.values():
                Planter(session, person).plant()
        self.at("2026-09-10 09:00")
        for person in self.people.values():
            self._moves(person)
        self.at("2026-12-15 09:00")
        self.merge("39", "40")
        self.at(NOW)
        self._tell()
        self.at(NOW)

    def at(self, when: str) -> None:
        """Let it be a moment."""
        clock = self.house.clock
        assert isinstance(clock, SetClock)
        clock.set(moment(when))

    def _register(self) -> None:
        old = [one for one in self.people.values() if one.once]
        new = [one for one in self.people.values() if not one.once]
        for person in old:
            self.register(person, unit=person.once, unit_as_of="2025-03-03")
        self.at("2026-01-05 09:00")
        for person in new:
            self.register(person)

    def register(self, person: Person, **residence: Any) -> str:
        """Register somebody, also beside somebody much alike."""
        address = None if "address" in person.lacks else "12 Hàng Bông"
        body = {
            "full_name": person.name, "sex": person.sex, "birth_date": person.born,
            "identity_number": person.identity, "ethnicity": person.ethnicity,
            "residence": {"unit": person.unit, "address": address, "stable": True, **residence},
            "acknowledged_matches": [one.id for one in self.people.values() if one.id],
        }  # fmt: skip
        official = self.offices("commune_official", person.unit)
        person.id = ok(official.post("/v1/clients", json=body))["id"]
        return person.id

    def move(self, number: str, to: str, when: str) -> Any:
        """Let somebody's file go to another commune."""
        person = self.people[number]
        official = self.offices("commune_official", person.unit)
        version = ok(official.get(f"/v1/clients/{person.id}"), 200)["version"]
        body = {"to": to, "occurred_at": moment(when).isoformat(), "reason": "Theo gia đình"}
        path = f"/v1/clients/{person.id}/moves"
        return ok(official.post(path, json=body, version=version))["transfer_id"]

    def _moves(self, person: Person) -> None:
        for words in (Words(act[1:]) for act in person.acts if act[0] == "moves"):
            to, on, *answered = words.plain
            transfer = self.move(person.number, to, f"{on} 08:00")
            if answered:
                there = self.offices("commune_official", to)
                ok(there.post(f"/v1/transfers/{transfer}/acknowledge", json={}, version=1), 200)

    def merge(self, one: str, other: str) -> Any:
        """Make one file of two of one commune."""
        pair = {"survivor": self.people[one].id, "merged": self.people[other].id}
        official = self.offices("commune_official", self.people[one].unit)
        seen = ok(official.post("/v1/merges/preview", json=pair), 200)
        said = {f"{part}_version": seen[part]["version"] for part in ("survivor", "merged")}
        return ok(official.post("/v1/merges", json={**pair, **said, "reason": "Cùng một người"}))

    def plant(self, number: str, *acts: str) -> None:
        """Enter acts of somebody now, in the words of `people.txt`."""
        with self.as_nation() as session:
            now = self.house.clock.now()
            said = [act.split() for act in acts]
            Planter(session, self.people[number], now).plant(said)

    def seal(self, number: str) -> None:
        """Put somebody's file under seal."""
        person = self.people[number]
        manager = self._manager(person.unit)
        path = f"/v1/clients/{person.id}"
        version = ok(manager.get(path), 200)["version"]
        body = {"ground": "no_longer_managed", "reason": "Hết quản lý"}
        ok(manager.post(f"{path}/seal", json=body, version=version))

    def _tell(self) -> None:
        nation = self.offices("nation_manager")
        facts: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for line in told("units.txt"):
            word, *rest = line.split()
            if word == "fact":
                year, unit, fact, value = rest
                place = unit if unit.startswith("F-") else ""
                lines = facts.setdefault((year, place), [])
                lines.append({"unit": unit, "fact": fact, "value": int(value)})
            else:
                getattr(self, f"_{word}")(Words(rest))
        for (year, centre), lines in facts.items():
            caller = self.offices("centre_director", centre) if centre else nation
            body = {"year": year, "source": "Báo cáo 45", "lines": lines}
            found = ok(caller.post("/v1/area-facts", json=body), 200)
            refused = [line for line in found["lines"] if line["outcome"] != "entered"]
            assert not refused, refused
        ok(nation.post("/v1/typology/confirmations", json={"year": "2026-P"}), 200)

    def _manager(self, unit: str) -> Any:
        province = unit[2:4] if unit.startswith("F-") else {"26740": "79"}.get(unit, "01")
        return self.offices("province_manager", province)

    def _capacity(self, said: Words) -> None:
        centre, places = said.plain
        path = f"/v1/facilities/{centre}/capacity"
        ok(self._manager(centre).put(path, json={"places": int(places)}), 200)

    def _staff(self, said: Words) -> None:
        unit, name, _ = said.plain
        since, until = said.days(2)
        manager = self._manager(unit)
        body = {"unit": unit, "full_name": f"Đỗ Văn {name}", "kinds": ["official"],
                "employed_from": str(since)}  # fmt: skip
        made = ok(manager.post("/v1/staff", json=body | (
            {"employed_until": str(until)} if until else {})))["id"]  # fmt: skip
        if "course" in said.named:
            on = said.named["course"]
            roll = [{"staff_id": made, "result": "passed", "valid_until": said.named["valid"]}]
            course = {"code": "L1", "title": "Tập huấn", "kind": "rehabilitation", "hours": 16,
                      "held_from": on, "held_until": on, "organiser": "Công an tỉnh",
                      "roll": roll}  # fmt: skip
            ok(manager.post("/v1/trainings", json=course))

    def _model(self, said: Words) -> None:
        unit, name, state, since = said.plain
        body = {"unit": unit, "name": name, "kind": "voluntary_home", "runs_from": since,
                "state": state, "result": "tốt" if state == "effective" else None}  # fmt: skip
        ok(self._manager(unit).post("/v1/model-projects", json=body))

    def _review(self, said: Words) -> None:
        centre, on, result = said.plain
        manager = self._manager(centre)
        body = {"facility": centre, "facility_kind": KINDS[centre], "held_on": on,
                "team": ["Trần Thị Bình"]}  # fmt: skip
        review = ok(manager.post("/v1/reviews", json=body))
        path = f"/v1/reviews/{review['id']}"
        found = [{"criterion": row["criterion"], "result": "met", "evidence": "x"}
                 for row in review["findings"]]  # fmt: skip
        closing = {}
        if result == "on_plan":
            found[0]["result"] = "not_met"
            closing = {"recheck_due_on": "2027-02-28"}
        ok(manager.post(f"{path}/findings", version=1, json={"findings": found}), 200)
        if closing:
            plan = {"criterion": found[0]["criterion"], "what": "x", "owner": "x",
                    "due_on": "2027-02-20"}  # fmt: skip
            ok(manager.post(f"{path}/remedies", json=plan))
        ok(manager.post(f"{path}/close", version=2, json=closing), 200)

    # --- Asking -----------------------------------------------------------------------------------

    @contextmanager
    def reading(self, role: str = "nation_manager", unit: str | None = None) -> Iterator[Context]:
        """Read as somebody."""
        username = self.offices(role, unit).username
        with self.house.sessions() as session:
            yield self.house.enter_as(session, username, action="read", request=new_id())
            session.rollback()

    def names(self, rows: Any) -> list[str]:
        """Call the people behind rows by their numbers, and other things by what they are."""
        by_id = {person.id: person.number for person in self.people.values()}
        return sorted(by_id.get(str(row["client_id"]), "?") if row["client_id"] else _called(row)
                      for row in rows)  # fmt: skip


def put(ctx: Context, code: str, period: str, **said: Any) -> Question:
    """A question about a period."""
    days = parse(period)
    return ask(ctx, code, Asked(days.since, days.until, **said))


def figure(ctx: Context, question: Question) -> indicators.Figure:
    """The figure asked for."""
    found = indicators.compute(ctx, question).figure
    assert found is not None
    return found


def rows(ctx: Context, question: Question, part: behind.Part) -> Any:
    """What is behind a part of it."""
    return behind.records(ctx, question, part, limit=MORE)


def _called(row: Any) -> str:
    """Units and functions by their codes, staff and models by the last word of their names."""
    key = str(row["id"])
    return str(row["label"]).split()[-1] if len(key) == UUID_LENGTH else key
