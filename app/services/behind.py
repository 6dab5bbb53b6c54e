"""The very rows behind a figure, from the definition that made it (*danh sách*)."""

from collections.abc import Mapping, Sequence
from typing import Literal

import sqlalchemy as sa

from app.access import Part as Access
from app.context import Context
from app.models.client import Client
from app.problems import Invalid, NotPermitted
from app.services import reach
from app.services.indicators import is_wide, room, wanted
from app.services.known import Columns
from app.services.question import Question
from app.services.spread import Spread

Part = Literal["numerator", "denominator", "gap", "excluded"]


def records(
    ctx: Context,
    question: Question,
    part: Part,
    *,
    after: Mapping[str, object] | None = None,
    limit: int,
) -> Sequence[sa.RowMapping]:
    """Return the very rows behind a figure, from the same definition, in order of names.

    Of what was known or held elsewhere then, only those whose file the caller holds today. Raises
    NotPermitted where the list tells of a part of the file that the caller does not read.
    """
    part_of_file = question.indicator.part
    if part_of_file is not None and not ctx.sees(Access(part_of_file)):
        raise NotPermitted
    reading = question.indicator.reading(question.variant)
    if reading is not None and reading.each and not question.groups:
        raise Invalid.at("/query/kind", vi="hãy chọn một dịch vụ", en="choose one service")
    room(ctx)
    with reach.counting(ctx, wide=is_wide(question)):
        rows = ctx.session.execute(_listing(ctx, question, part, after, limit)).mappings().all()
    ctx.trail.note(
        [row["client_id"] for row in rows],
        object_type="indicator",
        detail={"code": question.indicator.code, "part": part},
    )
    return rows


def _listing(
    ctx: Context,
    question: Question,
    part: Part,
    after: Mapping[str, object] | None,
    limit: int,
) -> sa.Select[tuple[object, ...]]:
    spread = Spread(question)
    row = spread.rows.c
    unit, province = spread.unit, spread.province
    where = [_in(row, part), *wanted(spread)]
    person = Client.__table__.alias("named")
    spread.join(person, person.c.id == row.client_id)
    if is_wide(question):
        where.append(reach.held(ctx, row.client_id))
    label = row.label if "label" in row else sa.literal(None, sa.Text)
    key = sa.func.coalesce(person.c.sort_key, label, "")
    item = sa.cast(row.id, sa.Text)
    if after:
        where.append(sa.tuple_(key, item) > sa.tuple_(after["sort_key"], after["id"]))
    given = [column for column in row if column.name not in {"id", "unit", "province", "label"}]
    return (
        sa.select(
            item.label("id"), *given, key.label("sort_key"), unit.label("unit"),
            province.label("province"), person.c.full_name, person.c.sex, person.c.birth_date,
            label.label("label"),
        )
        .select_from(spread.source)
        .where(*where)
        .order_by(key, item)
        .limit(limit)
    )  # fmt: skip


def _in(row: Columns, part: Part) -> sa.ColumnElement[bool]:
    counted: sa.ColumnElement[bool] = ~row.excluded
    wanted_of: dict[str, sa.ColumnElement[bool]] = {
        "numerator": counted & row.reached,
        "denominator": counted,
        "gap": counted & ~row.reached,
        "excluded": ~counted,
    }
    return wanted_of[part]
