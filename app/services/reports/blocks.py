"""Old forms block by block: what happened in the period, with the owner on the day it happened.

Circular 05/2011/TT-BLĐTBXH names the blocks of its forms; their columns were not seen, so each
block is told as people begun, under way, completed and otherwise ended. Only counts leave here.
"""

from collections.abc import Iterator

import sqlalchemy as sa

from app.context import Context
from app.law.reading.report import Block, Report
from app.services import reach, sealed
from app.services.reports.block_sources import SOURCES, Counted
from app.services.reports.scope import Filled, Scope
from app.sheets.book import Column, Row, Sheet, Title

_DECEMBER = 12
_COLUMNS = (
    Column("code", Title("Mã", "Code")),
    Column("title", Title("Nội dung", "Block")),
    Column("measure", Title("Chỉ tiêu", "Measure")),
    Column("count", Title("Số lượng", "Count"), "int"),
)
_NO_GRID = Title(
    "Các cột của biểu chưa đọc được: mỗi khối chỉ gồm các chỉ tiêu suy ra được",
    "The columns of the form were not seen: each block holds what can be told of it",
)


def fill(ctx: Context, definition: Report, scope: Scope) -> Filled:
    """Fill a report made of blocks."""
    sheets, cohorts = [], {}
    with sealed.counted(ctx), reach.counting(ctx, wide=True):
        for table in definition.sheet:
            rows: list[Row] = []
            notes = [_NO_GRID]
            for block in table.blocks:
                if block.december_only and scope.until.month != _DECEMBER:
                    continue
                if block.note is not None:
                    notes.append(Title(f"{block.title.vi}: {block.note.vi}", block.note.en))
                for one, count, sha in _counts(ctx, block, scope):
                    rows.append(_row(block, one.title.vi, count))
                    cohorts[f"{block.code}/{one.code}"] = sha
                if block.counts == "none":
                    rows.append(_row(block, "Chưa có số liệu", None))
            title = Title(table.title.vi, table.title.en)
            sheets.append(
                Sheet(table.code, title, _COLUMNS, tuple(rows), notes=tuple(notes),
                      named_by=("code", "measure"))
            )  # fmt: skip
    return Filled(tuple(sheets), cohorts)


def _counts(ctx: Context, block: Block, scope: Scope) -> Iterator[tuple[Counted, int, str]]:
    """Count what a block tells of, and hash the sorted ids of each count."""
    source = SOURCES.get(block.counts)
    for one in source(block, scope) if source is not None else ():
        ids = one.ids.distinct().subquery()
        item = sa.cast(ids.c[0], sa.Text)
        joined = sa.func.string_agg(item, sa.literal("\n").op("order by")(item))
        text = sa.func.convert_to(sa.func.coalesce(joined, ""), "UTF8")
        sha = sa.func.encode(sa.func.sha256(text), "hex")
        row = ctx.session.execute(sa.select(sa.func.count(), sha).select_from(ids)).one()
        yield one, row[0], row[1]


def _row(block: Block, measure: str, count: int | None) -> Row:
    return {"code": block.code, "title": block.title.vi, "measure": measure, "count": count}
