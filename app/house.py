"""What one process keeps between requests: connections, keys, the law, the calendar, the clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from app.access import blind_roles, parts_of, permissions_of
from app.context import Actor, Context, Trail
from app.db import ENTER, ENTER_AS
from app.law.days.calendar import Calendar
from app.law.shape.model import Book
from app.problems import NotSignedIn
from app.services.calendar import read
from app.times import Timekeeper
from app.vault import Vault


@dataclass(slots=True)
class House:
    """The process's own things; the only mutable one is the calendar it last read."""

    sessions: sessionmaker[Session]
    lawbook: Book
    vault: Vault
    clock: Timekeeper
    answers: Mapping[str, str] = field(default_factory=dict)
    _calendar: tuple[int, Calendar] | None = field(default=None)

    def enter(self, session: Session, *, token_hash: bytes, action: str, request: UUID) -> Context:
        """Find the token, narrow the session to its holder's reach, and return the context.

        Raises NotSignedIn when the token is unknown, expired, revoked, or its holder disabled.
        """
        now = self.clock.now()
        row = session.execute(
            ENTER, {"hash": token_hash, "now": now, "blind": blind_roles()}
        ).one_or_none()
        return self._context(session, row, action, request)

    def enter_as(self, session: Session, username: str, *, action: str, request: UUID) -> Context:
        """Narrow the session to an account by its name: for the command line and jobs."""
        row = session.execute(
            ENTER_AS, {"username": username, "now": self.clock.now(), "blind": blind_roles()}
        ).one_or_none()
        return self._context(session, row, action, request)

    def _context(
        self, session: Session, row: sa.Row[tuple[object, ...]] | None, action: str, request: UUID
    ) -> Context:
        if row is None:
            raise NotSignedIn
        scopes = tuple(row.scopes)
        actor = Actor(
            id=row.id,
            kind=row.kind,
            username=row.username,
            full_name=row.full_name,
            role=row.role,
            unit=row.unit,
            unit_kind=row.unit_kind,
            unit_name=row.unit_name,
            province=row.province,
            permissions=permissions_of(row.role, scopes),
            parts=parts_of(row.role, scopes),
        )
        return Context(
            session=session,
            actor=actor,
            now=self.clock.now(),
            lawbook=self.lawbook,
            answers=self.answers,
            calendar=self._calendar_of(session, row.calendar_version),
            vault=self.vault,
            trail=Trail(action),
            request_id=request,
        )

    def _calendar_of(self, session: Session, version: int) -> Calendar:
        """Return the calendar of this version, read again only when somebody edited it."""
        if self._calendar is None or self._calendar[0] != version:
            self._calendar = (version, read(session))
        return self._calendar[1]
