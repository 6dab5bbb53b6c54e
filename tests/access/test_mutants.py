"""Break one wall at a time: each mutant must turn at least one cell red, or the alarm is deaf."""

from itertools import product

import pytest
import sqlalchemy as sa

from app import access
from app import house as house_module
from app.access import GRANTS, SCOPES, Grant, Permission, Role
from app.api.door import RULES
from tests.access.calls import CALLS
from tests.access.run import Knocker, cells, policy

# The database refuses these by itself to whom they are wrongly given: the mutant meets a wall.
REFUSED_TWICE = {Permission.CALENDAR_WRITE, Permission.UNIT_WRITE, Permission.CLIENT_WRITE}
# Units hold no right to write reviews, models and providers.
REFUSED_TWICE |= {Permission.STANDARD_WRITE}
REFUSED_TWICE |= {Permission.PLACE_WRITE}
# Who reaches no unit at all meets the wall with these too; whoever reaches one does not.
REFUSED_TO_BLIND = {Permission.AREA_FACT_WRITE}
# A mutant of the wall → calls whose cells must see it.
WIDENED = {
    "client": ("read_client", "list_clients:nation"),
    "legal_case": ("read_case", "list_cases"),
    "deadline": ("explain_deadline", "list_deadlines", "read_worklist"),
}
READERS = ("commune_official", "centre_director", "court_clerk", "province_manager")


@pytest.fixture
def mutant(world, planted, database_server):
    """`mutant(sql)` gives a copy of the planted database with one thing broken in it."""
    made = []

    def make(*statements):
        made.append(database_server.create(planted.name))
        owner = sa.create_engine(made[-1].owner_url)
        with owner.begin() as connection:
            for statement in statements:
                connection.execute(sa.text(statement))
        owner.dispose()
        return made[-1]

    yield make
    for database in made:
        database_server.drop(database)


def red(world, database, places):
    """Return the cells that are not as the matrix has them."""
    wanted = policy()
    with world.cells(database) as connection:
        knocker = Knocker(world, connection)
        return [place for place in places if knocker.ask(*place).outcome != wanted[place]]


def test_the_copy_without_a_mutation_is_green(world, mutant):
    calls = {call for some in WIDENED.values() for call in some}
    assert red(world, mutant(), cells(READERS, calls)) == []


@pytest.mark.parametrize("reach", ["unit", "province"])
@pytest.mark.parametrize("table", WIDENED)
def test_a_policy_made_wider_is_seen(world, mutant, table, reach):
    database = mutant(f"alter policy {reach}_{table} on {table} using (true)")
    assert red(world, database, cells(READERS, WIDENED[table]))


@pytest.mark.parametrize(
    "table", [*WIDENED, "management_record", "step", "paper", "determination", "service", "contact"]
)
def test_a_policy_taken_away_is_seen(world, mutant, table):
    database = mutant(f"drop policy unit_{table} on {table}")
    calls = ["list_services", "list_contacts", "record_determination", "receive_paper",
             "explain_deadline", "read_client", "read_case", "list_determinations",
             "read_indicator"]  # fmt: skip
    assert red(world, database, cells(("commune_official",), calls))


@pytest.mark.parametrize("table", ["client", "legal_case", "deadline"])
def test_a_wall_that_is_not_forced_on_or_not_there_is_seen(world, mutant, table):
    database = mutant(f"alter table {table} disable row level security")
    assert red(world, database, cells(("commune_official",), WIDENED[table]))


@pytest.mark.parametrize("scope", ["", "%"])
def test_a_scope_of_nothing_or_of_a_wildcard_shows_nobody(world, planted, monkeypatch, scope):
    """The door hands the wall a wrong scope: own cells turn red, and no foreign one opens."""
    written = "app.units', case when a.role = any (:blind) then '' else a.unit end"
    broken = str(house_module.ENTER).replace(written, f"app.units', '{scope}'")
    assert broken != str(house_module.ENTER)
    monkeypatch.setattr(house_module, "ENTER", sa.text(broken))
    places = list(cells(("commune_official",), ["read_client", "list_clients", "read_case"]))
    found = red(world, planted, places)
    assert found
    assert {record for _, record, _ in found} == {"own"}


def test_a_blind_role_that_sees_is_stopped_by_the_door_alone(world, planted, monkeypatch):
    """The other way round: without the wall, the auditor is still turned away at the door."""
    monkeypatch.setattr(house_module, "blind_roles", list)
    calls = ["read_client", "list_clients", "read_case", "list_deadlines", "read_indicator"]
    assert red(world, planted, cells(("auditor", "administrator"), calls)) == []


def _asked_for(permission):
    return [c for c in CALLS if (rule := RULES.get(c.partition(":")[0])) and rule.may == permission]


def test_every_permission_is_asked_for_by_some_door():
    assert [permission for permission in Permission if not _asked_for(permission)] == []


@pytest.mark.parametrize("role", Role)
def test_a_permission_given_or_taken_is_seen(world, planted, monkeypatch, role):
    """198 mutants of the page of permissions; none survives but where a second wall stands."""
    right, survived = GRANTS[role], set()
    wanted = policy()
    with world.cells(planted) as connection:
        knocker = Knocker(world, connection)
        for permission in Permission:
            wrong = Grant(right.kinds, right.permissions ^ {permission}, right.parts)
            monkeypatch.setitem(GRANTS, role, wrong)
            places = product(_asked_for(permission)[:1], ("own", "-"), (role.value,))
            known = [place for place in places if place in wanted]
            if all(knocker.ask(*place).outcome == wanted[place] for place in known):
                survived.add(permission)
    walls = REFUSED_TWICE | (REFUSED_TO_BLIND if role.value in access.blind_roles() else set())
    assert survived <= walls - right.permissions


@pytest.mark.parametrize("scope", sorted(SCOPES - REFUSED_TWICE))
def test_a_scope_given_or_taken_is_seen(world, planted, monkeypatch, scope):
    """A4: what a system may do is what it was given; `access.permissions_of` with one turned."""
    right, wanted = access.permissions_of, policy()

    def wrong(role, scopes):
        found = right(role, scopes)
        return found ^ {scope} if scopes else found

    monkeypatch.setattr(house_module, "permissions_of", wrong)
    call = _asked_for(scope)[0]
    places = [p for p in product([call], ("own", "-"), ("system_reading",)) if p in wanted]
    with world.cells(planted) as connection:
        knocker = Knocker(world, connection)
        assert any(knocker.ask(*place).outcome != wanted[place] for place in places)
