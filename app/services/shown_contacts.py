"""Contacts as the API shows them."""

from app.schemas.contacts import ContactStandingOut
from app.services.contacts import Standing


def standing_out(found: Standing) -> ContactStandingOut:
    """Return where a person stands, with the figures it was told by."""
    rung = found.rung
    return ContactStandingOut.model_validate(
        {
            "last_met_at": found.last_met_at,
            "last_outcome": found.last_outcome,
            "next_due": found.next_due,
            "overdue": found.overdue,
            "missed_in_a_row": found.missed_in_a_row,
            "rung": None if rung is None else rung.model_dump(),
            "interval_days": found.practice.interval_days,
            "unverified": found.practice.unverified,
        }
    )
