"""What the law asks of a body test: who may require it, when, in which measure, on which form."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.access import TEST_PARTS
from app.context import Context
from app.law.reading import community
from app.law.shape.model import Citation
from app.models.case import LegalCase
from app.problems import Invalid, StateConflict, Text
from app.services import cited, entered
from app.times import vn_day

TESTER = "tester"
PAPER = "test-result"


def reasons_seen(ctx: Context) -> list[str]:
    """Return the reasons of the tests a caller may read."""
    return [reason for reason, part in TEST_PARTS.items() if part in ctx.actor.parts]


def edition_on(ctx: Context, day: date) -> str:
    """Return the edition of a day; the first one for what lies before all of them."""
    book = ctx.lawbook
    return book.edition_on(max(day, book.editions[0].begins)).code


def form_on(ctx: Context, day: date) -> str | None:
    """Return the number of the form on which a result of that day is written."""
    return cited.form_of(ctx.lawbook, PAPER, edition_on(ctx, day))


def refuse_other_offices(ctx: Context, day: date) -> None:
    """Refuse whoever may not require a test on that day; the refusal names the article."""
    office = ctx.lawbook.authority(TESTER, edition_on(ctx, day))
    if ctx.actor.role not in office.roles:
        raise StateConflict(
            Text(
                f"Chỉ {office.title.vi} được yêu cầu xét nghiệm",
                f"Only these may require a test: {office.title.en}",
            ),
            legal_basis=() if office.law is None else (office.law,),
        )


def refuse_unlawful(ctx: Context, reason: str, procedure: str | None, day: date) -> None:
    """Refuse a plan, or an unannounced test, where the law asks for a ground."""
    codes = [row.code for row in ctx.lawbook.editions]
    edition = edition_on(ctx, day)
    rule = community.rules_of_tests().on(procedure, codes[: codes.index(edition) + 1])
    allowed = {"planned": rule.planned, "unplanned": rule.unplanned}
    if not allowed.get(reason, True):
        law = Citation(rule.law.act, rule.law.at, edition, unverified=rule.law.unverified)
        raise StateConflict(Text(rule.title.vi, rule.title.en), legal_basis=(law,))


def case_on(ctx: Context, client_id: UUID, case_id: UUID | None, day: date) -> LegalCase | None:
    """Return the case a test is taken under; Invalid where it is not this client's, or not then."""
    entered.refuse_foreign_case(ctx, client_id, case_id)
    if case_id is None:
        return None
    case = ctx.session.scalars(sa.select(LegalCase).where(LegalCase.id == case_id)).one()
    closed = case.closed_at
    if day < vn_day(case.opened_at) or (closed is not None and day > vn_day(closed)):
        raise Invalid.at(
            "/case_id", vi="vụ việc không mở vào ngày này", en="the case was not open on that day"
        )
    return case
