"""The harness itself: databases are migrated copies, and copies do not see each other."""

import psycopg
import pytest
import sqlalchemy as sa


def plain(url: str) -> str:
    return url.replace("+psycopg", "", 1)


def test_a_fresh_database_is_a_migrated_copy(fresh_database):
    with psycopg.connect(plain(fresh_database.owner_url)) as connection:
        tables = connection.execute("select count(*) from pg_tables where tablename = 'unit'")
        assert tables.fetchone() == (1,)


def test_the_serving_role_can_sign_in_and_owns_nothing(database):
    with psycopg.connect(plain(database.app_url)) as connection:
        assert connection.execute("select current_user").fetchone() == ("hoanhap_app",)
        owned = "select count(*) from pg_class where relowner = 'hoanhap_app'::regrole"
        assert connection.execute(owned).fetchone() == (0,)


def test_an_empty_database_has_no_tables_of_ours(empty_database):
    engine = sa.create_engine(empty_database.owner_url)
    try:
        assert sa.inspect(engine).get_table_names() == []
    finally:
        engine.dispose()


def test_a_test_that_asks_for_a_database_is_marked(request, database):
    assert database.name
    assert request.node.get_closest_marker("database") is not None


@pytest.mark.parametrize("name", ["HOANHAP_DATABASE_URL", "HOANHAP_DATA_DIR"])
def test_the_developers_settings_do_not_reach_tests(name, monkeypatch):
    # monkeypatch only reads here: deletenv with raising=True fails when the name is not set.
    with pytest.raises(KeyError):
        monkeypatch.delenv(name)
