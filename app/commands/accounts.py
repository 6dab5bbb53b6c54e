"""`hoanhap account create` and `hoanhap client create`: who may sign in, from the command line.

Runs as the database's owner, so it can make the first administrator; it is audited like the API.
"""

import argparse
import re
import sys

from app import runtime, settings
from app.commands.storage import as_owner
from app.schemas.accounts import AccountIn, ApiClientIn
from app.services import accounts, audit
from app.times import Timekeeper


def create_account(arguments: argparse.Namespace) -> int:
    """Make a person's account; the password comes on standard input."""
    given = AccountIn(
        username=arguments.username,
        full_name=arguments.full_name or _name_from(arguments.username),
        role=arguments.role,
        unit=arguments.unit,
        password=sys.stdin.readline().rstrip("\r\n"),
    )
    chosen = settings.load()
    now = Timekeeper(chosen.clock).now()
    with runtime.database(chosen) as addresses, as_owner(addresses) as session:
        made = accounts.add_person(session, now, given)
        audit.append(
            session, "create_account", actor=None, role="command_line", unit=None, object_id=made
        )
        session.commit()
    print(made)
    return 0


def _name_from(username: str) -> str:
    """Make a name out of a user name, where nobody gave one: `can.bo.7` is `Can Bo`."""
    return " ".join(re.findall("[a-z]+", username)).title() or "Chưa Rõ Tên"


def create_client(arguments: argparse.Namespace) -> int:
    """Let a system in; its secret is printed this once."""
    given = ApiClientIn(
        name=arguments.name, unit=arguments.unit, scopes=arguments.scope, role=arguments.role
    )
    chosen = settings.load()
    now = Timekeeper(chosen.clock).now()
    with runtime.database(chosen) as addresses, as_owner(addresses) as session:
        made = accounts.add_client(session, now, given)
        audit.append(
            session, "create_api_client", actor=None, role="command_line", unit=None,
            object_id=made.id,
        )  # fmt: skip
        session.commit()
    print(f"client_id={made.client_id}\nclient_secret={made.client_secret}")
    return 0
