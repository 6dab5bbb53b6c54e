"""Routes of the types of areas: the rules, what each area is, and their approval."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.schemas.typology import (
    ApprovalsOut,
    ApproveIn,
    TypologyFilter,
    TypologyOut,
    TypologyRulesOut,
)
from app.services import area_classes, typologies
from app.services.area_facts import read_year, running
from app.services.shown_typology import approvals_document, report_document, rules_document

door = Door(prefix="/v1/typology", tags=["typology"])


@door.get("", may=Permission.INDICATOR_READ)
def read_typology(ctx: Context, asked: Annotated[TypologyFilter, Query()]) -> TypologyOut:
    """Tell the type of each commune of a province, or of each province, criterion by criterion.

    What nobody told is never zero: an area is of no class while a missing fact could change it.
    """
    year = running(ctx.today) if asked.year is None else read_year(asked.year)
    report = typologies.read(ctx, asked.unit, year)
    approved = area_classes.approved(ctx, year.number)
    return TypologyOut.model_validate(report_document(ctx, report, approved))


@door.get("/rules", may=Permission.LAW_READ)
def read_typology_rules(ctx: Context) -> TypologyRulesOut:
    """Read the classes of areas, their criteria and thresholds, with where each is told."""
    del ctx
    return TypologyRulesOut.model_validate(rules_document())


@door.post("/confirmations", may=Permission.STANDARD_WRITE)
def confirm_typology(ctx: Context, approval: ApproveIn) -> ApprovalsOut:
    """Approve the classes of a past year: communes by the province, provinces by the nation.

    Splits by type of commune read what is approved here.
    """
    year = read_year(approval.year)
    found = area_classes.approve(ctx, approval.unit, year, only=approval.units)
    return ApprovalsOut.model_validate(approvals_document(year.code, found))
