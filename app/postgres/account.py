"""The system user the server runs as: PostgreSQL refuses root, so root lends it another."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from app.postgres.errors import ClusterError

# In this order: the user packages of PostgreSQL create, then the one every Unix has.
CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the server's programs run as; `uid` None means as ourselves."""

    uid: int | None = None
    gid: int | None = None

    @property
    def drop(self) -> dict[str, int | list[int]]:
        """Return the arguments of `subprocess` that take our privileges off the child."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Hand over a file or directory that we have just made ourselves."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def may_enter(self, path: Path) -> bool:
        """Tell whether this account may enter a directory (or run a program) that exists."""
        if self.uid is None:
            return os.access(path, os.X_OK)
        asked = subprocess.run(  # type: ignore[call-overload] # noqa: S603 -- fixed program; our own path
            ["/usr/bin/env", "test", "-x", str(path)], cwd="/", check=False, **self.drop
        )
        return bool(asked.returncode == 0)


def account(owner_of: Path | None = None) -> Account:
    """Choose the account: ourselves, or as root the owner of the data, else a known user."""
    if os.geteuid() != 0:
        return Account()
    if owner_of is not None and owner_of.exists():
        kept = owner_of.stat()
        if kept.st_uid == 0:
            raise ClusterError(f"{owner_of} belongs to root, and PostgreSQL refuses to run as root")
        return Account(kept.st_uid, kept.st_gid)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise ClusterError("PostgreSQL refuses to run as root, and there is no user postgres or nobody")


def make_enterable(folder: Path) -> None:
    """Create a directory and its missing parents so that the server's user can pass through.

    Whatever the umask; directories that were there keep their modes.
    """
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    for part in reversed(missing):
        part.mkdir(exist_ok=True)
        part.chmod(0o755)
