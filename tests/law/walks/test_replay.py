"""A sample of the walks over HTTP and on PostgreSQL: the same states, editions and terms.

Sampled are walks that need nothing on file but one determination of addiction; they are told to
the application act by act, each at its own moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.access import GRANTS, Permission, Role
from app.law.facts import ClientFacts
from app.law.loader import lawbook
from app.law.office import acting, offices
from app.times import VN
from tests.harness.api import Caller, Desk, SetClock
from tests.law.vectors.situation import COMMUNE, Draft
from tests.law.walks.wander import Walk, walks

BOOK = lawbook()
TRIED = 24
CODES = sorted(
    code
    for code in {code for code, _ in BOOK.procedures}
    if all(row.subject == "client" for row in BOOK.procedures.values() if row.code == code)
)
NAMES = ("Nguyễn Văn An", "Phạm Quốc Hùng", "Đỗ Trọng Khôi", "Bùi Xuân Lộc", "Vũ Hữu Phước")
BEFORE = timedelta(minutes=30)


def plain(walk: Walk) -> bool:
    """Does the walk stand on what an application can be told: one client, one case, its acts?"""
    files = [draft.file for draft, _ in walk.acts]
    return bool(files) and not any(
        file.others
        or len(file.case.steps if file.case else ()) != taken
        or file.answers
        or file.determinations != files[0].determinations
        or not file.client.residence_stable
        or {clock.case_id for clock in file.clocks} - {file.case.id if file.case else ""}
        for taken, file in enumerate(files)
    )


def sampled(code: str) -> list[Walk]:
    """The walks of a procedure that live under the most editions, from each start."""
    found = []
    for edition in BOOK.editions:
        if (code, edition.code) in BOOK.procedures:
            here = [walk for walk in walks(BOOK, code, edition, TRIED) if plain(walk)]
            here.sort(key=lambda walk: (-len(walk.editions), -len(walk.acts)))
            found += here[:1]
    return found


class Office:
    """Everybody who acts in a walk, signed in when first needed."""

    def __init__(self, desk: Desk, clock: SetClock) -> None:
        self.desk, self.clock = desk, clock
        self.names = iter(NAMES)
        self.known: dict[tuple[str, str], Caller] = {}

    def __call__(self, role: str, unit: str) -> Caller:
        if (role, unit) not in self.known:
            self.known[role, unit] = self.desk(role, unit)
        return self.known[role, unit]

    def post(self, at: datetime, role: str, unit: str, path: str, json: Any, **rest: Any) -> Any:
        self.clock.set(at)
        answer = self(role, unit).post(path, json=json, **rest)
        assert answer.status_code == 201, (path, json, answer.text)
        return answer.json()


@pytest.fixture
def office(sign_in, clock) -> Office:
    made = Office(sign_in, clock)
    made("court_clerk", "C-01-01")
    return made


def registered(office: Office, client: ClientFacts, at: datetime) -> str:
    """Put the person on file; returns the id. Nobody may look like the one before."""
    body = {
        "full_name": next(office.names),
        "sex": "male",
        "birth_date": client.birth_date.isoformat(),
        "residence": {"unit": COMMUNE, "address": "12 Hàng Bông", "stable": True},
    }
    return office.post(at, "commune_official", COMMUNE, "/v1/clients", body)["id"]


def determined(office: Office, client: str, at: datetime) -> None:
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
    path = f"/v1/clients/{client}/determinations"
    office.post(at, "commune_official", COMMUNE, path, body)


def recorder(draft: Draft) -> tuple[str, str]:
    """Somebody the law lets record the act and the door lets in; the commune where it may."""
    file, rule, edition = draft.file, draft.rule, draft.procedure.edition
    named = offices(BOOK, rule, edition)
    for actor in sorted(file.actors(rule, edition), key=lambda one: one.unit_kind != "commune"):
        facts = file.facts(actor, opening=rule.opening)
        may = Permission.CASE_STEP in GRANTS[Role(actor.role)].permissions
        if may and acting(named, facts) is not None:
            return actor.role, actor.unit
    raise AssertionError(f"the door lets nobody in for {rule.name}")


def told(office: Office, walk: Walk) -> Iterator[tuple[Any, Any, Draft]]:
    """Take the walk over HTTP; gives the case after each act beside what the engine found."""
    first = walk.acts[0][0]
    known = first.file.determinations
    start = (known[0].notified_at if known else first.at) - BEFORE
    client = registered(office, first.file.client, start)
    if known:
        determined(office, client, known[0].notified_at)
    case: Any = None
    for draft, found in walk.acts:
        said = {"name": draft.rule.name, "occurred_at": draft.at.isoformat(), **draft.body}
        who = recorder(draft)
        if case is None:
            body = {"client_id": client, "procedure": walk.procedure, "step": said}
            case = office.post(draft.at, *who, "/v1/cases", body)
        else:
            path = f"/v1/cases/{case['id']}/steps"
            case = office.post(draft.at, *who, path, said, version=case["version"])
        yield case, found, draft


@pytest.mark.parametrize("code", CODES)
def test_the_application_walks_the_same_way(office, code):
    for walk in sampled(code):
        for case, found, draft in told(office, walk):
            where = (code, walk.seed, found.edition, found.step, draft.at.isoformat())
            assert case["state"] == found.to_state, where
            assert case["edition"] == found.case_edition, where
            # The commune of departure no longer reads the steps once the file has moved.
            if case["steps"]:
                assert case["steps"][-1]["edition"] == found.edition, where
            assert case["outcome"] == (found.outcome or case["outcome"]), where
            if found.term is not None:
                term = case["term"]
                assert term["start"] == found.term.start.isoformat(), where
                assert term["end"] == found.term.end.isoformat(), where
                assert term["months"] == found.term.months, where
