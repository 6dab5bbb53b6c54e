"""Where a cluster's files lie, and how they come to be.

DATA_DIR/postgres.lock      held by the one process that supervises the server
DATA_DIR/postgres.log       the server's log, without the text of statements
DATA_DIR/postgres/          the server's own directory, 0700, with its socket in it
DATA_DIR/postgres.elsewhere where that directory is when the server may not enter DATA_DIR
"""

import logging
import os
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from app.postgres.account import Account, account, make_enterable
from app.postgres.binaries import find_binaries, server_version
from app.postgres.errors import ClusterError

log = logging.getLogger(__name__)

DATABASE = "hoanhap"
OWNER = "hoanhap_owner"
PORT = 5432

# sockaddr_un.sun_path of Linux holds 108 bytes with its closing NUL.
LONGEST_SOCKET_PATH = 107

# First version with the builtin C.UTF-8, which needs no locale of the operating system.
BUILTIN_LOCALE = 17

# Where data go that root keeps in a place the server's user may not enter.
OPEN_HOME = Path("/var/lib/hoanhap")


@dataclass(frozen=True, slots=True)
class Home:
    """The files of one cluster, and whom and with what it runs."""

    data_dir: Path
    pgdata: Path
    account: Account
    binaries: Path

    @property
    def log(self) -> Path:
        """Return the server's log file."""
        return self.data_dir / "postgres.log"

    @property
    def socket(self) -> Path:
        """Return the path of the server's socket."""
        return self.pgdata / f".s.PGSQL.{PORT}"


def pgdata_of(data_dir: Path) -> Path:
    """Return where the server's directory of this data directory is, or would be."""
    try:
        return Path((data_dir / "postgres.elsewhere").read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return data_dir / "postgres"


def settle(data_dir: Path, setting: Path | None) -> Home:
    """Choose account, programs and place; the caller holds the lock of the data directory."""
    pgdata = pgdata_of(data_dir)
    whom = account(pgdata)
    if not pgdata.exists() and not whom.may_enter(data_dir):
        pgdata = _elsewhere(data_dir, whom)
    if len(os.fsencode(pgdata / f".s.PGSQL.{PORT}")) > LONGEST_SOCKET_PATH:
        raise ClusterError(
            f"{pgdata} is too long for a Unix socket: choose a shorter HOANHAP_DATA_DIR"
        )
    binaries = find_binaries(setting, version=_version_of(pgdata))
    if not whom.may_enter(binaries / "postgres"):
        binaries = _within_reach(binaries, pgdata)
    return Home(data_dir, pgdata, whom, binaries)


def _version_of(pgdata: Path) -> int | None:
    """Return the major version that made this directory; None if it is yet to be made."""
    try:
        return int((pgdata / "PG_VERSION").read_text(encoding="ascii"))
    except FileNotFoundError:
        return None


def _elsewhere(data_dir: Path, whom: Account) -> Path:
    """Choose a place the server's user may enter, and leave word of it in the data directory."""
    make_enterable(OPEN_HOME)
    if not whom.may_enter(OPEN_HOME):
        raise ClusterError(
            f"PostgreSQL may not run as root, and the user it runs as can enter neither "
            f"{data_dir} nor {OPEN_HOME}: set HOANHAP_DATA_DIR"
        )
    chosen = OPEN_HOME / f"postgres-{secrets.token_hex(6)}"
    (data_dir / "postgres.elsewhere").write_text(f"{chosen}\n", encoding="utf-8")
    log.warning("the server's user may not enter %s: its files go to %s", data_dir, chosen)
    return chosen


def _within_reach(binaries: Path, pgdata: Path) -> Path:
    """Copy the server's programs beside the data, for a user who may not enter where they are."""
    package = binaries.parents[1]
    libraries = package.with_name(f"{package.name}.libs")
    # A wheel's programs look for their libraries beside the package, at this very distance.
    wanted = [package, libraries] if libraries.is_dir() else [binaries.parent]
    kept = pgdata.with_name(f"{pgdata.name}-server-{server_version(binaries)}")
    if not kept.exists():
        draft = kept.with_name(f"{kept.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        for folder in wanted:
            shutil.copytree(folder, draft / folder.name)
        draft.chmod(0o755)
        draft.rename(kept)
        log.warning("the server's user may not enter %s: copied to %s", binaries, kept)
    return kept / binaries.relative_to(wanted[0].parent)


def make(home: Home, *, durable: bool) -> None:
    """Create the server's directory if it is not there: whole or not at all."""
    if home.pgdata.exists():
        return
    beginning = f"{home.pgdata.name}.draft-"
    for killed in home.pgdata.parent.glob(f"{beginning}*"):
        shutil.rmtree(killed, ignore_errors=True)
    # A name of its own: an initdb whose parent was killed may still be writing into the last one.
    draft = home.pgdata.with_name(f"{beginning}{secrets.token_hex(4)}")
    draft.mkdir(mode=0o700)
    home.account.own(draft)
    _run(home, "initdb", *_initdb_words(home, draft, durable=durable))
    (draft / "pg_hba.conf").write_text("local all all trust\n", encoding="ascii")
    _run(
        home,
        "postgres",
        "--single",
        "-D",
        str(draft),
        "postgres",
        said=f"CREATE DATABASE {DATABASE} OWNER {OWNER}\n",
    )
    draft.rename(home.pgdata)


def _initdb_words(home: Home, draft: Path, *, durable: bool) -> list[str]:
    """Return initdb's arguments: UTF-8, C.UTF-8 order, checksums, entry by the socket alone."""
    words = ["-D", str(draft), "-U", OWNER, "-E", "UTF8", "--data-checksums", "--auth=trust"]
    if server_version(home.binaries) >= BUILTIN_LOCALE:
        words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    else:
        words += ["--locale=C.UTF-8"]
    return words if durable else [*words, "--no-sync"]


def _run(home: Home, program: str, *words: str, said: str = "") -> None:
    """Run one of PostgreSQL's programs to its end, as the server's user."""
    done = subprocess.run(  # type: ignore[call-overload] # noqa: S603 -- PostgreSQL's own program
        [str(home.binaries / program), *words],
        input=said,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        **home.account.drop,
    )
    if done.returncode != 0:
        raise ClusterError(f"{program} failed:\n{done.stderr.strip()}")
