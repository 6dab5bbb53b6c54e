"""Reviews of facilities as the API shows them."""

from collections import Counter

from app.models.standard import ReviewFinding
from app.schemas.reviews import (
    FindingOut,
    RemedyOut,
    ReviewDetailOut,
    ReviewOut,
    ReviewShareOut,
    ScoreOut,
)
from app.services.review_share import ReviewShare
from app.services.reviews import Whole
from app.services.shown_targets import percent, target_document


def whole_out(found: Whole) -> ReviewDetailOut:
    """Return a review with all that hangs on it."""
    told = ReviewOut.model_validate(found.review).model_dump()
    return ReviewDetailOut.model_validate(
        {
            **told,
            "score": _score(found),
            "recheck": found.recheck,
            "findings": [_finding(row) for row in found.findings],
            "remedies": [RemedyOut.model_validate(row) for row in found.remedies],
        }
    )


def review_share_out(found: ReviewShare) -> ReviewShareOut:
    """Return the figure with its reading and its target."""
    return ReviewShareOut.model_validate(
        {
            "unit": found.unit,
            "on": found.on,
            "facility_kind": found.facility_kind,
            "variant": found.variant,
            "numerator": found.numerator,
            "denominator": found.denominator,
            **target_document(found.target, found.numerator, found.denominator),
        }
    )


def _score(found: Whole) -> ScoreOut:
    counts = Counter(row.result for row in found.findings)
    applicable = len(found.findings) - counts["not_applicable"]
    return ScoreOut(
        variant="met_of_applicable",
        met=counts["met"],
        partly=counts["partly"],
        not_met=counts["not_met"],
        not_applicable=counts["not_applicable"],
        open=counts[None],
        applicable=applicable,
        percent=percent(counts["met"], applicable),
        all_met=counts["met"] == applicable,
    )


def _finding(row: ReviewFinding) -> FindingOut:
    law = {
        "act": row.law_act,
        "at": row.law_at,
        "edition": row.law_edition,
        "unverified": row.unverified,
    }
    return FindingOut.model_validate(
        {
            "criterion": row.criterion,
            "title": {"vi": row.title_vi, "en": row.title_en},
            "legal_basis": [law],
            "result": row.result,
            "evidence": row.evidence,
            "measured_value": row.measured_value,
        }
    )
