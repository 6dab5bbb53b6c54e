"""The family of refusals, and the refusal behind each promise of the database."""

from app.problems.family import (
    IdempotencyKeyRequired,
    IdempotencyKeyReused,
    Invalid,
    Malformed,
    MethodNotAllowed,
    NotFound,
    NotPermitted,
    NotSignedIn,
    PossibleDuplicate,
    StaleVersion,
    StateConflict,
    StepRefused,
    TooLarge,
    TooManyRequests,
    TooSlow,
    Unavailable,
    Unexpected,
    UnknownParameter,
    UnsupportedMediaType,
    VersionRequired,
)
from app.problems.kept import PROMISES
from app.problems.promises import from_constraint
from app.problems.refusal import (
    Bilingual,
    Cited,
    Fault,
    Judged,
    Language,
    Problem,
    Reasoned,
    Text,
    cite,
    say,
)

FAMILY: tuple[type[Problem], ...] = (
    Malformed,
    UnknownParameter,
    IdempotencyKeyRequired,
    NotSignedIn,
    NotPermitted,
    NotFound,
    MethodNotAllowed,
    TooSlow,
    StepRefused,
    StateConflict,
    PossibleDuplicate,
    StaleVersion,
    TooLarge,
    UnsupportedMediaType,
    Invalid,
    IdempotencyKeyReused,
    VersionRequired,
    TooManyRequests,
    Unexpected,
    Unavailable,
)


def catalogue() -> tuple[str, ...]:
    """Every code there is, in the order of their status; codes are never renamed."""
    return tuple(family.code for family in FAMILY)


__all__ = [
    "FAMILY",
    "PROMISES",
    "Bilingual",
    "Cited",
    "Fault",
    "IdempotencyKeyRequired",
    "IdempotencyKeyReused",
    "Invalid",
    "Judged",
    "Language",
    "Malformed",
    "MethodNotAllowed",
    "NotFound",
    "NotPermitted",
    "NotSignedIn",
    "PossibleDuplicate",
    "Problem",
    "Reasoned",
    "StaleVersion",
    "StateConflict",
    "StepRefused",
    "Text",
    "TooLarge",
    "TooManyRequests",
    "TooSlow",
    "Unavailable",
    "Unexpected",
    "UnknownParameter",
    "UnsupportedMediaType",
    "VersionRequired",
    "catalogue",
    "cite",
    "from_constraint",
    "say",
]
