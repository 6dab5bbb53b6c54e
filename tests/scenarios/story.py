"""A file told over HTTP, step by step, as the offices of a commune keep it.

Each act is entered at the moment it happens unless the story says `recorded`, so the clock of the
house walks through the months with the person.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.times import VN
from tests.harness.api import Caller, Desk, SetClock

COMMUNE, PROVINCE, COURT, CENTRE = "00004", "01", "C-01-01", "F-01-01"
PLACES = {
    "commune_official": COMMUNE,
    "commune_police": COMMUNE,
    "province_manager": PROVINCE,
    "nation_manager": "vn",
    "court_clerk": COURT,
    "centre_caseworker": CENTRE,
    "centre_clinician": CENTRE,
    "centre_director": CENTRE,
    "analyst": COMMUNE,
    "auditor": PROVINCE,
}
PERSON: dict[str, Any] = {
    "full_name": "Nguyễn Văn An",
    "sex": "male",
    "birth_date": "1998-03-02",
    "residence": {"unit": COMMUNE, "address": "12 Hàng Bông", "stable": True},
}
# Handed in at registration (Decree 116 art. 28); Decree 163 art. 89 adds the curriculum vitae.
REGISTRATION = ("registration", "determination-result", "identity-copy")
REGISTRATION_163 = (*REGISTRATION, "cv")
DOSSIER = ("cv", "violation-record", "determination-result", "statement", "proposal")


def moment(text: str) -> datetime:
    """`2026-03-02 09:00` as Viet Nam's clocks show it."""
    return datetime.fromisoformat(text).replace(tzinfo=VN)


def handed(*codes: str) -> list[dict[str, str]]:
    """Papers handed in with a step."""
    return [{"paper": code} for code in codes]


def signed(on: str, number: str = "12/QĐ-UBND") -> dict[str, str]:
    """A decision signed on a day."""
    return {"number": number, "on": on, "signed_by": "Trần Thị Bình"}


def phases(codes: str, start: str, end: str) -> list[dict[str, str]]:
    """Phases carried through between two days."""
    return [{"phase": code, "start": start, "end": end} for code in codes]


def ok(answer: Any, status: int = 201) -> Any:
    """The body of an answer that must have been given."""
    assert answer.status_code == status, answer.text
    return answer.json()


@dataclass
class Refusal:
    """A refused step as the caller reads it."""

    answer: Any

    @property
    def codes(self) -> set[str]:
        return {reason["code"] for reason in self.answer.json()["reasons"]}

    def law_of(self, code: str) -> tuple[str, str]:
        """The act and article that a reason cites."""
        for reason in self.answer.json()["reasons"]:
            if reason["code"] == code:
                return reason["law"]["act"], reason["law"]["at"]
        raise AssertionError(f"{code} is not among {self.codes}")


@dataclass
class Offices:
    """The people who act, signed in when first needed."""

    desk: Desk
    known: dict[tuple[str, str], Caller] = field(default_factory=dict)

    def __call__(self, role: str, unit: str | None = None) -> Caller:
        place = unit or PLACES[role]
        if (role, place) not in self.known:
            self.known[role, place] = self.desk(role, place)
        return self.known[role, place]


@dataclass
class File:
    """One person's file, and the case it is about just now."""

    offices: Offices
    clock: SetClock
    client: dict[str, Any] = field(default_factory=dict)
    case: dict[str, Any] = field(default_factory=dict)
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    unit: str = COMMUNE

    def as_(self, role: str) -> Caller:
        """The caller in a role, of this file's commune where the role is a commune's."""
        place = self.unit if PLACES[role] == COMMUNE else None
        return self.offices(role, place)

    def at(self, when: str, recorded: str | None = None) -> str:
        """Let it be the moment of an act, or of its entry; return the act's moment as written."""
        self.clock.set(moment(recorded or when))
        return moment(when).isoformat()

    def register(self, when: str, **particulars: Any) -> "File":
        """The commune registers the person."""
        self.at(when)
        body = {**PERSON, "residence": {**PERSON["residence"], "unit": self.unit}, **particulars}
        self.client = ok(self.as_("commune_official").post("/v1/clients", json=body))
        return self

    def try_determine(self, delivered: str, **fields: Any) -> Any:
        """A determination the person asked for, from application to delivered result."""
        at, day = self.at(delivered), delivered[:10]
        body = {
            "requested_by": "self", "requested_at": at, "received_at": at, "concluded_at": at,
            "papers": handed("determination-application"), "concluded_on": day,
            "result": "addicted", "delivered_at": at, "criteria_met": 4, **fields,
        }  # fmt: skip
        given = {name: value for name, value in body.items() if value is not None}
        path = f"/v1/clients/{self.client['id']}/determinations"
        return self.as_("commune_official").post(path, json=given)

    def determined(self, delivered: str, **fields: Any) -> "File":
        """Addicted, and told so."""
        self.cases["determination"] = ok(self.try_determine(delivered, **fields))["case"]
        return self

    def try_open(
        self,
        by: str,
        procedure: str,
        step: str,
        when: str,
        *,
        papers: tuple[str, ...] = (),
        recorded: str | None = None,
        **fields: Any,
    ) -> Any:
        """Ask to open a case; give the answer, whatever it is."""
        said = {"name": step, "occurred_at": self.at(when, recorded), **fields}
        if papers:
            said["papers"] = handed(*papers)
        body = {"client_id": self.client["id"], "procedure": procedure, "step": said}
        return self.as_(by).post("/v1/cases", json=body)

    def open(self, by: str, procedure: str, step: str, when: str, **fields: Any) -> "File":
        """Open a case, which from now on is the one the story is about."""
        self.case = ok(self.try_open(by, procedure, step, when, **fields))
        self.cases[procedure] = self.case
        return self

    def try_take(
        self,
        by: str,
        step: str,
        when: str,
        *,
        papers: tuple[str, ...] = (),
        recorded: str | None = None,
        version: int | None = None,
        **fields: Any,
    ) -> Any:
        """Ask to take a step in the case; give the answer, whatever it is."""
        said = {"name": step, "occurred_at": self.at(when, recorded), **fields}
        if papers:
            said["papers"] = handed(*papers)
        path = f"/v1/cases/{self.case['id']}/steps"
        return self.as_(by).post(path, json=said, version=version or self.case["version"])

    def take(self, by: str, step: str, when: str, **fields: Any) -> "File":
        """Take a step."""
        self.case = ok(self.try_take(by, step, when, **fields))
        self.cases[self.case["procedure"]] = self.case
        return self

    def refused(self, by: str, step: str, when: str, **fields: Any) -> Refusal:
        """The law refuses this step, and nothing has changed."""
        return self._refusal(self.try_take(by, step, when, **fields))

    def refused_opening(
        self, by: str, procedure: str, step: str, when: str, **fields: Any
    ) -> Refusal:
        """The law refuses to open this case."""
        return self._refusal(self.try_open(by, procedure, step, when, **fields))

    def _refusal(self, answer: Any) -> Refusal:
        assert (answer.status_code, answer.json()["code"]) == (409, "step-refused"), answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert all(law["act"] and law["at"] for law in answer.json()["legal_basis"])
        return Refusal(answer)

    def look(self, by: str, path: str = "", **rest: Any) -> Any:
        """Read the case, or something of it."""
        return ok(self.as_(by).get(f"/v1/cases/{self.case['id']}{path}", **rest), 200)

    def deadline(self, clock: str, by: str = "commune_official") -> dict[str, Any]:
        """The latest clock of that code in the case the story is about."""
        found = [row for row in self.look(by, "/deadlines")["items"] if row["clock"] == clock]
        assert found, f"no clock {clock} is running"
        return max(found, key=lambda row: row["started_at"])

    def deadline_of(self, procedure: str, clock: str) -> dict[str, Any]:
        """A clock of another of the person's cases."""
        path = f"/v1/cases/{self.cases[procedure]['id']}/deadlines"
        rows = ok(self.as_("commune_official").get(path), 200)["items"]
        return next(row for row in rows if row["clock"] == clock)

    def explained(self, deadline: dict[str, Any]) -> Any:
        """Why a deadline is when it is."""
        path = f"/v1/deadlines/{deadline['id']}/explanation"
        return ok(self.as_("commune_official").get(path), 200)
