"""The life of a file across procedures, newest first, as far as the caller reads its parts."""

from uuid import UUID

from app.access import Part
from app.context import Context
from app.services import clients
from app.services.events import (
    activities,
    body_tests,
    care,
    certificates,
    circumstances,
    conduct,
    contacts,
    corrections,
    incidents,
    merges,
    monitoring,
    outside,
    phases,
    plans,
    referrals,
    requests,
    screenings,
    seals,
    services,
    stays,
    steps,
    supports,
    transfers,
)
from app.services.events.shape import Event, Teller

# Who tells, and the part of a file it belongs to; None: the teller looks at the parts itself.
TELLERS: tuple[tuple[Part | None, Teller], ...] = (
    (Part.LEGAL, steps.of),
    (None, services.of),
    (Part.IDENTITY, merges.of),
    (Part.SOCIAL, contacts.of),
    (Part.LEGAL, incidents.of),
    (Part.LEGAL, conduct.of),
    (Part.SOCIAL, outside.of),
    (Part.CLINICAL, screenings.of),
    (Part.SOCIAL, supports.of),
    (None, circumstances.of),
    (None, body_tests.of),
    (Part.MONITORING, monitoring.of),
    (Part.LEGAL, plans.of),
    (Part.LEGAL, phases.of),
    (Part.LEGAL, transfers.of),
    (Part.SOCIAL, referrals.of),
    (Part.LEGAL, stays.of),
    (Part.SOCIAL, activities.of),
    (Part.SOCIAL, certificates.of),
    (Part.CLINICAL, care.of),
    (Part.IDENTITY, requests.of),
    (None, corrections.of),
    (Part.IDENTITY, seals.holds_of),
    (Part.IDENTITY, seals.seals_of),
)


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return everything that happened to a client that the caller may see."""
    client = clients.get(ctx, client_id)
    events: list[Event] = [
        {
            "at": holder["since"],
            "kind": "custody",
            "title": str(holder["reason"]),
            "unit": holder["unit"],
        }
        for holder in clients.holders(ctx, client.id)
    ]
    for part, teller in TELLERS:
        if part is None or ctx.sees(part):
            events += teller(ctx, client_id)
    return sorted(events, key=lambda event: event["at"], reverse=True)  # type: ignore[arg-type, return-value]
