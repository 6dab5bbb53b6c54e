"""Figures, duties and lists of the last day, held against the register."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tests.scenarios.story import ok
from tests.year.acts import CENTRE, COMMUNE, DIRECTOR, INTAKE, LAST, NEXT, OFFICIAL, POLICE
from tests.year.agreement import Reader, agree
from tests.year.model import CUTOVER
from tests.year.paper import Person

FIRST = date(2026, 1, 1)
PERIOD = {"from": FIRST.isoformat(), "to": LAST.date().isoformat()}
# What the decision counts (1393/QĐ-LĐTBXH), and the cases that count for themselves.
COUNTED = {
    "DA1393-1.1": ("addict", {
        "counselling", "screening_examination", "assessment", "behaviour_education", "treatment",
        "rehabilitation",
    }),
    "DA1393-1.2": ("post_rehab", {"vocational_training", "job_support", "loan", "reintegration"}),
}  # fmt: skip
# Duties of the law; contacts are held against the register beside them, other chores are not.
LEGAL = {"overdue", "due_today", "due_soon", "missing_paper", "new_file", "transfer"}
REHABILITATIONS = ("voluntary-home", "voluntary-centre", "compulsory")
PROVINCES = {"00004": "01", "00008": "01", "00070": "01", "26740": "79"}


class Lists(Reader):
    """Everything that is about many."""

    # --- Figures ------------------------------------------------------------------------------

    def figures(self) -> None:
        for code in COUNTED:
            for unit in (COMMUNE, "01", "vn"):
                for base in ("ever", "stock"):
                    self.figure(code, unit, base)

    def figure(self, code: str, unit: str, base: str) -> None:
        kept = self.counted(code, unit, base)
        asked = {**PERIOD, "unit": unit, "base": base}
        told = ok(self.nation.get(f"/v1/indicators/{code}", params=asked), 200)
        about = code, unit, base
        agree(
            (told["numerator"], told["denominator"]),
            (len(kept["numerator"]), len(kept["denominator"])), about,
        )  # fmt: skip
        for part, who in kept.items():
            rows = self.every(self.nation, f"/v1/indicators/{code}/records", part=part, **asked)
            agree({self.who[row["client_id"]] for row in rows}, who, (*about, part))

    def counted(self, code: str, unit: str, base: str) -> dict[str, set[int]]:
        """Who is on the list, who of them had what is counted, who not, who is left out."""
        name, kinds = COUNTED[code]
        there, out, had = set(), set(), set()
        for number, person in self.living():
            if name not in person.lists or not within(person, unit):
                continue
            until = person.lists[name][1]
            if base == "stock" and until is not None and until <= LAST.date():
                out.add(number)
                continue
            there.add(number)
            if code == "DA1393-1.1" and any(
                person.cases[one].started for one in REHABILITATIONS if one in person.cases
            ):
                had.add(number)
            if any(kind in kinds for kind, _ in person.services):
                had.add(number)
        return {"denominator": there, "numerator": had, "gap": there - had, "excluded": out}

    # --- Duties of the last day ---------------------------------------------------------------

    def worklist(self) -> None:
        rows = self.every(self.hands.offices(OFFICIAL, COMMUNE), "/v1/worklist")
        found = sorted(
            (row["kind"], row["clock"] or "", self.who[row["client_id"]])
            for row in rows
            if row["kind"] in LEGAL or row["kind"] == "contact_due"
        )
        agree(found, sorted([*self.owed(), *self.to_meet()]), "worklist")
        page = ok(self.hands.offices(POLICE, COMMUNE).get("/v1/worklist"), 200)
        counts = {kind: n for kind, n in page["counts"].items() if n and kind in LEGAL}
        agree(counts, dict(Counter(kind for kind, *_ in self.owed())), "counts")

    def to_meet(self) -> Iterator[tuple[str, str, int]]:
        """Who is to be met by the end of the seven days after today."""
        last = LAST.date() + timedelta(days=7)
        for number, person in self.living():
            due = person.next_due
            if person.unit == COMMUNE and due is not None and due <= last:
                yield "contact_due", "", number

    def owed(self) -> Iterator[tuple[str, str, int]]:
        """What the commune has not done: to register, to begin, to have watched."""
        for number, person in self.living():
            if person.unit != COMMUNE:
                continue
            home = person.cases.get("voluntary-home")
            if "determination" in person.cases and home is None:
                yield "overdue", "D-09", number
            if home and home.state == "decided":
                yield "overdue", "D-11", number
            # Twelve hours to decide on monitoring: of adults decided under the new law.
            if home and home.opened >= CUTOVER:
                watched = "e-monitoring" in person.cases
                # Who is to be monitored was never fitted with the device.
                yield "overdue", "D-47" if watched else "D-45", number

    def centre_worklist(self) -> None:
        rows = self.every(self.hands.offices(INTAKE), "/v1/worklist")
        found = sorted(
            (row["kind"], row["clock"], self.who[row["client_id"]])
            for row in rows
            if row["kind"] in LEGAL
        )
        agree(found, sorted(self.owed_by_the_centre()), "the centre")

    def owed_by_the_centre(self) -> Iterator[tuple[str, str, int]]:
        """Notices to the commune never sent, and what the old law wants of its residents."""
        for number, person in self.living():
            stay, court = person.cases.get("voluntary-centre"), person.cases.get("compulsory")
            if court and court.opened < CUTOVER and court.state == "in_centre":
                # Neither the review for relief nor the check of health was ever written down. The
                # review is a step the new law no longer has: its clock runs on all the same.
                yield "overdue", "D-29", number
                yield "overdue", "D-44", number
            if stay is None or stay.state == "died" or "notify_commune" in stay.steps:
                continue
            clock = "D-14" if stay.opened < CUTOVER else "D-64"
            yield "overdue", clock, number
            if not stay.closed:
                yield "missing_paper", clock, number
            elif clock == "D-14":
                # Let go under the new law, and the commune was told of neither.
                yield "overdue", "D-64", number

    def area(self) -> None:
        caller = self.hands.offices(OFFICIAL, COMMUNE)
        page = ok(caller.get(f"/v1/areas/{COMMUNE}"), 200)
        rows = self.every(caller, f"/v1/areas/{COMMUNE}")
        here = {number: p for number, p in self.living() if p.unit == COMMUNE}
        cases = {
            self.who[row["client_id"]]: sorted(
                (case["procedure"], case["state"]) for case in row["open_cases"]
            )
            for row in rows
        }
        kept = {
            number: sorted((c.procedure, c.state) for c in p.cases.values() if not c.closed)
            for number, p in here.items()
        }
        agree(cases, kept, "area")
        people = {"on_file": len(kept), "with_open_case": sum(map(bool, kept.values()))}
        agree(page["summary"]["people"], people, "area in figures")
        overdue = sum(kind == "overdue" for kind, *_ in self.owed())
        agree(page["summary"]["duties"]["overdue"], overdue, "duties overdue")

    # --- Other lists --------------------------------------------------------------------------

    def transfers(self) -> None:
        caller = self.hands.offices(OFFICIAL, NEXT)
        rows = {row["id"]: row["state"] for row in self.every(caller, "/v1/transfers")}
        kept = {self.hands.made[key]["id"]: s for key, s in self.register.transfers.items()}
        agree(rows, kept, "transfers")
        late = {row["id"] for row in self.every(caller, "/v1/transfers", status="overdue")}
        agree(late, {key for key, state in kept.items() if state == "in_transit"}, "late transfers")

    def supports(self) -> None:
        for number, person in self.living():
            rows = self.every(self.nation, f"/v1/clients/{self.hands.ids[number]}/supports")
            kept = {self.hands.made[key]["id"]: state for key, state in person.supports.items()}
            agree({row["id"]: row["state"] for row in rows}, kept, number)

    def incidents(self) -> None:
        """Every notice that was given, and whether it came late; who still owes one."""
        for row in self.every(self.hands.offices(DIRECTOR), "/v1/incidents", unit=CENTRE):
            key = next(k for k, made in self.hands.made.items() if made.get("id") == row["id"])
            told = {
                one["recipient"]: is_late(one)
                for one in row["notices"] if one["given_at"]
            }  # fmt: skip
            agree(told, self.register.incidents[key]["given"], key)
        rows = self.every(self.hands.offices(DIRECTOR), "/v1/incidents", status="overdue")
        # Of a death under the old law five were to be told, and two were.
        owing = {key for key, one in self.register.incidents.items() if one["kind"] == "death"}
        agree({row["id"] for row in rows}, {self.hands.made[key]["id"] for key in owing}, "owing")

    def carers(self) -> None:
        for role in (OFFICIAL, POLICE):
            caller = self.hands.offices(role, COMMUNE)
            rows = self.every(caller, "/v1/assignments", account=str(caller.id))
            kept = {n for n, p in self.living() if p.carer == role and p.unit == COMMUNE}
            agree({self.who[row["client_id"]] for row in rows}, kept, role)

    def requests(self) -> None:
        """One answered in time, one late, one never."""
        rows = {
            row["id"]: (row["answered_at"] is not None, row["late"])
            for row in self.every(self.hands.offices(OFFICIAL, COMMUNE), "/v1/requests")
        }
        kept = {
            self.hands.made[f"ask:{number}"]["id"]: fate
            for number, fate in self.register.asked.items()
        }
        agree(rows, kept, "requests")

    def referrals(self) -> None:
        rows = self.every(self.hands.offices(OFFICIAL, COMMUNE), "/v1/referrals")
        kept = {self.hands.made[key]["id"]: s for key, s in self.register.referrals.items()}
        agree({row["id"]: row["state"] for row in rows}, kept, "referrals")

    def tests(self) -> None:
        for number, planned in self.register.planned.items():
            if self.register.people[number].unit == COMMUNE:
                found = self.of(number, "/tests/standing")
                told = found["planned"], found["done"], found["missed"]
                agree(told, (3, planned, 3 - planned), number)

    def everything(self) -> None:
        super().everything()
        for look in (
            self.figures, self.worklist, self.centre_worklist, self.area, self.transfers,
            self.supports, self.incidents, self.carers, self.requests, self.referrals,
            self.tests,
        ):  # fmt: skip
            look()


def within(person: Person, unit: str) -> bool:
    return unit in {"vn", person.unit, PROVINCES[person.unit]}


def is_late(notice: dict[str, str]) -> bool:
    """Given after its time, where the law has one."""
    if not notice["due_at"]:
        return False
    return datetime.fromisoformat(notice["given_at"]) > datetime.fromisoformat(notice["due_at"])
