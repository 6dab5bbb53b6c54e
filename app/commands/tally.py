"""`hoanhap tally`: count every rate of a period anew and keep it by unit, for the dashboard.

Acts as the account named, so with its reach and on its record: a nation's manager, nightly by cron.
"""

import argparse
from uuid import uuid4

from app import runtime, settings
from app.house import House
from app.periods import Period, parse
from app.services import audit, dashboard, tallies


def tally(arguments: argparse.Namespace) -> int:
    """Count each period given, this calendar year when none is."""
    chosen = settings.load()
    with runtime.opened(chosen) as running:
        house = running.house
        for code in arguments.period or [str(house.clock.today().year)]:
            print(f"{code}: {keep(house, arguments.username, parse(code))} figures kept.")
    return 0


def keep(house: House, username: str, period: Period) -> int:
    """Count every question of the dashboard, one transaction each; return how many rows it wrote.

    Raises NotSignedIn when there is no such account.
    """
    with house.sessions() as session:
        ctx = house.enter_as(session, username, action="tally", request=uuid4())
        asked = list(dashboard.questions(ctx, period, None))
    written = 0
    for question in asked:
        with house.sessions() as session:
            ctx = house.enter_as(session, username, action="tally", request=uuid4())
            written += tallies.rebuild(ctx, question, period.code)
            audit.write(ctx)
            session.commit()
    return written
