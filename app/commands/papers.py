"""`hoanhap check-law` and `hoanhap openapi`: what can be told without a database."""

import argparse
import sys
from pathlib import Path

from app.access import Role
from app.api.openapi import dump
from app.law.checks import coverage, health
from app.law.reading import activities, centre_life, practice, retention, rights, separation, stays
from app.law.reading.area_facts import area_facts
from app.law.reading.journeys import journeys
from app.law.reading.loader import lawbook
from app.law.reading.standards import standards
from app.law.reading.substances import substances
from app.law.reading.suppression import suppression
from app.law.reading.tdi import tdi
from app.law.reading.typology import typology
from app.main import shape

DOCUMENT = Path("openapi") / "openapi.json"


def check_law(_arguments: argparse.Namespace) -> int:
    """Print every fault of the law book, or how much of each reading it holds."""
    book = lawbook()
    practice.contacts()
    standards()
    substances()
    journeys()
    tdi()
    centre_life.centre()
    centre_life.notices()
    separation.separation()
    stays.stays()
    suppression()
    activities.activities()
    rights.rights()
    retention.table()
    area_facts()
    typology()
    faults = [*health.check(book, roles=[role.value for role in Role]), *coverage.faults(book)]
    for fault in faults:
        print(f"{fault.where}: {fault.text} [{fault.code}]", file=sys.stderr)
    if faults:
        print(f"The law book has {len(faults)} faults.", file=sys.stderr)
        return 1
    for found in coverage.coverage(book):
        held, gone, blind = (found.count(s) for s in ("encoded", "absent", "blind_spot"))
        rows = len(found.document.rows)
        print(
            f"{found.document.code}: {held + gone} of {rows} rows held"
            f" ({gone} of them gone from this law), {blind} said to be left out"
        )
    print(f"The law book is sound ({book.hash[:12]}).")
    return 0


def openapi(arguments: argparse.Namespace) -> int:
    """Print the OpenAPI document, or compare the published one with it."""
    document = dump(shape().openapi())
    if not arguments.check:
        sys.stdout.write(document)
        return 0
    try:
        published = DOCUMENT.read_text(encoding="utf-8")
    except FileNotFoundError:
        published = ""
    if published != document:
        print(
            f"{DOCUMENT} is not what the program says: run `hoanhap openapi > {DOCUMENT}`.",
            file=sys.stderr,
        )
        return 1
    print(f"{DOCUMENT} is what the program says.")
    return 0
