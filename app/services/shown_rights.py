"""Requests of the person, and the law of them, as the API shows them."""

from app.context import Context
from app.law.reading.rights import rights
from app.models.rights import SubjectRequest
from app.schemas.requests import RequestOut, RightsOut
from app.services import subject_requests
from app.services.request_clocks import cited

_DERIVED = {"status", "late", "acknowledged_late"}


def request_out(ctx: Context, request: SubjectRequest) -> RequestOut:
    """Return a request as it stands now."""
    kept = {n: getattr(request, n) for n in RequestOut.model_fields if n not in _DERIVED}
    return RequestOut.model_validate(
        {
            **kept,
            "status": subject_requests.status(request, ctx.now),
            "late": subject_requests.late(request, ctx.now),
            "acknowledged_late": subject_requests.acknowledged_late(request, ctx.now),
        }
    )


def rights_out() -> RightsOut:
    """Return kinds, times and grounds with their articles."""
    book = rights()
    first = book.acknowledge
    return RightsOut.model_validate(
        {
            "acknowledge": _time(first.limit, first.unit),
            "kinds": [
                {
                    "code": row.code,
                    "title": row.title.model_dump(),
                    "time": _time(row.days, row.unit, row.extension, row.days_with_processor),
                    "legal_basis": cited(row.law),
                }
                for row in book.kind
            ],
            "grounds": [
                {**row.model_dump(exclude={"law"}), "legal_basis": cited(row.law)}
                for row in book.ground
            ],
        }
    )


def _time(
    limit: int | None, unit: str, extension: int | None = None, processor: int | None = None
) -> dict[str, object]:
    return {
        "limit": limit,
        "unit": unit,
        "extension": extension,
        "limit_with_processor": processor,
    }
