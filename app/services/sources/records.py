"""People on the lists (*hồ sơ quản lý*) in the period, and the services that reached them.

`with.records`: the lists; `with.cases`: procedures whose running cases count beside the lists;
`with.running`: kinds of service that a running case stands for. Where the definition names no
kinds, whoever is on the list is counted and that is all.
"""

import sqlalchemy as sa

from app.models.case import LegalCase
from app.models.client import ManagementRecord
from app.models.service import Service
from app.services import known
from app.services.question import Question
from app.services.sources.shape import listed


def rows(question: Question) -> sa.Subquery:
    """Select one row a person with `reached`, `excluded`, `soft` and the kinds of service had.

    `soft` marks those whose place in the figure rests on a historic or unverified entry: on the
    list, or by nothing asked for but such services and cases. What a person had is one number, a
    bit a kind.
    """
    record = _counted(question)
    bits = _bits(question)
    source: sa.FromClause = record
    had: sa.ColumnElement[int] = sa.literal(0)
    shown: list[sa.ColumnElement[bool]] = []
    if bits:
        reach = _reach(question)
        source = sa.outerjoin(source, reach, reach.c.client_id == record.c.client_id)
        had = sa.func.coalesce(reach.c.had, 0)
        shown.append(reach.c.soft)
    ran = _running(question)
    if ran is not None:
        had = had.op("|")(sa.func.coalesce(ran.c.had, 0))
        source = sa.outerjoin(source, ran, ran.c.client_id == record.c.client_id)
        shown.append(ran.c.soft)
    groups = [sum(bits[kind] for kind in group) for group in question.groups]
    return (
        sa.select(
            record.c.client_id.label("id"),
            record.c.client_id,
            sa.literal(question.until).label("day"),
            record.c.since,
            record.c.excluded,
            record.c.left_out,
            (record.c.soft | _all_of(shown)).label("soft"),
            sa.and_(sa.true(), *(had.op("&")(group) != 0 for group in groups)).label("reached"),
            *((had.op("&")(bit) != 0).label(f"had_{kind}") for kind, bit in bits.items()),
        )
        .select_from(source)
        .subquery("people")
    )


def _all_of(shown: list[sa.ColumnElement[bool]]) -> sa.ColumnElement[bool]:
    """Tell whether all that is shown is soft; what is null shows nothing."""
    if not shown:
        return sa.false()
    said = [sa.func.coalesce(*shown[place:], *shown[:place]) for place in range(len(shown))]
    return sa.func.coalesce(sa.and_(*said), sa.false())


def _asked(question: Question) -> set[str]:
    return {kind for group in question.groups for kind in group}


def _bits(question: Question) -> dict[str, int]:
    """Return the bit of each kind of service of the indicator."""
    return {kind: 1 << place for place, kind in enumerate(question.indicator.kinds)}


def _counted(question: Question) -> sa.Subquery:
    """Select who is counted: of the lists, and of running cases where the definition says so."""
    record = people(question)
    procedures = listed(question.said.get("cases"))
    if not procedures:
        return record
    both = sa.union_all(sa.select(*record.c), _cases(question, procedures)).subquery("both").c
    excluded = sa.func.bool_and(both.excluded)
    return (
        sa.select(
            both.client_id,
            sa.func.min(both.since).label("since"),
            excluded.label("excluded"),
            sa.case((excluded, sa.func.max(both.left_out))).label("left_out"),
            sa.func.bool_or(both.soft).label("soft"),
        )
        .group_by(both.client_id)
        .subquery("counted")
    )


def _cases(question: Question, procedures: list[str]) -> sa.Select[tuple[object, ...]]:
    """Select who had such a case running in the period, in the columns of `people`."""
    case = known.table(question, LegalCase).c
    out: sa.ColumnElement[bool] = sa.false()
    if question.base == "stock":
        out = case.closed_at.is_not(None) & (case.closed_at < question.last_moment)
    return sa.select(
        case.client_id,
        case.started_on,
        out,
        sa.case((out, "left_before_the_last_day")),
        case.provenance != "recorded",
    ).where(
        case.procedure.in_(procedures),
        case.started_on <= question.until,
        case.closed_at.is_(None) | (case.closed_at >= question.first_moment),
    )


def people(question: Question) -> sa.Subquery:
    """Select the people on the list in the period; left out when only excluded records remain."""
    record = known.table(question, ManagementRecord).c
    error = [reason for rule in question.indicator.exclude for reason in rule.closed]
    out: sa.ColumnElement[bool] = sa.func.coalesce(record.closed_reason, "").in_(error)
    why: sa.ColumnElement[str] = sa.literal("entered_in_error")
    if question.base == "stock":
        # On the list during the period but not on its last day: shown as left out, not lost.
        why = sa.func.min(sa.case((out, why), else_="left_before_the_last_day"))
        out = out | (record.until.is_not(None) & (record.until <= question.until))
    excluded = sa.func.bool_and(out)
    return (
        sa.select(
            record.client_id,
            sa.func.min(record.since).label("since"),
            excluded.label("excluded"),
            sa.case((excluded, why)).label("left_out"),
            sa.func.bool_or(record.provenance != "recorded").label("soft"),
        )
        .where(
            record.kind.in_(listed(question.said["records"])),
            record.since <= question.until,
            record.until.is_(None) | (record.until >= question.since),
        )
        .group_by(record.client_id)
        .subquery("listed")
    )


def _reach(question: Question) -> sa.Subquery:
    """Select what each person had in the period, one row a person."""
    service = known.table(question, Service).c
    bits = _bits(question)
    return (
        sa.select(
            service.client_id,
            sa.func.bit_or(sa.case(bits, value=service.kind, else_=0)).label("had"),
            sa.func.bool_and(service.provenance != "recorded")
            .filter(service.kind.in_(sorted(_asked(question))))
            .label("soft"),
        )
        .where(
            service.voided_at.is_(None),
            service.performed_on.between(question.since, question.until),
            service.kind.in_(list(bits)),
        )
        .group_by(service.client_id)
        .subquery("had")
    )


def _running(question: Question) -> sa.Subquery | None:
    """Select who had a case running in the period, for the kinds that a case stands for."""
    said = question.said.get("running")
    if not isinstance(said, dict):
        return None
    asked, bits = _asked(question), _bits(question)
    stands_for = {
        procedure: bits[kind]
        for kind, procedures in said.items()
        if kind in asked
        for procedure in procedures
    }
    if not stands_for:
        return None
    case = known.table(question, LegalCase).c
    return (
        sa.select(
            case.client_id,
            sa.func.bit_or(sa.case(stands_for, value=case.procedure, else_=0)).label("had"),
            sa.func.bool_and(case.provenance != "recorded").label("soft"),
        )
        .where(
            case.procedure.in_(list(stands_for)),
            case.started_on <= question.until,
            case.closed_at.is_(None) | (case.closed_at >= question.first_moment),
        )
        .group_by(case.client_id)
        .subquery("ran")
    )
