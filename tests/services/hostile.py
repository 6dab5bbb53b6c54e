"""A hostile session: SQL with the application's own roles, the door left out."""

from contextlib import closing, contextmanager
from uuid import uuid4

import psycopg
import pytest

NATION = {"role": "hoanhap_nation", "reach": "nation"}
PROVINCE = {"role": "hoanhap_province", "reach": "province", "province": "01"}
UNIT = {"role": "hoanhap_unit", "reach": "unit", "units": "00004", "province": "01"}


@pytest.fixture
def hostile(planted, world):
    """`with hostile(stand) as say:` a session of the application with these settings."""

    @contextmanager
    def session(stand=UNIT, *, commit=False):
        address = planted.app_url.replace("+psycopg", "", 1)
        with closing(psycopg.connect(address)) as connection:
            for name, value in {"actor": str(uuid4()), **stand}.items():
                key = "role" if name == "role" else f"app.{name}"
                connection.execute("select set_config(%s, %s, true)", (key, value))
            yield connection.execute
            if commit:
                connection.commit()

    return session


@pytest.fixture
def mine(world):
    return world.records["own"]


@pytest.fixture
def theirs(world):
    return world.records["other"]
