"""Two files of one person, for the tests of merging."""

import pytest

from tests.scenarios.story import PERSON, REGISTRATION, ok

OFFICIAL, PROVINCE, NATION = "commune_official", "province_manager", "nation_manager"
TWIN = {**PERSON, "full_name": "Nguyễn Văn Án", "birth_date": "1998-03-02"}
NUMBER = "001098000123"


@pytest.fixture
def twice(addict):
    """One person registered twice by one commune, determined in both files, in rehab in the first.

    The second file was opened although the first was shown: the clerk took him for a brother.
    """
    first = addict("2026-02-26 09:00")
    first.open(OFFICIAL, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
    second = addict(
        "2026-02-27 09:00", full_name="Nguyễn Văn Án", phone="0912345678",
        identity_number=NUMBER, acknowledged_matches=[first.client["id"]],
    )  # fmt: skip
    return first, second


def contact(file, when, **said):
    body = {"kind": "visit", "happened_at": file.at(when), "outcome": "met", **said}
    return ok(file.as_(OFFICIAL).post(f"/v1/clients/{file.client['id']}/contacts", json=body))


def read(file, by=OFFICIAL, path="", status=200):
    return ok(file.as_(by).get(f"/v1/clients/{file.client['id']}{path}"), status)


def preview(first, second, by=OFFICIAL):
    body = {"survivor": first.client["id"], "merged": second.client["id"]}
    return ok(first.as_(by).post("/v1/merges/preview", json=body), 200)


def try_merge(first, second, by=OFFICIAL, **said):
    seen = preview(first, second, by)
    body = {
        "survivor": first.client["id"], "survivor_version": seen["survivor"]["version"],
        "merged": second.client["id"], "merged_version": seen["merged"]["version"],
        "reason": "Cùng một người, đã đối chiếu căn cước", **said,
    }  # fmt: skip
    return first.as_(by).post("/v1/merges", json=body)


def merge(first, second, by=OFFICIAL, **said):
    return ok(try_merge(first, second, by, **said))


def undo(file, made, by=OFFICIAL, reason="Là hai anh em"):
    path = f"/v1/merges/{made['id']}/undo"
    return file.as_(by).post(path, json={"reason": reason}, version=made["version"])
