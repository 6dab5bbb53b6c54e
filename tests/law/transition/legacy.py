"""Files begun under one decree and met by the other: what a row on transition looks at."""

from __future__ import annotations

from dataclasses import replace

from app.law.engine.facts import ActorFacts, ClientFacts
from tests.law.dossier import CHAIR, COURT, INTAKE, POLICE, Dossier, signed
from tests.law.standing import ADULT, standing

LAST, FIRST = "2026-06-30 23:59", "2026-07-01 00:00"
OLD, NEW = "d116-2025-07", "d163"
HOME, COMPULSORY, MINORS = "voluntary-home", "compulsory", "compulsory-minor"
FILE = "registration determination-result identity-copy cv"


def before(at: str) -> bool:
    """Is a moment before the cutover."""
    return at < FIRST


def office(at: str) -> ActorFacts:
    """Who decides on voluntary rehabilitation at a moment."""
    return CHAIR if before(at) else POLICE


def home(
    registered: str,
    decided: str = "",
    begun: str = "",
    months: int = 6,
    client: ClientFacts = ADULT,
) -> Dossier:
    """Rehabilitation at home as far as the moments given tell."""
    dossier = Dossier(client).addicted(registered[:10])
    dossier.determinations[0] = replace(dossier.determinations[0], notified_at=None)
    dossier.take(HOME, "register", registered, office(registered), hand=FILE)
    if decided:
        said: dict[str, object] = {"decision": signed(decided[:10])}
        said |= {"term_months": months} if before(decided) else {"hand": "reception-record"}
        dossier.take(HOME, "decide", decided, office(decided), **said)
    if begun:
        dossier.take(HOME, "begin", begun, office(begun))
    return dossier


def court(
    opened: str,
    decided: str = "",
    admitted: str = "",
    months: int = 18,
    procedure: str = COMPULSORY,
    client: ClientFacts = ADULT,
) -> Dossier:
    """A dossier accepted by the court on a day, then decided and taken in at the moments given."""
    dossier = standing(procedure, "accepted", opened, client=client)
    if decided:
        said: dict[str, object] = {"decision": signed(decided[:10]), "outcome": "apply"}
        said |= {"term_months": months} if before(decided) else {}
        dossier.take(procedure, "court_decide", decided, COURT, **said)
    if admitted:
        at = "effective" if before(admitted) else "assigned"
        dossier.cases[procedure] = replace(dossier.cases[procedure], state=at)
        told: dict[str, object] = {} if before(admitted) else {"hand": "placement-decision"}
        if procedure == MINORS and before(admitted):
            told["suitable_place"] = True
        dossier.take(procedure, "admit", admitted, INTAKE, **told)
    return dossier
