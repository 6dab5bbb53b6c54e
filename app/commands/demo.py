"""`hoanhap demo`: a migrated database with an invented population, and the API over it."""

import argparse
import importlib
import importlib.util
import os

from app import migrate, runtime, settings
from app.commands.serve import serve


def demo(arguments: argparse.Namespace) -> int:
    """Migrate, load the invented population, tell about it, and serve unless told not to."""
    # Workers read the settings again, and must read the same.
    os.environ.setdefault(f"{settings.PREFIX}ENVIRONMENT", "demo")
    chosen = settings.load()
    with runtime.database(chosen) as addresses:
        migrate.upgrade(addresses.owner_url(), addresses.app_password)
        with runtime.opened(chosen) as running:
            _populate(running)
        return 0 if arguments.no_serve else serve(arguments)


def _populate(running: runtime.Running) -> None:
    """Run `app.demo`, which a package for production may leave out."""
    if importlib.util.find_spec("app.demo") is None:
        raise runtime.StartRefused("this package has no demonstration in it")
    importlib.import_module("app.demo").run(running)
