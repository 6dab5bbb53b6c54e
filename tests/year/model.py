"""What a register on paper would hold of the year: no code of ours in it.

One method an act, as `script` has them. The refusals of the year are acts too: they write nothing.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.year.paper import Case, Person

CUTOVER = date(2026, 7, 1)
# Law 91/2025 by our readings: a request for access.
TEN_DAYS = 10
# What a step leaves a case in; steps not named leave it where it is.
GOES = {
    "register": "registered", "sign_contract": "contracted", "admit": "in_centre",
    "begin": "in_service", "complete": "completed", "record_death": "died",
    "open_dossier": "dossier_open", "notify": "notified", "finish_reading": "reading_done",
    "submit_to_court": "at_court", "court_accept": "accepted", "court_decide": "decided",
    "take_effect": "effective", "record_escape": "escaped", "record_return": "in_centre",
    "request_placement": "placement_requested", "assign_centre": "assigned",
    "send_to_hospital": "in_centre", "propose": "proposed", "withdraw": "withdrawn",
    "record_violation": "violation_recorded",
}  # fmt: skip
STARTS = {"begin", "admit"}
SESSIONS = {
    "class": "behaviour_education", "group_session": "behaviour_education",
    "labour_therapy": "rehabilitation", "vocational_training": "vocational_training",
    "topic": "behaviour_education",
}  # fmt: skip
SUPPORTS = {"job": "job_support", "loan": "loan", "vocational_training": "vocational_training",
            "reintegration": "reintegration"}  # fmt: skip


@dataclass
class Register:
    """The whole book."""

    people: dict[int, Person] = field(default_factory=dict)
    transfers: dict[str, str] = field(default_factory=dict)
    incidents: dict[str, dict[str, Any]] = field(default_factory=dict)
    referrals: dict[str, str] = field(default_factory=dict)
    # Of each who asked: was it answered, was it late. Of each plan of tests: how many were taken.
    asked: dict[int, tuple[bool, bool]] = field(default_factory=dict)
    came: dict[int, date] = field(default_factory=dict)
    planned: Counter[int] = field(default_factory=Counter)

    def write(self, act: Any) -> None:
        getattr(self, act.name)(act)

    def of(self, act: Any) -> Person:
        return self.people[act.who]

    def nothing(self, _act: Any) -> None:
        """Nothing is written: a refusal, or what the page of this book has no column for."""

    build = capacity = no_place = hire = train = review = remedy = nothing

    # --- The law ------------------------------------------------------------------------------

    def register(self, act: Any) -> None:
        self.people[act.who] = Person(act.said["unit"])
        self.people[act.who].told["custody"] += 1

    def determine(self, act: Any) -> None:
        person = self.of(act)
        # Asked for, received, concluded, delivered.
        steps = ["apply", "receive", "conclude", "deliver"]
        person.cases["determination"] = Case("determination", act.day, "delivered", steps)
        person.told["step"] += len(steps)
        # Only who was determined is on the list; the old law took others into a centre too.
        person.lists.setdefault("addict", [act.day, None])

    def open(self, act: Any) -> None:
        case = Case(act.said["procedure"], act.day)
        self.of(act).cases[case.procedure] = case
        if act.said.get("holds"):
            self.of(act).told["custody"] += 1
        self.step(act)

    def step(self, act: Any) -> None:
        person, said = self.of(act), act.said
        case, name = person.cases[said["procedure"]], said["name"]
        case.steps.append(name)
        person.told["step"] += 1
        case.state = GOES.get(name, case.state)
        if name == "decide":
            case.state = "under_management" if case.procedure == "post-rehab" else "decided"
        self._term(case, act)
        # The court it is sent to, and the centre that is named, hold the file from then on.
        if name == "submit_to_court" or (
            name in {"take_effect", "assign_centre", "transfer"} and "facility" in said
        ):
            person.told["custody"] += 1
        if name in STARTS:
            case.started = act.day
        if name == "record_escape":
            case.away = act.day
        if name == "record_return" and case.away:
            case.not_served += (act.day - case.away).days
            case.away = None
        if case.closed:
            case.stopped = act.day
        self._lists(person, case, act)

    def _lists(self, person: Person, case: Case, act: Any) -> None:
        """Who comes off a list of management, and who is entered on one."""
        name = act.said["name"]
        if name == "complete" and "addict" in person.lists:
            person.lists["addict"][1] = act.day
        if name == "record_death":
            for kept in person.lists.values():
                kept[1] = kept[1] or act.day
        if case.procedure == "post-rehab" and name == "decide":
            person.lists["post_rehab"] = [act.day, None]

    def _term(self, case: Case, act: Any) -> None:
        name, said, new = act.said["name"], act.said, act.day >= CUTOVER
        match case.procedure, name:
            case "voluntary-home", "decide":
                case.months = 24 if new else said["term_months"]
                case.start = case.opened if new else None
            case "voluntary-home", "begin":
                case.start = case.start or act.day
            case "voluntary-centre", "sign_contract":
                case.months, case.start = (24, None) if new else (said["term_months"], act.day)
            case "compulsory", "court_decide":
                case.months = 24 if new else said["term_months"]
            case (("voluntary-centre" | "compulsory"), "admit"):
                case.start = case.start or act.day
            case "e-monitoring", "decide":
                case.months, case.start = said["term_months"], act.day
            case "post-rehab", "decide":
                case.months, case.start = 12, date.fromisoformat(said["from_on"])

    # --- The centre ---------------------------------------------------------------------------

    def place(self, act: Any) -> None:
        self.of(act).room = act.said["room"]
        self.of(act).told["stay"] += 1

    move_room = place

    def end_stay(self, act: Any) -> None:
        self.of(act).room = None
        self.of(act).told["stay"] += 1

    def roll(self, act: Any) -> None:
        kind, hours = act.said["kind"], act.said["hours"]
        for who, there in act.said["lines"]:
            person = self.people[who]
            if there == "present":
                person.told["activity"] += 1
                person.hours[kind] += hours
                person.services.append((SESSIONS[kind], act.day))

    def grades(self, act: Any) -> None:
        for who, grade in act.said["lines"]:
            self.people[who].grades[act.said["month"]] = grade
            self.people[who].told["grade"] += 1

    def entry(self, act: Any) -> None:
        """A line of a list that the book counts and says no more of."""
        person, said = self.of(act), act.said
        if said.get("counts"):
            person.told[said["counts"]] += 1
        if said.get("serves"):
            person.services.append((said["serves"], act.day))

        self._noted(act)

    follow = entry

    def _noted(self, act: Any) -> None:
        """What stands on a list of its own as well."""
        match act.said.get("path") or act.said["what"]:
            case "requests":
                # Ten days, from when it came: over long before the year is.
                self.asked[act.who] = False, True
                self.came[act.who] = act.day
            case "answer":
                self.asked[act.who] = True, (act.day - self.came[act.who]).days > TEN_DAYS
            case "referrals":
                self.referrals[act.key] = "sent"
            case "test-plans":
                self.planned[act.who] += 0
            case "tests" if "of" in act.said:
                self.planned[act.who] += 1

    def incident(self, act: Any) -> None:
        self.of(act).told["incident"] += 1
        self.incidents[act.key] = {"kind": act.said["kind"], "given": {}}

    def notice(self, act: Any) -> None:
        self.incidents[act.key]["given"][act.said["recipient"]] = act.said["late"]

    # --- The commune --------------------------------------------------------------------------

    def contact(self, act: Any) -> None:
        said = act.said
        agreed = said.get("next_due")
        line = (said["happened"], said["kind"], said["outcome"],
                agreed and date.fromisoformat(agreed))  # fmt: skip
        self.of(act).contacts.append(line)
        self.of(act).told["contact"] += 1

    def support(self, act: Any) -> None:
        self.of(act).supports[act.key] = "open"
        self.of(act).told["support"] += 1

    def support_event(self, act: Any) -> None:
        person, state = self.of(act), act.said["state"]
        person.supports[act.key] = state
        person.told["support"] += 1
        kind = SUPPORTS.get(act.key.split(":")[0])
        if state == "achieved" and kind:
            person.services.append((kind, act.day))

    def service(self, act: Any) -> None:
        self.of(act).services.append((act.said["kind"], act.day))
        self.of(act).told["service"] += 1

    def move(self, act: Any) -> None:
        self.of(act).unit = act.said["to"]
        self.of(act).told["custody"] += 1
        self.of(act).told["transfer"] += 1
        self.transfers[act.key] = "in_transit"

    def answer_transfer(self, act: Any) -> None:
        how = act.said["how"]
        self.transfers[act.key] = {"acknowledge": "acknowledged", "refuse": "refused"}[how]
        if how == "refuse":
            self.of(act).unit = act.said["back"]
            self.of(act).told["custody"] += 1

    def hand_over(self, act: Any) -> None:
        for who in act.said["whom"]:
            self.people[who].carer = act.said["to"]

    def merge(self, act: Any) -> None:
        kept, away = self.of(act), self.people[act.said["away"]]
        away.into = act.who
        kept.contacts += away.contacts
        kept.told["contact"] += len(away.contacts)
        kept.told["merge"] += 1

    def take_apart(self, act: Any) -> None:
        kept, away = self.of(act), self.people[act.said["away"]]
        away.into = None
        kept.contacts = [line for line in kept.contacts if line not in away.contacts]
        kept.told["contact"] -= len(away.contacts)
        # Told in the file it stood in; the other is held anew from this day.
        kept.told["unmerge"] += 1
        away.told["custody"] += 1

    def seal(self, act: Any) -> None:
        self.of(act).sealed = True

    def helped(self, act: Any) -> None:
        self.referrals[act.key] = "done"

    def watch(self, act: Any) -> None:
        if not act.said.get("again"):
            self.of(act).told["monitoring"] += len(act.said["times"])
