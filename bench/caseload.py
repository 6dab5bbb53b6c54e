"""Communes of as many open cases as one caseworker is measured with.

The bench deals people over the whole country, so that no commune has three hundred open cases;
here whole files are moved from communes of the same province, on the copy that is written to.
"""

import psycopg

CASES, COMMUNES = 300, 3

# The communes with the most open cases, one a province.
_FULLEST = """
select unit from (
    select distinct on (province) province, unit, count(*) as cases from legal_case
    where closed_at is null and client_id is not null and unit <> province
    group by province, unit order by province, count(*) desc, unit) fullest
order by cases desc, unit limit %s
"""
# Files of the same province whose open cases make up what is lacking: smallest ids first.
_LACKING = """
create temp table gathered as
select client_id from (
    select client_id, sum(count(*)) over (order by client_id) as reached from legal_case
    where closed_at is null and province = %(province)s and unit <> %(unit)s
    group by client_id) cases
where reached <= %(lacking)s
"""
_MOVED = {
    "client": "update client set unit = %(unit)s, residence_unit = %(unit)s where id in"
    " (select client_id from gathered)",
    # Given by the commune itself: otherwise every one of them had come from elsewhere.
    "custody": "update custody set unit = %(unit)s, opened_by = (select id from account"
    " where unit = %(unit)s and role = 'commune_police') where kind = 'residence'"
    " and until is null and client_id in (select client_id from gathered)",
    "legal_case": "update legal_case set unit = %(unit)s where client_id in"
    " (select client_id from gathered)",
    "deadline": "update deadline set unit = %(unit)s where client_id in"
    " (select client_id from gathered)",
}


def fill(connection: psycopg.Connection) -> None:
    """Bring the fullest communes to `CASES` open cases each; row triggers are off, as in a copy."""
    connection.execute("set session_replication_role = replica")
    for unit in heaviest(connection):
        row = connection.execute(
            "select province, count(*) from legal_case where unit = %s and closed_at is null"
            " group by province",
            [unit],
        ).fetchone()
        province, cases = row or ("", CASES)
        asked = {"unit": unit, "province": province, "lacking": CASES - cases}
        connection.execute(_LACKING, asked)
        for statement in _MOVED.values():
            connection.execute(statement, asked)
        connection.execute("drop table gathered")
    connection.execute("set session_replication_role = origin")
    connection.commit()


def heaviest(connection: psycopg.Connection) -> list[str]:
    """Return the communes with the most open cases."""
    return [unit for (unit,) in connection.execute(_FULLEST, [COMMUNES]).fetchall()]
