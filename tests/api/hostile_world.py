"""One file with something of everything in it, a lawful body for every write, and who sends it."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from app.api import openapi
from app.api.door import RULES
from app.main import shape
from tests.harness.api import Caller
from tests.scenarios.story import PERSON, REGISTRATION, File, Offices, handed, ok, signed

# Without the bodies of the steps of the law book: they are most of the work, and no operation.
DOCUMENT = openapi.build(shape(), RULES)
OPERATIONS = {
    operation["operationId"]: (method.upper(), path, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
}


def in_groups(operations: list[str]) -> Any:
    """One test for some operations, where each refuses all: they leave nothing to one another.

    What follows, that everybody still reads everything, is dear, and done once for the group.
    """
    groups = [operations[start : start + 6] for start in range(0, len(operations), 6)]
    return pytest.mark.parametrize("operations", groups, ids=" ".join)


# Each part of a file brings `plant(world)`: ids for the paths, and `bodies(world)`, as below.
_PARTS = Path(__file__).with_name("hostile")


class World:
    """One file with something of everything in it, and whoever may write to it."""

    def __init__(self, offices: Offices, clock: Any, engine: Any) -> None:
        file = File(offices, clock).register("2026-02-26 08:00")
        file.determined("2026-02-26 09:00")
        file.open(
            "commune_official", "voluntary-home", "register", "2026-03-09 09:00",
            papers=REGISTRATION,
        )  # fmt: skip
        official = file.as_("commune_official")
        client = f"/v1/clients/{file.client['id']}"
        said = {"kind": "counselling", "on": "2026-03-02", "unit": "00004"}
        service = ok(official.post(f"{client}/services", json=said))
        met = {"kind": "visit", "happened_at": "2026-03-02T09:00:00+07:00", "outcome": "met"}
        contact = ok(official.post(f"{client}/contacts", json=met))
        # A clinic's own program: a commune's person does not read the clinical part.
        scopes = ("client:read", "service:write", "determination:write")
        self.clinic = offices.desk(None, "00004", scopes=scopes)
        finding = ok(self.clinic.post(f"{client}/screenings", json=_finding()))
        path = f"{client}/screenings/{finding['id']}/observations"
        observed = ok(self.clinic.post(path, json=_observed()))
        clock_id = file.deadline_of("determination", "D-09")["id"]
        file.clock.set(file.clock.now())
        self.file, self.offices = file, offices
        self.places = {
            "client_id": file.client["id"], "case_id": file.case["id"],
            "service_id": service["id"], "contact_id": contact["id"],
            "deadline_id": clock_id, "day": "2026-04-01",
            "account_id": str(official.id), "code": "00004", "unit": "00004",
            "screening_id": finding["id"], "observation_id": observed["id"],
        }  # fmt: skip
        self.official, self.nation = official, offices("nation_manager")
        self.admin = offices.desk("administrator", "vn")
        self.parts = [
            import_module(f"tests.api.hostile.{path.stem}")
            for path in sorted(_PARTS.glob("[a-z]*.py"))
        ]
        for part in self.parts:
            grown = part.plant(self)
            assert grown.keys().isdisjoint(self.places.keys() - {"facility"}), grown
            self.places |= grown
        self.engine, self.planted_at = engine, clock.now()

    def path(self, template: str, **other: str) -> str:
        code = {
            "/v1/indicators/{code}": "DA1393-1.1", "/v1/indicators/{code}/curve": "KQ-02",
            "/v1/indicators/{code}/geographies": "DA1393-1.1",
            "/v1/law/procedures/{code}": "compulsory",
        }  # fmt: skip
        places = {**self.places, **other}
        if "code" not in other and template.removesuffix("/records") in code:
            places["code"] = code[template.removesuffix("/records")]
        return template.format(**places)

    def bodies(self) -> dict[str, tuple[Caller, Any]]:
        """A lawful body for every write with one, and who may send it."""
        said: dict[str, tuple[Caller, Any]] = {}
        for part in self.parts:
            said |= part.bodies(self)
        return {**self._core(), **said}

    def _core(self) -> dict[str, tuple[Caller, Any]]:
        at = "2026-03-09T09:00:00+07:00"
        why = {"reason": "Nhập nhầm"}
        paper = {
            "paper": "registration", "number": "1", "issued_on": "2026-03-01", "issuer": "UBND",
            "note": "bản sao",
        }  # fmt: skip
        return {
            "change_own_password": (
                self.admin, {"old": "một mật khẩu cũ", "new": "con thuyền qua bến sông"},
            ),
            "create_account": (
                self.admin,
                {
                    "username": "nguyen.van.an", "full_name": "Nguyễn Văn An", "unit": "00004",
                    "role": "commune_official", "password": "con thuyền qua bến sông",
                },
            ),
            "create_api_client": (
                self.admin, {"name": "Hệ thống tỉnh", "unit": "01", "scopes": ["client:read"]},
            ),
            "create_unit": (
                self.nation,
                {
                    "code": "F-01-77", "name": "Cơ sở mới", "kind": "facility",
                    "place_type": "cơ sở cai nghiện công lập", "valid_from": "2026-01-01",
                },
            ),
            "register_client": (self.official, _everything()),
            "match_client": (self.official, _everything()),
            "search_clients": (self.official, {"identity_number": "001098012345"}),
            "change_client": (
                self.official,
                {
                    "full_name": "Nguyễn Văn Ân", "other_names": ["Tư Ân"], "sex": "male",
                    "birth_date": "1998-03-03", "birth_precision": "day", "ethnicity": "Kinh",
                    "identity_number": "001098012346", "phone": "0912345678",
                    "residence": {"address": "13 Hàng Bông", "stable": True},
                },
            ),
            "move_client": (
                self.official,
                {
                    "to": "26740", "unit_as_of": "2026-01-01", "occurred_at": at, "stable": True,
                    "address": "1 Lê Lợi", "reason": "Chuyển đi",
                },
            ),
            "open_case": (
                self.offices("commune_police"),
                {
                    "client_id": self.places["client_id"], "procedure": "determination",
                    "step": {
                        "name": "request", "occurred_at": at, "group": "a", "held": "at_clinic",
                        "papers": [paper], "note": "ghi chú",
                    },
                },
            ),
            "take_step": (
                self.official,
                {
                    "name": "decide", "occurred_at": at, "term_months": 6, "papers": [paper],
                    "decision": signed("2026-03-09"), "note": "ghi chú",
                },
            ),
            "receive_paper": (
                self.official,
                {
                    "code": "provider-notice", "number": "1", "issued_on": "2026-03-01",
                    "issuer": "UBND", "note": "bản sao",
                },
            ),
            "record_service": (
                self.official,
                {
                    "kind": "counselling", "on": "2026-03-02", "unit": "00004", "note": "ghi chú",
                    "provider": "Trạm y tế", "case_id": self.places["case_id"],
                },
            ),
            "void_service": (self.official, why),
            "record_contact": (
                self.official,
                {
                    "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8", "kind": "visit",
                    "happened_at": at, "outcome": "met", "health": "khỏe",
                    "family_work": "làm thợ", "behaviour": "chấp hành tốt", "unit": "00004",
                    "next_due": "2026-04-09", "case_id": self.places["case_id"], "note": "ghi chú",
                },
            ),
            "void_contact": (self.official, why),
            "record_screening": (self.clinic, _screening(self.places["case_id"])),
            "void_screening": (self.clinic, why),
            "record_observation": (self.clinic, _observed()),
            "void_observation": (self.clinic, why),
            "record_determination": (
                self.official,
                {
                    "requested_by": "self", "requested_at": at, "received_at": at,
                    "concluded_at": at, "delivered_at": at, "concluded_on": "2026-03-09",
                    "papers": handed("determination-application"), "result": "addicted",
                    "assessor": "BS. Bình", "facility_name": "Bệnh viện", "criteria_met": 4,
                },
            ),
            "explain_breach": (self.official, why),
            "simulate_law": (
                self.official,
                {"changes": [{
                    "kind": "office", "edition": "d163", "procedure": "voluntary-home",
                    "step": "complete", "by": ["court"],
                }]},
            ),
            "try_calendar_days": (
                self.official, {"days": [{"kind": "day", "day": "2026-04-03", "mark": "holiday"}]},
            ),
            "edit_calendar_day": (
                self.nation,
                {"kind": "day_off", "title_vi": "Nghỉ", "title_en": "Off", "source": "QĐ 1"},
            ),
        }  # fmt: skip

    def send(self, operation: str, caller: Caller, raw: bytes) -> Any:
        method, template, said = OPERATIONS[operation]
        names = {parameter["name"] for parameter in said.get("parameters", ())}
        version = {"take_step": self.file.case.get("version", 1)}.get(operation, 1)
        # Its criteria are answered, or it was sent up: that made the second version of it.
        if operation in {"record_findings", "close_review", "void_review", "return_report"}:
            version = 2
        if operation == "explain_breach":
            version = 2
        return caller.request(
            method,
            self.path(template),
            version=version if "If-Match" in names else None,
            content=raw,
            headers={"Content-Type": "application/json"},
        )

    def all_reads(self) -> None:
        """Every list and every read that needs no choice still answers."""
        for name, (method, template, said) in OPERATIONS.items():
            required = [
                p for p in said.get("parameters", ()) if p["in"] == "query" and p["required"]
            ]
            if method != "GET" or not template.startswith("/v1"):
                continue
            params = {
                "year": "2026",
                "from": "2026-01-01",
                "to": "2026-12-31",
                "part": "denominator",
                "on": "2026-07-01",
                "before": "2030-01-01",
            }
            asked = {p["name"]: params[p["name"]] for p in required}
            reader = self.reader(name)
            answer = reader.get(self.path(template), params=asked)
            assert answer.status_code == 200, (name, answer.text)

    def reader(self, operation: str) -> Caller:
        if "account" in operation:
            return self.admin
        return self.offices("auditor") if operation == "list_audit" else self.nation


def _finding() -> dict[str, Any]:
    """Two criteria, withdrawal not being one: that calls for observation."""
    met = {"craving": "yes", "control": "yes"}
    items = ("craving", "control", "withdrawal", "tolerance", "interests", "harm")
    answers = [{"item": item, "option": met.get(item, "no")} for item in items]
    return {"instrument": "dependence", "version": "TT18-2021", "on": "2026-03-02",
            "unit": "00004", "answers": answers}  # fmt: skip


def _observed() -> dict[str, Any]:
    return {"on": "2026-03-03", "chart": "opioid", "findings": "ngáp", "unit": "00004"}


def _screening(case: str) -> dict[str, Any]:
    """Nobody of ten substances used."""
    subjects = ("tobacco", "alcohol", "cannabis", "cocaine", "amphetamines", "inhalants",
                "sedatives", "hallucinogens", "opioids", "other")  # fmt: skip
    return {
        "instrument": "assist", "version": "3.1", "on": "2026-03-02", "unit": "00004",
        "answers": [{"item": "q1", "subject": s, "option": "no"} for s in subjects],
        "scores": [{"subject": "opioids", "score": 0}], "case_id": case,
        "assessor": "BS. Bình", "note": "ghi chú",
    }  # fmt: skip


def _everything() -> dict[str, Any]:
    return {
        **PERSON, "full_name": "Trần Thị Bình", "other_names": ["Bình Con"], "sex": "female",
        "birth_date": "1990-05-06", "birth_precision": "day", "identity_number": "001190012345",
        "ethnicity": "Kinh", "phone": "0912345678",
        "residence": {"unit": "00004", "address": "1 Hàng Gai", "stable": True},
        "acknowledged_matches": ["01a2015f-adb6-79aa-8a45-fd8b9fc69bc7"],
    }  # fmt: skip
