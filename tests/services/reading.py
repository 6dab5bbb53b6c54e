"""Reading indicators as the nation does: figures, and the given names behind their parts."""

from dataclasses import dataclass, field
from typing import Any

from tests.scenarios.story import Offices, ok

PARTS = ("numerator", "denominator", "gap", "excluded")


@dataclass
class Reader:
    """Questions about one period; what a question says besides goes over it."""

    offices: Offices
    period: dict[str, str]
    role: str = "nation_manager"
    place: str | None = None
    said: dict[str, str] = field(default_factory=dict)

    def figure(self, code: str, unit: str = "vn", **asked: Any) -> Any:
        """One figure."""
        params = {**self.period, "unit": unit, **asked}
        caller = self.offices(self.role, self.place)
        return ok(caller.get(f"/v1/indicators/{code}", params=params), 200)

    def count(self, code: str, unit: str = "vn", **asked: Any) -> tuple[Any, Any]:
        """Numerator and denominator; of a count there is no second."""
        figure = self.figure(code, unit, **asked)
        return figure["numerator"], figure["denominator"]

    def each(self, code: str, unit: str = "vn", **asked: Any) -> dict[str, Any]:
        """Numerators by kind, those that are not nought."""
        parts = self.figure(code, unit, variant="each", **asked)["components"]
        return {part["key"]: part["numerator"] for part in parts if part["numerator"]}

    def left_out(self, code: str, unit: str = "vn", **asked: Any) -> dict[str, int]:
        """How many the definition leaves out, by reason."""
        return {r["reason"]: r["count"] for r in self.figure(code, unit, **asked)["excluded"]}

    def rows(self, code: str, part: str, unit: str = "vn", **asked: Any) -> list[dict[str, Any]]:
        """What is behind a part of a figure, read page by page."""
        read: list[dict[str, Any]] = []
        cursor: str | None = None
        while True:
            params = {**self.period, "unit": unit, "part": part, "limit": 3, **asked}
            params |= {"cursor": cursor} if cursor else {}
            caller = self.offices(self.role, self.place)
            page = ok(caller.get(f"/v1/indicators/{code}/records", params=params), 200)
            read += page["items"]
            cursor = page["next"]
            if cursor is None:
                return read

    def names(self, code: str, part: str, unit: str = "vn", **asked: Any) -> list[str]:
        """The given names behind a part, sorted."""
        return sorted(row["full_name"].split()[-1] for row in self.rows(code, part, unit, **asked))

    def owed(self, code: str, unit: str = "vn", **asked: Any) -> dict[str, tuple[list[str], str]]:
        """Of the gap: what is missing, and which unit owes it, by given name."""
        return {
            row["full_name"].split()[-1]: (row["missing"], row["responsible_unit"])
            for row in self.rows(code, "gap", unit, **asked)
        }
