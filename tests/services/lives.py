"""People with cures, treatments and what came of them, put on file to be counted by hand."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.ids import new_id
from tests.scenarios.story import handed, moment, ok

BA_DINH, SAI_GON = "00004", "26740"
# What is remembered is known from the house's own moment on.
_NOW = sa.text("select set_config('app.now', :now, true)")
_ROW = sa.text("select code as unit, province from unit where code = :unit")


def day(text: str | None) -> date | None:
    """A day, or none."""
    return None if text is None else date.fromisoformat(text)


@dataclass
class Lives:
    """Writes rows as the nation, and asks about them as its manager."""

    offices: Any
    clock: Any
    as_nation: Any
    ids: dict[str, str] = field(default_factory=dict)

    def person(self, name: str, unit: str = BA_DINH, *, addicted: str | None = None) -> str:
        """Register somebody; determined addicted on a day where one is told."""
        self.clock.set(moment("2026-01-01 09:00"))
        official = self.offices("commune_official", unit)
        body = {
            "full_name": f"Người Thị {name}", "sex": "female",
            "birth_date": f"19{40 + len(self.ids)}-05-01",
            "residence": {"unit": unit, "stable": True},
        }  # fmt: skip
        self.ids[name] = ok(official.post("/v1/clients", json=body))["id"]
        if addicted is not None:
            self.found(name, addicted, unit)
        return self.ids[name]

    def found(self, name: str, on: str, unit: str = BA_DINH) -> None:
        """Determined addicted on a day, through the API."""
        self.clock.set(moment(f"{on} 17:00"))
        at = f"{on}T08:00:00+07:00"
        said = {
            "requested_by": "self", "requested_at": at, "received_at": at, "concluded_at": at,
            "delivered_at": at, "papers": handed("determination-application"),
            "result": "addicted", "concluded_on": on, "criteria_met": 4,
        }  # fmt: skip
        path = f"/v1/clients/{self.ids[name]}/determinations"
        ok(self.offices("commune_official", unit).post(path, json=said))

    def put(self, table: str, who: str, /, unit: str = BA_DINH, **values: Any) -> str:
        """Write a row of somebody's file."""
        key = str(new_id())
        with self.as_nation() as session:
            session.execute(_NOW, {"now": self.clock.now().isoformat()})
            place = session.execute(_ROW, {"unit": unit}).mappings().one()
            row = {"id": key, "client_id": self.ids[who], **values}
            if table not in {"step", "monitoring_event"}:
                row = {**place, **row}
            columns, marks = ", ".join(row), ", ".join(f":{column}" for column in row)
            session.execute(sa.text(f"insert into {table} ({columns}) values ({marks})"), row)  # noqa: S608 - names of our own
        return key

    def case(
        self, name: str, procedure: str, started: str, closed: str | None = None,
        state: str = "in_service", aside: bool = False,
    ) -> str:  # fmt: skip
        """A case taken over from papers: ran from a day, closed on another, or open in a state."""
        return self.put(
            "legal_case", name, procedure=procedure, edition="d163", state=state,
            opened_at=moment(f"{started} 08:00"), started_on=day(started),
            closed_at=closed and moment(f"{closed} 10:00"),
            outcome=closed and ("set_aside" if aside else state),
            provenance="historic", created_at=moment(f"{started} 08:00"), created_by=new_id(),
        )  # fmt: skip

    def plant(self, cases: dict[str, tuple[Any, ...]]) -> None:
        """Register people, each with a case: name to procedure, first day, last day, state."""
        for name, case in cases.items():
            self.person(name)
            self.case(name, *case)

    def step(self, name: str, case: str, on: str, to: str, act: str = "act", seq: int = 1) -> None:
        """A step of a case on a day."""
        self.put(
            "step", name, case_id=case, seq=seq, name=act, ref="X", from_state="in_service",
            to_state=to, edition="d163", authority="x", occurred_at=moment(f"{on} 09:00"),
            recorded_at=moment(f"{on} 09:00"), recorded_by=new_id(), recorded_role="x",
            recorded_unit=BA_DINH, body="{}", legal_basis="[]", late_entry=False,
            unverified=False,
        )  # fmt: skip

    def entered(self, table: str, name: str, on: str, **values: Any) -> str:
        """A row that somebody entered on a day."""
        return self.put(
            table, name, provenance="recorded", late_entry=False, recorded_by=new_id(),
            recorded_at=moment(f"{on} 18:00"), **values,
        )  # fmt: skip

    def serve(self, name: str, kind: str, on: str) -> None:
        """A service on a day."""
        self.entered("service", name, on, kind=kind, performed_on=day(on))

    def listed(self, name: str, kind: str, since: str, until: str | None = None,
               reason: str | None = None) -> None:  # fmt: skip
        """Time on a list; off it on a day for a reason."""
        self.put(
            "management_record",
            name,
            kind=kind,
            since=day(since),
            until=day(until),
            closed_reason=reason,
            provenance="recorded",
        )

    def died(self, name: str, on: str) -> None:
        """Death on a day."""
        with self.as_nation() as session:
            session.execute(
                sa.text("update client set died_on = :on, version = version + 1 where id = :id"),
                {"on": day(on), "id": self.ids[name]},
            )

    def figure(self, code: str, first: str, last: str, **asked: Any) -> Any:
        """A figure as the nation reads it."""
        params = {"from": first, "to": last, "unit": "vn", **asked}
        answer = self.offices("nation_manager").get(f"/v1/indicators/{code}", params=params)
        return ok(answer, 200)

    def counts(self, code: str, first: str, last: str, **asked: Any) -> tuple[float, float]:
        """Numerator and denominator."""
        figure = self.figure(code, first, last, **asked)
        return figure["numerator"], figure["denominator"]

    def left_out(self, code: str, first: str, last: str, **asked: Any) -> dict[str, int]:
        """How many are left out, by why."""
        rows = self.figure(code, first, last, **asked)["excluded"]
        return {row["reason"]: row["count"] for row in rows}

    def rows(self, code: str, part: str, first: str, last: str, **asked: Any) -> list[Any]:
        """What is behind a part of a figure."""
        params = {"from": first, "to": last, "unit": "vn", "part": part, **asked}
        path = f"/v1/indicators/{code}/records"
        return ok(self.offices("nation_manager").get(path, params=params), 200)["items"]

    def names(self, code: str, part: str, first: str, last: str, **asked: Any) -> list[str]:
        """The names behind a part of a figure, in order."""
        return sorted(row["full_name"].split()[-1] for row in
                      self.rows(code, part, first, last, **asked))  # fmt: skip

    def lists(self, code: str, first: str, last: str, **asked: Any) -> dict[str, list[str]]:
        """All four lists; the figure is the length of them."""
        parts = ("numerator", "denominator", "gap", "excluded")
        lists = {part: self.names(code, part, first, last, **asked) for part in parts}
        assert sorted(lists["numerator"] + lists["gap"]) == lists["denominator"]
        left_out = self.left_out(code, first, last, **asked)
        assert len(lists["excluded"]) == sum(left_out.values())
        figure = self.figure(code, first, last, **asked)
        if figure["measure"] == "share":
            counted = (figure["numerator"], figure["denominator"])
            assert counted == (len(lists["numerator"]), len(lists["denominator"]))
        return lists


def a_test(
    lives: Lives, name: str, on: str, result: str, reason: str = "unplanned", **other: Any
) -> str:
    """A test of somebody on a day."""
    return lives.entered(
        "body_test", name, on, reason=reason, taken_at=moment(f"{on} 08:00"), result=result,
        sample=None if result == "refused" else "urine", **other,
    )  # fmt: skip
