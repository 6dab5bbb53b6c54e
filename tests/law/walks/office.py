"""Everybody who acts in a walk, and how a walk is told to the application over HTTP.

Every act is told at its own moment by somebody the law lets record it. Each walk has an
application of its own: what it left behind is undone before the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from app.access import GRANTS, Permission, Role
from app.law.engine.facts import ClientFacts
from app.law.engine.finding import Finding
from app.law.engine.office import acting, offices
from app.times import VN
from tests.harness.api import Caller, Desk
from tests.law.vectors.situation import COMMUNE, Draft, Situation, recorded
from tests.law.walks.telling import beside
from tests.law.walks.wander import Walk

BEFORE = timedelta(minutes=30)
Told = tuple[Any, Draft, Finding]


class Office:
    """The people of one walk, signed in when first needed, and the cases they have opened."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.house = desk, desk.house
        self.known: dict[tuple[str, str], Caller] = {}
        self.cases: dict[str, str] = {}  # the engine's id of a case, and the application's
        self.last: dict[str, Any] = {"id": ""}  # the case as it was after the last act

    def __call__(self, role: str, unit: str) -> Caller:
        if (role, unit) not in self.known:
            self.known[role, unit] = self.desk(role, unit)
        return self.known[role, unit]

    def read(self, path: str) -> Any:
        """As the nation sees it, who sees every file wherever it has moved to."""
        answer = self("nation_manager", "vn").get(path)
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    def say(
        self, at: datetime, who: tuple[str, str], path: str, json: Any, *, method: str = "POST",
        version: int | None = None,
    ) -> Any:  # fmt: skip
        self.house.clock.set(at)
        answer = self(*who).request(method, path, json=json, version=version)
        assert answer.is_success, (at.isoformat(), who, path, json, answer.text)
        return answer.json()

    def named(self, body: Any) -> Any:
        """A body with the application's ids of the cases it names."""
        if isinstance(body, dict):
            return {key: self.named(value) for key, value in body.items()}
        return self.cases.get(body, body) if isinstance(body, str) else body


@contextmanager
def opened(desk: Desk) -> Iterator[Office]:
    """An office in front of an application nobody has told anything yet."""
    connection = desk.house.sessions.kw["bind"]
    answers = desk.house.answers
    with connection.begin_nested() as undone:
        made = Office(desk)
        made("court_clerk", "C-01-01")  # the invented bodies are put on the list with the first
        yield made
        undone.rollback()
    desk.house.answers = answers


def told(office: Office, walk: Walk) -> Iterator[Told]:
    """Take a walk over HTTP; gives the case after each act beside what the engine found."""
    assert walk.origin is not None
    first = walk.told[0][0].file
    client = ""
    if first.subject == "client":
        known = walk.origin.determinations
        start = (known[0].notified_at if known else walk.told[0][0].at) - BEFORE
        client = _registered(office, walk.origin.client, start)
        for one in known:
            _determined(office, client, one.notified_at)
    for before, draft, found in beside(walk.origin, walk.told):
        _beside_the_act(office, client, before, draft)
        yield _acted(office, client, draft, found), draft, found


def _acted(office: Office, client: str, draft: Draft, found: Finding) -> Any:
    """Take the step; returns the case as it is read afterwards."""
    body = office.named(draft.body)
    said = {"name": draft.rule.name, "occurred_at": draft.at.isoformat(), **body}
    who = recorder(draft)
    case = draft.file.case
    if draft.rule.opening or case is None:
        whose = {"client_id": client} if client else {"facility": draft.file.unit}
        opening = {**whose, "procedure": found.procedure, "step": said}
        answer = office.say(draft.at, who, "/v1/cases", opening)
        office.cases[_number(draft)] = answer["id"]
    else:
        path = f"/v1/cases/{office.cases[case.id]}"
        if office.last["id"] != office.cases[case.id]:
            office.last = office.read(path)
        answer = office.say(draft.at, who, f"{path}/steps", said, version=office.last["version"])
    # The commune of departure reads no steps once the file has moved.
    office.last = answer if answer["steps"] else office.read(f"/v1/cases/{answer['id']}")
    return office.last


def _number(draft: Draft) -> str:
    """The id the engine's file gives the case that is opened."""
    opened_case = recorded(draft, draft.found).case
    assert opened_case is not None
    return opened_case.id


def _beside_the_act(office: Office, client: str, before: Situation, draft: Draft) -> None:
    """Tell what is on file without an act: a finding of addiction, where one lives, an answer."""
    file = draft.file
    for one in file.determinations[len(before.determinations) :]:
        _determined(office, client, one.notified_at)
    if file.client.residence_stable != before.client.residence_stable:
        path = f"/v1/clients/{client}"
        change = {"residence": {"stable": file.client.residence_stable}}
        version = office.read(path)["version"]
        who = ("commune_official", file.case.unit if file.case else COMMUNE)
        office.say(draft.at, who, path, change, method="PATCH", version=version)
    # How an open question is answered is said in the settings of an installation, not over HTTP.
    office.house.answers = file.answers


def _registered(office: Office, client: ClientFacts, at: datetime) -> str:
    body = {
        "full_name": "Nguyễn Văn An",
        "sex": "male",
        "birth_date": client.birth_date.isoformat(),
        "residence": {
            "unit": COMMUNE, "address": "12 Hàng Bông", "stable": client.residence_stable,
        },
    }  # fmt: skip
    return office.say(at, ("commune_official", COMMUNE), "/v1/clients", body)["id"]


def _determined(office: Office, client: str, at: datetime) -> None:
    """Addicted, and told so."""
    moment = at.isoformat()
    body = {
        "requested_by": "self",
        "requested_at": moment,
        "received_at": moment,
        "concluded_at": moment,
        "papers": [{"paper": "determination-application"}, {"paper": "representative-consent"}],
        "concluded_on": at.astimezone(VN).date().isoformat(),
        "result": "addicted",
        "delivered_at": moment,
        "criteria_met": 4,
    }
    unit = office.read(f"/v1/clients/{client}")["residence"]["unit"]
    path = f"/v1/clients/{client}/determinations"
    office.say(at, ("commune_official", unit), path, body)


def recorder(draft: Draft) -> tuple[str, str]:
    """Somebody the law lets record the act and the door lets in; the commune where it may.

    A commune's police may inspect a provider, but the wall shows the file of a facility to the
    facility and its province only: there the province records.
    """
    file, rule, edition = draft.file, draft.rule, draft.procedure.edition
    named = offices(file.book, rule, edition)
    facility = file.subject == "facility"
    actors = [
        one for one in file.actors(rule, edition) if not facility or one.unit_kind != "commune"
    ]
    for actor in sorted(actors, key=lambda one: one.unit_kind != "commune"):
        facts = file.facts(actor, opening=rule.opening)
        may = Permission.CASE_STEP in GRANTS[Role(actor.role)].permissions
        if may and acting(named, facts) is not None:
            return actor.role, actor.unit
    raise AssertionError(f"the door lets nobody in for {rule.name}")
