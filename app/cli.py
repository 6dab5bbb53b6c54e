"""`hoanhap`: the command line. `hoanhap --help` tells what it can do."""

import argparse
import sys
from collections.abc import Callable, Sequence

import sqlalchemy as sa
from pydantic import ValidationError

from app.access import SCOPES, Role
from app.commands import accounts, demo, papers, retention, serve, storage, tally, work
from app.law.reading.source import BookError
from app.postgres import ClusterError
from app.problems import Problem, from_constraint, say
from app.runtime import StartRefused
from app.settings import unknown_names
from app.vault import VaultClosed

Command = Callable[[argparse.Namespace], int]
WRONG, INTERRUPTED = 2, 130
_TOLD = (
    ValidationError, Problem, sa.exc.DBAPIError, StartRefused, ClusterError, VaultClosed, BookError,
)  # fmt: skip


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; what goes wrong is told in one line."""
    arguments = _parser().parse_args(words)
    command: Command = arguments.command
    for name in unknown_names():
        print(f"hoanhap: {name} is no setting of this program", file=sys.stderr)
    try:
        return command(arguments)
    except _TOLD as error:
        print(f"hoanhap: {_in_one_line(error)}", file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED


def _in_one_line(error: Exception) -> str:
    """Say what went wrong; never with what was given, which may be a password."""
    if isinstance(error, ValidationError):
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        return f"{'.'.join(map(str, first['loc'])) or 'settings'}: {first['msg']}"
    if isinstance(error, sa.exc.IntegrityError):
        diagnostics = getattr(error.orig, "diag", None)
        error = from_constraint(getattr(diagnostics, "constraint_name", None))
    if isinstance(error, Problem):
        fault = error.errors[0].detail if error.errors else error.detail or error.title
        return say(fault, "en")
    if isinstance(error, sa.exc.DBAPIError):
        return f"the database refused: {str(error.orig).strip().splitlines()[0]}"
    return str(error)


def _parser() -> argparse.ArgumentParser:
    """Return the reader of the command line; the names are part of the contract."""
    parser = argparse.ArgumentParser(
        prog="hoanhap", description="Hòa Nhập: case files of people in drug rehabilitation."
    )
    known = parser.add_subparsers(required=True, metavar="COMMAND")
    _serving(known.add_parser("serve", help="serve the API"), serve.serve)
    showing = known.add_parser("demo", help="load an invented population, then serve the API")
    showing.add_argument("--no-serve", action="store_true", help="only load and tell")
    _serving(showing, demo.demo)
    working = known.add_parser("work", help="make reminders every quarter hour")
    working.add_argument("--once", action="store_true", help="make one round and end")
    working.set_defaults(command=work.work)
    counting = known.add_parser("tally", help="count a period anew and keep it for the dashboard")
    counting.add_argument("--as", dest="username", required=True, help="a manager's account")
    counting.add_argument("--period", action="append", help="2026, 2026-H1, 2026-P …")
    counting.set_defaults(command=tally.tally)
    for name, command, about in (
        ("migrate", storage.upgrade, "bring the database to this version"),
        ("check-law", papers.check_law, "look for faults in the law book"),
    ):
        known.add_parser(name, help=about).set_defaults(command=command)
    document = known.add_parser("openapi", help="print the OpenAPI document")
    document.add_argument("--check", action="store_true", help="compare the published one with it")
    document.set_defaults(command=papers.openapi)
    _of_accounts(known.add_parser("account", help="accounts of people"))
    _of_clients(known.add_parser("client", help="API clients"))
    _of_audit(known.add_parser("audit", help="the audit chain"))
    _of_monitoring(known.add_parser("monitoring", help="events of e-monitoring"))
    return parser


def _serving(parser: argparse.ArgumentParser, command: Command) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.set_defaults(command=command)


def _of_accounts(parser: argparse.ArgumentParser) -> None:
    create = parser.add_subparsers(required=True).add_parser("create", help="make an account")
    create.add_argument("--username", required=True)
    create.add_argument("--full-name")
    create.add_argument("--role", required=True, choices=[role.value for role in Role])
    create.add_argument("--unit", required=True, help="the unit's code: vn, 01, 00004, F-…, C-…")
    # A password on the command line would be seen by every user of the machine.
    create.add_argument("--password-stdin", action="store_true", required=True)
    create.set_defaults(command=accounts.create_account)


def _of_clients(parser: argparse.ArgumentParser) -> None:
    create = parser.add_subparsers(required=True).add_parser("create", help="let a system in")
    create.add_argument("--name", required=True)
    create.add_argument("--unit", required=True)
    create.add_argument("--role", choices=[role.value for role in Role])
    create.add_argument(
        "--scope",
        required=True,
        nargs="+",
        action="extend",
        choices=sorted(scope.value for scope in SCOPES),
        metavar="SCOPE",
        help="one or more of: " + ", ".join(sorted(SCOPES)),
    )
    create.set_defaults(command=accounts.create_client)


def _of_audit(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(required=True)
    walk = acts.add_parser("verify", help="walk the chain and compare it with its anchors")
    walk.set_defaults(command=storage.verify)
    note = acts.add_parser("anchor", help="write the chain's head to the anchor file now")
    note.set_defaults(command=storage.anchor_now)


def _of_monitoring(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(required=True)
    forget = acts.add_parser("forget", help="delete events that are no longer kept; run it daily")
    forget.set_defaults(command=retention.forget_events)


if __name__ == "__main__":
    sys.exit(main())
