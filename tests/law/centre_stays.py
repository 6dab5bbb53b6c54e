"""Stays in a voluntary centre, as far as the tests need them told."""

from __future__ import annotations

from app.law.engine.facts import ActorFacts
from tests.law.dossier import DIRECTOR, INTAKE, POLICE, Dossier, signed

CENTRE = "voluntary-centre"
FILE = "registration determination-result identity-copy cv"
OTHER = ActorFacts("centre_director", "F-02", "facility", province="01")


def registered(day: str, centre: str) -> Dossier:
    dossier = Dossier().addicted(day)
    by = POLICE if day >= "2026-07-01" else INTAKE
    said = {"centre": centre, "facility": "F-01", "hand": FILE}
    dossier.take(CENTRE, "register", f"{day} 09:00", by, **said)
    return dossier


def decided(day: str, centre: str) -> Dossier:
    dossier = registered(day, centre)
    dossier.take(CENTRE, "decide", f"{day} 15:00", POLICE, decision=signed(day))
    return dossier


def contracted(day: str, months: int = 6) -> Dossier:
    dossier = registered(day, "private")
    dossier.take(CENTRE, "sign_contract", f"{day} 10:00", DIRECTOR, term_months=months)
    return dossier


def admitted(day: str) -> Dossier:
    """In a private centre since the day of registration."""
    if day < "2026-07-01":
        dossier = contracted(day)
    else:
        dossier = decided(day, "private")
        dossier.take(CENTRE, "sign_contract", f"{day} 16:00", DIRECTOR)
    dossier.take(CENTRE, "admit", f"{day} 17:00", INTAKE)
    return dossier
