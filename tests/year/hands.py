"""The acts of the year done over HTTP, each by the role that would do it."""

from dataclasses import dataclass, field
from typing import Any

from tests.harness.api import SetClock
from tests.scenarios.story import Offices, handed, ok
from tests.year.acts import CENTRE, Act

_SURNAMES = ("Bùi", "Cao", "Chu", "Dương", "Đặng", "Đỗ", "Hồ", "Lý", "Mai", "Ngô")
_MIDDLE = ("Bá", "Công", "Duy", "Đình", "Gia", "Huy", "Khắc", "Mạnh", "Ngọc", "Quang")
_SECOND = ("Tuấn", "Thế", "Trọng", "Trung", "Văn", "Viết", "Việt", "Vĩnh", "Xuân", "Hữu")
_GIVEN = ("Anh", "Bảo", "Chiến", "Dũng", "Hải", "Khôi", "Lộc", "Nghĩa", "Phong", "Sơn")
_PLACES = f"/v1/facilities/{CENTRE}"


def person(number: int) -> dict[str, Any]:
    """Particulars nobody else has, and not like anybody's."""
    digits = [int(digit) for digit in f"{number:04}"]
    rows = (_GIVEN, _SECOND, _SURNAMES, _MIDDLE)
    last, second, first, middle = (row[n] for row, n in zip(rows, digits[::-1], strict=True))
    born = f"{1950 + number % 50}-{1 + number % 12:02}-{1 + number % 28:02}"
    return {"full_name": f"{first} {middle} {second} {last}", "birth_date": born, "sex": "male"}


@dataclass
class Hands:
    """Everybody who acts, and what they know of what they made: ids and versions."""

    offices: Offices
    clock: SetClock
    ids: dict[int, str] = field(default_factory=dict)
    cases: dict[tuple[int, str], dict[str, Any]] = field(default_factory=dict)
    stays: dict[int, dict[str, Any]] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: int = 0

    def do(self, act: Act) -> None:
        self.clock.set(act.at)
        getattr(self, act.name)(act)

    def post(self, act: Act, path: str, body: Any, status: int = 201, **rest: Any) -> Any:
        """Ask, and be answered as the script says."""
        self.sent += 1
        caller = self.offices(act.by, act.unit or None)
        answer = caller.post(path, **({} if body is None else {"json": body}), **rest)
        assert answer.status_code == status, f"{act}: {answer.text[:1500]}"
        return answer.json()

    def file(self, act: Act, rest: str = "") -> str:
        return f"/v1/clients/{self.ids[act.who]}{rest}"

    # --- The law ------------------------------------------------------------------------------

    def register(self, act: Act) -> None:
        said = dict(act.said)
        unit = said.pop("unit")
        like = said.pop("like", None)
        if like is not None:
            said["acknowledged_matches"] = [self.ids[like]]
        body = {**person(act.who if like is None else like), **said}
        body["residence"] = {"unit": unit, "stable": True}
        self.ids[act.who] = self.post(act, "/v1/clients", body)["id"]

    def determine(self, act: Act) -> None:
        at, day = act.text, act.day.isoformat()
        body = {
            "requested_by": "self", "requested_at": at, "received_at": at, "concluded_at": at,
            "papers": handed("determination-application", *act.said.get("papers", ())),
            "concluded_on": day, "result": "addicted", "delivered_at": at, "criteria_met": 4,
        }  # fmt: skip
        made = self.post(act, self.file(act, "/determinations"), body)
        self.cases[act.who, "determination"] = made["case"]

    def open(self, act: Act) -> None:
        said = {**act.said, "occurred_at": act.text}
        said.pop("holds", None)
        procedure, origin = said.pop("procedure"), said.pop("origin", None)
        if origin:
            said["origin"] = self.cases[act.who, origin]["id"]
        said["papers"] = handed(*said.pop("papers", ()))
        body = {"client_id": self.ids[act.who], "procedure": procedure, "step": said}
        self.cases[act.who, procedure] = self.post(act, "/v1/cases", body)

    def step(self, act: Act) -> None:
        said = {**act.said, "occurred_at": act.text}
        case = self.cases[act.who, said.pop("procedure")]
        if "papers" in said:
            said["papers"] = handed(*said["papers"])
        path = f"/v1/cases/{case['id']}/steps"
        self.cases[act.who, case["procedure"]] = self.post(act, path, said, version=case["version"])

    # --- The centre ---------------------------------------------------------------------------

    def build(self, act: Act) -> None:
        """An area and its rooms."""
        said = dict(act.said)
        rooms, places = said.pop("rooms"), said.pop("room_places")
        area = self.post(act, f"{_PLACES}/areas", {"valid_from": "2026-01-01", **said})
        for number in range(1, rooms + 1):
            body = {"area_id": area["id"], "code": str(number), "places": places,
                    "valid_from": "2026-01-01"}  # fmt: skip
            code = f"{said['code']}{number}"
            self.rooms[code] = self.post(act, f"{_PLACES}/rooms", body)["id"]

    def capacity(self, act: Act) -> None:
        caller = self.offices(act.by)
        ok(caller.put(f"{_PLACES}/capacity", json=act.said), 200)

    def _place(self, act: Act) -> dict[str, Any]:
        case = self.cases[act.who, act.said["procedure"]]["id"]
        return {"case_id": case, "room_id": self.rooms[act.said["room"]], "since": act.text}

    def place(self, act: Act) -> None:
        self.stays[act.who] = self.post(act, self.file(act, "/stays"), self._place(act))

    def no_place(self, act: Act) -> None:
        refused = self.post(act, self.file(act, "/stays"), self._place(act), 409)
        assert refused["code"] == "no-place"

    def move_room(self, act: Act) -> None:
        stay = self.stays[act.who]
        body = {"room_id": self.rooms[act.said["room"]], "at": act.text}
        path = self.file(act, f"/stays/{stay['id']}/moves")
        self.stays[act.who] = self.post(act, path, body, version=stay["version"])

    def end_stay(self, act: Act) -> None:
        stay = self.stays.pop(act.who)
        path = self.file(act, f"/stays/{stay['id']}/end")
        body = {"at": act.text, "reason": act.said["reason"]}
        self.post(act, path, body, 200, version=stay["version"])

    def roll(self, act: Act) -> None:
        said = dict(act.said)
        lines = [{"client_id": self.ids[w], "presence": there} for w, there in said.pop("lines")]
        body = {"held_on": act.day.isoformat(), "title": "Theo kế hoạch", **said,
                "attendances": lines}  # fmt: skip
        done = self.post(act, "/v1/activities", body)
        assert {one["outcome"] for one in done["items"]} == {"recorded"}, done["items"][:3]

    def grades(self, act: Act) -> None:
        lines = [{"client_id": self.ids[w], "grade": g} for w, g in act.said["lines"]]
        body = {"month": f"{act.said['month']}-01", "decided_by": "Trần Văn Bình",
                "decided_on": act.day.isoformat(), "grades": lines}  # fmt: skip
        done = self.post(act, f"{_PLACES}/grades", body, 200)
        assert done["given"] == len(lines), [r for r in done["results"] if r["refused"]][:2]

    def filled(self, act: Act) -> dict[str, Any]:
        """The body, with the moment of the act and the person's id where they belong."""
        words = {"AT": act.text, "WHO": self.ids[act.who]}
        return {
            name: words.get(value, value) if isinstance(value, str) else value
            for name, value in act.said["body"].items()
        }

    def entry(self, act: Act) -> None:
        """Any entry of the file: where it goes and what is in it stand in the script."""
        path = act.said["path"]
        if "{case}" in path:
            path = path.format(case=self.cases[act.who, act.said["procedure"]]["id"])
            path = f"/v1/cases/{path}"
        else:
            path = self.file(act, f"/{path}")
        body = self.filled(act)
        if act.said.get("in_case"):
            body["case_id"] = self.cases[act.who, act.said["procedure"]]["id"]
        if "of" in act.said:
            body["plan_id"] = self.made[act.said["of"]]["id"]
        made = self.post(act, path, body)
        if act.key:
            self.made[act.key] = made | {"path": path}

    def follow(self, act: Act) -> None:
        """What is done with an entry: closed, reviewed, answered, ended."""
        said = act.said
        made = self.made[act.key]
        body = self.filled(act) or None
        version = made["version"] if said.get("versioned", True) else None
        path = f"{made['path']}/{made['id']}/{said['what']}"
        answer = self.post(act, path, body, said.get("status", 200), version=version)
        if said.get("versioned", True):
            self.made[act.key] = answer | {"path": made["path"]}

    def incident(self, act: Act) -> None:
        body = {
            "happened_at": act.text,
            "description": "Biên bản kèm theo",
            "kind": act.said["kind"],
        }
        if "procedure" in act.said:
            body["case_id"] = self.cases[act.who, act.said["procedure"]]["id"]
        self.made[act.key] = self.post(act, self.file(act, "/incidents"), body)

    def notice(self, act: Act) -> None:
        made = self.made[act.key]
        owed = {one["recipient"]: one for one in made["notices"]}[act.said["recipient"]]
        path = self.file(act, f"/incidents/{made['id']}/notices/{owed['id']}/given")
        body = {"given_at": act.text, "given_to": "Trực ban", "given_how": "telephone"}
        self.post(act, path, body, 200, version=owed["version"])
