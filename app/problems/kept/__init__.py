"""What the database promises, part by part: constraint name → refusal in two languages."""

from app.problems.kept import assignments, community, core, merges, reminders
from app.problems.refusal import Problem

Promised = tuple[type[Problem], str, str]

PARTS = (
    core.PROMISES,
    merges.PROMISES,
    assignments.PROMISES,
    community.PROMISES,
    reminders.PROMISES,
)  # fmt: skip
PROMISES: dict[str, Promised] = {name: promise for part in PARTS for name, promise in part.items()}
