"""An export as it leaves: JSON, or a sheet with the way to the next page beside it."""

from collections.abc import Iterable, Sequence
from typing import Protocol
from urllib.parse import urlencode

from fastapi.responses import Response

from app.schemas.exports import ExportFilter
from app.services.csv_sheet import written


class Pages(Protocol):
    """A page that says where the next one begins."""

    @property
    def next(self) -> str | None:
        """The cursor of the next page."""

    def model_dump_json(self, *, by_alias: bool) -> str:
        """The page as JSON."""


def answer(
    page: Pages,
    chosen: ExportFilter,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> Response:
    """Return the page in the format asked for."""
    if chosen.format == "json":
        return Response(page.model_dump_json(by_alias=True), media_type="application/json")
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    if page.next is not None:
        asked = chosen.model_dump(mode="json", by_alias=True, exclude_none=True)
        headers["link"] = f'<?{urlencode({**asked, "cursor": page.next})}>; rel="next"'
    return Response(written(columns, rows), media_type="text/csv; charset=utf-8", headers=headers)
