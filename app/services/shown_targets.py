"""A share held against a target of practice, as the API shows it."""

from app.law.reading.standards import Target, standards


def percent(part: int, whole: int) -> float | None:
    """Per cent to one place; None of nobody."""
    return None if whole == 0 else round(100 * part / whole, 1)


def target_document(target: Target, part: int, whole: int) -> dict[str, object]:
    """Return a share, its target, and where the target comes from."""
    rule = {"above": target.above, "at_least": target.at_least}
    return {
        "percent": percent(part, whole),
        "title": target.title.model_dump(),
        "target": {**rule, "from_": target.from_, "to": target.to},
        "met": target.met_by(part, whole),
        "legal_basis": [{**target.law.model_dump(), "edition": "practice"}],
        "unverified": standards().unverified,
    }
