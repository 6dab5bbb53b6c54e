"""A person brought into the centre under each decree, and what its people write down."""

from typing import Any

from tests.scenarios.chain import (
    DIRECTOR,
    INTAKE,
    POLICE,
    admitted_116,
    admitted_163,
    decided,
    to_court_2025,
    to_court_2026,
)
from tests.scenarios.story import File, ok

WRONG = {"reason": "Nhập nhầm người"}


def under_163(addict: Any) -> File:
    """In the centre since 2026-09-04."""
    file = to_court_2026(addict("2026-07-20 09:00"))
    decided(file, "2026-08-11 09:00", "2026-08-20 09:00")
    return admitted_163(file, "2026-08-31 08:00", "2026-09-03", "2026-09-04 09:00")


def under_116(addict: Any) -> File:
    """In the centre since 2025-10-09."""
    file = to_court_2025(addict("2025-08-20 09:00"))
    decided(file, "2025-09-18 09:00", "2025-09-25 09:00", term_months=18)
    return admitted_116(file, "2025-10-06 08:00", "2025-10-07 09:00", "2025-10-09 09:00", POLICE)


def path(file: File, kind: str) -> str:
    """Where one kind of entry of the file is."""
    return f"/v1/clients/{file.client['id']}/{kind}"


def listed(file: File, kind: str, role: str = DIRECTOR, /, **params: str) -> list[dict[str, Any]]:
    """The first page of a kind of entry."""
    found: list[dict[str, Any]] = ok(file.as_(role).get(path(file, kind), params=params), 200)[
        "items"
    ]
    return found


def void(file: File, kind: str, made: dict[str, Any], role: str = INTAKE) -> Any:
    """Void an entry at the version it was made."""
    return file.as_(role).post(
        f"{path(file, kind)}/{made['id']}/void", json=WRONG, version=made["version"]
    )


def events(file: File, kind: str, role: str = DIRECTOR) -> list[str]:
    """Titles of a kind of event in the life of the file."""
    items = ok(file.as_(role).get(path(file, "timeline")), 200)["items"]
    return [one["title"] for one in items if one["kind"] == kind]


def fault(answer: Any) -> tuple[int, str]:
    """Status and the first place of a refusal."""
    return answer.status_code, answer.json()["errors"][0]["pointer"]
