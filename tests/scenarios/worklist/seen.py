"""The worklist and the page of an area as a caller reads them."""

from contextlib import contextmanager

import sqlalchemy as sa

from tests.scenarios.story import ok


def worklist(caller, **asked):
    return ok(caller.get("/v1/worklist", params=asked), 200)


def items(caller, **asked):
    return worklist(caller, **asked)["items"]


def named(rows):
    """What stands on a list, in its order: kind, and clock or paper."""
    return [(row["kind"], row["paper"] or row["clock"]) for row in rows]


def area(caller, unit, **asked):
    return ok(caller.get(f"/v1/areas/{unit}", params=asked), 200)


def pages(caller, path, limit, **asked):
    """Every page of a list, one after the other."""
    cursor = None
    while True:
        params = {**asked, "limit": limit} | ({"cursor": cursor} if cursor else {})
        page = ok(caller.get(path, params=params), 200)
        yield page
        cursor = page["next"]
        if cursor is None:
            return


@contextmanager
def counted(engine):
    """Count the statements that reach the database."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
