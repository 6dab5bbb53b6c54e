"""Routes of requests of the person about their own data."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page, PageFilter
from app.schemas.requests import (
    AnswerIn,
    ExtendIn,
    ReasonIn,
    RequestFilter,
    RequestIn,
    RequestOut,
    RightsOut,
)
from app.services import subject_requests
from app.services.shown_rights import request_out, rights_out

door = Door(tags=["rights"])
_OF_CLIENT = "/v1/clients/{client_id}/requests"


@door.get("/v1/law/rights", may=Permission.LAW_READ)
def read_rights(ctx: Context) -> RightsOut:
    """Tell the kinds of request, their times and the grounds to refuse, with their articles."""
    del ctx
    return rights_out()


@door.get("/v1/requests", may=Permission.CLIENT_READ)
def list_requests(ctx: Context, filter: Annotated[RequestFilter, Query()]) -> Page[RequestOut]:  # noqa: A002
    """List the requests received at a unit or below it, longest waiting first."""
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = subject_requests.page(
        ctx,
        unit=filter.unit,
        status=filter.status,
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    return Page[RequestOut](
        **page_of(
            rows,
            filter,
            lambda row: request_out(ctx, row),
            lambda row: {"at": row.received_at, "id": row.id},
        )
    )


@door.post(_OF_CLIENT, may=Permission.CLIENT_WRITE, status_code=201)
def receive_request(ctx: Context, client_id: Id, asked: RequestIn) -> RequestOut:
    """Enter a request of the person; the answer tells by when it must be dealt with, and why."""
    entry = subject_requests.Entry(**asked.model_dump())
    return request_out(ctx, subject_requests.receive(ctx, client_id, entry))


@door.get(_OF_CLIENT, may=Permission.CLIENT_READ)
def list_requests_of_client(
    ctx: Context, client_id: Id, page: Annotated[PageFilter, Query()]
) -> Page[RequestOut]:
    """List a client's requests, newest first; for those who read the identity part of a file."""
    cursor = Cursor.read(page)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = subject_requests.of_client(
        ctx, client_id, after=None if at is None or key is None else (at, key), limit=page.limit + 1
    )
    return Page[RequestOut](
        **page_of(
            rows,
            page,
            lambda row: request_out(ctx, row),
            lambda row: {"at": row.received_at, "id": row.id},
        )
    )


@door.post(_OF_CLIENT + "/{request_id}/acknowledge", may=Permission.CLIENT_WRITE, versioned=True)
def acknowledge_request(ctx: Context, client_id: Id, request_id: Id, version: int) -> RequestOut:
    """Note that the person was told the request has come."""
    return request_out(ctx, subject_requests.acknowledge(ctx, client_id, request_id, version))


@door.post(_OF_CLIENT + "/{request_id}/extend", may=Permission.CLIENT_WRITE, versioned=True)
def extend_request(
    ctx: Context, client_id: Id, request_id: Id, version: int, longer: ExtendIn
) -> RequestOut:
    """Lengthen the time to carry a request out, once, within what the law allows."""
    made = subject_requests.extend(
        ctx, client_id, request_id, version, days=longer.days, reason=longer.reason
    )
    return request_out(ctx, made)


@door.post(_OF_CLIENT + "/{request_id}/answer", may=Permission.CLIENT_WRITE, versioned=True)
def answer_request(
    ctx: Context, client_id: Id, request_id: Id, version: int, answer: AnswerIn
) -> RequestOut:
    """Answer a request: granted, partly, or refused with ground, article and reason."""
    made = subject_requests.answer(ctx, client_id, request_id, version, **answer.model_dump())
    return request_out(ctx, made)


@door.post(_OF_CLIENT + "/{request_id}/close", may=Permission.CLIENT_WRITE, versioned=True)
def close_request(
    ctx: Context, client_id: Id, request_id: Id, version: int, why: ReasonIn
) -> RequestOut:
    """Close a request: carried out, or taken back by the person."""
    made = subject_requests.close(ctx, client_id, request_id, version, why.reason)
    return request_out(ctx, made)


@door.post(_OF_CLIENT + "/{request_id}/void", may=Permission.CLIENT_WRITE, versioned=True)
def void_request(
    ctx: Context, client_id: Id, request_id: Id, version: int, why: ReasonIn
) -> RequestOut:
    """Mark a request entered by mistake: it stays on file and counts no more."""
    made = subject_requests.void(ctx, client_id, request_id, version, why.reason)
    return request_out(ctx, made)
