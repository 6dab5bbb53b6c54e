"""`hoanhap demo`: a migrated database with an invented population, and the API over it."""

import argparse
import os

from app import migrate, runtime, settings
from app.commands.serve import serve
from app.demo import run


def demo(arguments: argparse.Namespace) -> int:
    """Migrate, load the invented population, tell about it, and serve unless told not to."""
    # Workers read the settings again, and must read the same.
    os.environ.setdefault(f"{settings.PREFIX}ENVIRONMENT", "demo")
    chosen = settings.load()
    with runtime.database(chosen) as addresses:
        migrate.upgrade(addresses.owner_url(), addresses.app_password, addresses.worker_password)
        with runtime.opened(chosen) as running:
            run(running)
        return 0 if arguments.no_serve else serve(arguments)
