"""The environment, read once into one frozen object; nothing else reads the environment."""

import os
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, Field, PositiveInt, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "HOANHAP_"

# Variables of the test harness share the prefix and are not settings of the program.
TEST_PREFIX = PREFIX + "TEST_"


def _with_driver(url: str) -> str:
    """Accept the address forms of libpq and name the driver SQLAlchemy is to use."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise ValueError("must be the address of a PostgreSQL: postgresql://user:password@host/db")
    return f"postgresql+psycopg://{rest}"


def _absolute(path: Path) -> Path:
    """Make a path independent of the directory the process happens to be in."""
    return path.expanduser().absolute()


def default_data_dir() -> Path:
    """Return where data go when nobody says: the user's data home, for root /var/lib/hoanhap.

    PostgreSQL refuses to run as root, and the user it then runs as may not enter root's home.
    Source: XDG Base Directory Specification 0.8; Filesystem Hierarchy Standard 3.0 §5.8.
    """
    named = os.environ.get("XDG_DATA_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named) / "hoanhap"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/hoanhap")
    return Path.home() / ".local" / "share" / "hoanhap"


DatabaseUrl = Annotated[str, AfterValidator(_with_driver)]
DirectoryPath = Annotated[Path, AfterValidator(_absolute)]


class Settings(BaseSettings):
    """Everything an operator may decide, one environment variable each (`HOANHAP_…`)."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    # Addresses carry passwords: they stay out of every printed form of the settings.
    database_url: DatabaseUrl | None = Field(default=None, repr=False)
    """The owner's connection, for migrations. Unset: the embedded PostgreSQL."""

    app_database_url: DatabaseUrl | None = Field(default=None, repr=False)
    """The serving role's connection, where it is not the owner's address with the role changed."""

    worker_database_url: DatabaseUrl | None = Field(default=None, repr=False)
    """The worker's connection, where it is not the owner's address with the role changed."""

    data_dir: DirectoryPath = Field(default_factory=default_data_dir)
    """Embedded database, uploads and keys."""

    pg_bin: DirectoryPath | None = None
    """The directory of the `postgres` program for the embedded database; unset: looked for."""

    environment: Literal["production", "demo", "test"] = "production"

    clock: AwareDatetime | None = None
    """The moment the process starts from; only in a demonstration or a test."""

    answers: dict[str, str] = Field(default_factory=dict)
    """Answers to open questions of the law, as JSON: `{"D116-Q1": "decision"}`."""

    pool_size: PositiveInt = 10
    """Database connections of one serving process."""

    @model_validator(mode="after")
    def _clock_only_in_play(self) -> Self:
        """Refuse a set clock in production: deadlines and the audit trail hang on real time."""
        if self.clock is not None and self.environment == "production":
            raise ValueError("HOANHAP_CLOCK needs HOANHAP_ENVIRONMENT=demo or test")
        return self


def load() -> Settings:
    """Read the environment. Raises pydantic's ValidationError, which never echoes a value."""
    return Settings()


def unknown_names() -> tuple[str, ...]:
    """Return variables with our prefix that no setting has: likely a slip of the pen."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    return tuple(
        sorted(
            name
            for name in os.environ
            if name.startswith(PREFIX) and not name.startswith(TEST_PREFIX) and name not in known
        )
    )
