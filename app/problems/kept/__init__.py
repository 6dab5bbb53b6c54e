"""What the database promises, part by part: constraint name → refusal in two languages."""

from app.problems.kept import (
    areas,
    assignments,
    care,
    circumstances,
    community,
    core,
    determinations,
    life_in_a_centre,
    merges,
    moves,
    plans,
    reminders,
    reports,
    rights,
    roll,
    standards,
    stays,
)
from app.problems.refusal import Problem

Promised = tuple[type[Problem], str, str]

PARTS = (
    core.PROMISES,
    merges.PROMISES,
    assignments.PROMISES,
    circumstances.PROMISES,
    community.PROMISES,
    plans.PROMISES,
    moves.PROMISES,
    standards.PROMISES,
    life_in_a_centre.PROMISES,
    stays.PROMISES,
    roll.PROMISES,
    care.PROMISES,
    rights.PROMISES,
    reminders.PROMISES,
    determinations.PROMISES,
    areas.PROMISES,
    reports.PROMISES,
)  # fmt: skip
PROMISES: dict[str, Promised] = {name: promise for part in PARTS for name, promise in part.items()}
