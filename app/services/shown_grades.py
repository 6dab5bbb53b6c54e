"""Grades as the contract shows them."""

from collections.abc import Sequence

from app.law.reading.words import cite
from app.problems import Problem
from app.schemas.base import LegalBasisOut, TextOut
from app.schemas.grades import (
    GradeCountOut,
    GradeOut,
    GradeResultOut,
    GradeRollOut,
    GradeUseOut,
    RefusedOut,
)
from app.services.grades import Result, Sum


def roll_out(results: Sequence[Result]) -> GradeRollOut:
    """Show what became of every line."""
    return GradeRollOut(
        given=sum(result.grade is not None for result in results),
        results=[
            GradeResultOut(
                client_id=result.client_id,
                grade=None if result.grade is None else GradeOut.model_validate(result.grade),
                refused=None if result.refused is None else _refused(result.refused),
            )
            for result in results
        ],
    )


def counts_out(total: Sum) -> list[GradeCountOut]:
    """Show how many months were graded how, the best first."""
    order = ("good", "fair", "average", "poor")
    return [GradeCountOut(grade=code, months=total.counts.get(code, 0)) for code in order]


def use_out(total: Sum) -> GradeUseOut | None:
    """Show what the law in force has the grades for."""
    use = total.use
    if use is None:
        return None
    law = cite(use.law, use.edition, unverified=use.unverified)
    return GradeUseOut(
        title=TextOut(vi=use.title.vi, en=use.title.en),
        months=use.months,
        enough=total.enough,
        legal_basis=LegalBasisOut.model_validate(law),
    )


def _refused(refusal: Problem) -> RefusedOut:
    """The first fault says more than the refusal as a whole."""
    said = refusal.errors[0].detail if refusal.errors else refusal.detail or refusal.title
    return RefusedOut(code=refusal.code, detail=TextOut(vi=said.vi, en=said.en))
