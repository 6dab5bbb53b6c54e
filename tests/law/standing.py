"""A case that stands somewhere, its earlier steps not told: where a table test begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.law.engine.facts import CaseFacts, ClientFacts, StepFact
from app.law.engine.transition import act_edition
from tests.law.dossier import BOOK, Dossier, moment

ADULT = ClientFacts(date(1998, 3, 2))
MINOR = ClientFacts(date(2010, 3, 2))


def standing(
    procedure: str, state: str, day: str, *, client: ClientFacts = ADULT, **more: object
) -> Dossier:
    """A file with one case in a state since seven in the morning of a day."""
    dossier = Dossier(client).addicted(day)
    opened = moment(f"{day} 07:00")
    edition = act_edition(BOOK, opened)
    rules = BOOK.procedure(procedure, edition.code).steps.values()
    first = next(rule for rule in rules if rule.opening)
    case = CaseFacts(
        "00000000-0000-0000-0000-0000000000c1",
        procedure,
        edition.code,
        state,
        "00004",
        opened,
        province="01",
        court="C-01",
        facility="F-01",
        steps=(StepFact(first.name, first.id, edition.code, opened, state),),
        papers=frozenset({"cv"}),
    )
    dossier.cases[procedure] = replace(case, **more)
    return dossier
