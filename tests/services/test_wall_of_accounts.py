"""Accounts against direct SQL: written by an administrator in reach, and by nobody else."""

import pytest
from psycopg import errors

from tests.access.conftest import planted, world
from tests.services.hostile import PROVINCE, UNIT, hostile

__all__ = ["hostile", "planted", "world"]

_RAISE = "update account set role = 'nation_manager', unit = 'vn', version = version + 1"
_MAKE = (
    "insert into account (id, kind, username, full_name, role, unit, secret_hash, created_at)"
    " values (gen_random_uuid(), 'person', 'ai.do', 'Ai Đó', 'nation_manager', %s, 'x', now())"
)
ADMINISTRATOR = {"role": "hoanhap_unit", "role_name": "administrator"}


@pytest.mark.parametrize(
    "stand",
    [
        UNIT,
        PROVINCE,
        {**UNIT, "role_name": "commune_official"},
        {**PROVINCE, "role_name": "administrator", "unit": ""},
    ],
)
def test_nobody_makes_themselves_somebody_else(hostile, stand):
    with hostile({**stand, "unit": stand.get("unit", "00004")}) as say:
        assert say(_RAISE).rowcount == 0
        with pytest.raises(errors.InsufficientPrivilege):
            say(_MAKE, ("00004",))


@pytest.mark.parametrize(
    ("at", "unit", "may"),
    [("00004", "00004", True), ("00004", "00008", False), ("00004", "vn", False),
     ("01", "00008", True), ("01", "F-01-01", True), ("01", "26740", False), ("01", "vn", False),
     ("vn", "26740", True)],
)  # fmt: skip
def test_an_administrator_writes_accounts_in_reach_alone(hostile, at, unit, may):
    with hostile({**ADMINISTRATOR, "unit": at}) as say:
        if may:
            say(_MAKE, (unit,))
            return
        with pytest.raises(errors.InsufficientPrivilege):
            say(_MAKE, (unit,))


def test_an_account_is_not_moved_out_of_its_administrators_reach(hostile):
    with (
        hostile({**ADMINISTRATOR, "unit": "00004"}) as say,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        say(_RAISE)
