"""A person taken into a centre under a decision of the court, in any edition."""

from __future__ import annotations

from dataclasses import replace

from app.law.engine.facts import ClientFacts
from tests.law.dossier import COURT, INTAKE, Dossier, signed
from tests.law.standing import ADULT, standing
from tests.law.terms.acts import CUTOVER

COMPULSORY, MINORS = "compulsory", "compulsory-minor"


def decided(
    day: str, months: int | None, procedure: str = COMPULSORY, client: ClientFacts = ADULT
) -> Dossier:
    """The court applies the measure on a day; from Decree 163 on it names no months."""
    dossier = standing(procedure, "accepted", day, client=client)
    said: dict[str, object] = {"decision": signed(day), "outcome": "apply"}
    said |= {"term_months": months} if day < CUTOVER else {}
    dossier.take(procedure, "court_decide", f"{day} 08:00", COURT, **said)
    return dossier


def admit(
    dossier: Dossier, day: str, procedure: str = COMPULSORY, pending: int | None = None
) -> Dossier:
    """Taken into the centre on a day, with the days of the pending stage told, or none told."""
    old = day < CUTOVER
    case = dossier.cases[procedure]
    dossier.cases[procedure] = replace(case, state="effective" if old else "assigned")
    said: dict[str, object] = {} if old else {"hand": "placement-decision"}
    said |= {} if pending is None else {"pending_days": pending}
    said |= {"suitable_place": True} if old and procedure == MINORS else {}
    dossier.take(procedure, "admit", f"{day} 09:00", INTAKE, **said)
    return dossier


def taken_in(
    day: str,
    months: int | None = None,
    pending: int | None = None,
    procedure: str = COMPULSORY,
    client: ClientFacts = ADULT,
) -> Dossier:
    """Decided and taken in on one day."""
    return admit(decided(day, months, procedure, client), day, procedure, pending)
