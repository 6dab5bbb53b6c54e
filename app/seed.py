"""Reference data: units of today and before, the legal moves of the book, the calendar.

Loading is idempotent: rows are added or brought up to date, an edited calendar day is kept.
"""

import sqlalchemy as sa

from app import units
from app.law.days.calendar import Calendar
from app.law.pages.diagram import moves
from app.law.reading.loader import lawbook
from app.names import search_key


def load(connection: sa.Connection) -> None:
    """Load everything a new database needs before the first client."""
    _units(connection)
    _former_units(connection)
    _moves(connection)
    _calendar(connection)


def _units(connection: sa.Connection) -> None:
    order = {"nation": 0, "province": 1, "commune": 2, "court": 3, "facility": 4}
    rows = [
        {
            "code": u.code, "name": u.full_name, "kind": u.kind, "place_type": u.place_type,
            "parent": u.parent, "province": u.province, "region": u.region,
            "search_key": search_key(u.name), "valid_from": u.valid_from,
        }
        for u in sorted(units.current(), key=lambda u: order[u.kind])
    ]  # fmt: skip
    connection.execute(
        sa.text("""
        insert into unit (code, name, kind, place_type, parent, province, region, search_key,
                          valid_from)
        values (:code, :name, :kind, :place_type, :parent, :province, :region, :search_key,
                :valid_from)
        on conflict (code) do update set name = excluded.name, place_type = excluded.place_type,
            search_key = excluded.search_key, region = excluded.region,
            valid_from = excluded.valid_from
        where (unit.name, unit.place_type) <> (excluded.name, excluded.place_type)
        """),
        rows,
    )


def _former_units(connection: sa.Connection) -> None:
    former = [
        {
            "code": u.code, "valid_to": u.valid_to, "name": u.name, "kind": u.kind,
            "parent": u.parent, "province": u.province, "valid_from": u.valid_from,
        }
        for u in units.former()
    ]  # fmt: skip
    # An earlier version of a unit of today (a commune before it became a ward) is former too.
    former += [
        {
            "code": u.code, "valid_to": u.valid_to, "name": u.full_name, "kind": u.kind,
            "parent": u.parent, "province": u.province, "valid_from": u.valid_from,
        }
        for u in units.versions()
        if u.valid_to is not None
    ]  # fmt: skip
    connection.execute(
        sa.text("""
        insert into former_unit (code, valid_to, name, kind, parent, province, valid_from)
        values (:code, :valid_to, :name, :kind, :parent, :province, :valid_from)
        on conflict do nothing
        """),
        former,
    )
    connection.execute(
        sa.text("""
        insert into unit_successor (old_code, new_code, changed_on, share)
        values (:old_code, :new_code, :changed_on, :share) on conflict do nothing
        """),
        [
            {"old_code": s.old_code, "new_code": s.new_code, "changed_on": s.on, "share": s.share}
            for s in units.successors()
        ],
    )


def _moves(connection: sa.Connection) -> None:
    """Mirror the moves of every edition, so that the database refuses what no law knows.

    A case whose edition has ended moves from the state its old edition called it.
    """
    connection.execute(sa.text("delete from legal_move"))
    connection.execute(
        sa.text("insert into legal_move (procedure, src, dst) values (:procedure, :src, :dst)"),
        [
            {"procedure": procedure, "src": src, "dst": dst}
            for procedure, src, dst in sorted(moves(lawbook()))
        ],
    )


def _calendar(connection: sa.Connection) -> None:
    connection.execute(
        sa.text("""
        insert into calendar_day (day, kind, title_vi, title_en, source, unverified)
        values (:day, :kind, :title_vi, :title_en, :source, :unverified)
        on conflict (day) do update set kind = excluded.kind, title_vi = excluded.title_vi,
            title_en = excluded.title_en, source = excluded.source,
            unverified = excluded.unverified, version = calendar_day.version + 1
        where calendar_day.edited_by is null
          and (calendar_day.kind, calendar_day.source, calendar_day.unverified)
              is distinct from (excluded.kind, excluded.source, excluded.unverified)
        """),
        [
            {
                "day": day, "kind": mark.kind, "title_vi": mark.vi,
                "title_en": mark.en, "source": mark.source, "unverified": mark.unverified,
            }
            for day, mark in sorted(Calendar.from_toml().days.items())
        ],
    )  # fmt: skip
