"""What every service gets first: the session, who acts, the moment, the law."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.access import Part, Permission
from app.law.days.calendar import Calendar
from app.law.shape.model import Book
from app.problems import NotPermitted
from app.times import vn_day
from app.vault import Vault


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person in a role, or an API client with scopes; at one unit."""

    id: UUID
    kind: str
    username: str
    full_name: str
    role: str | None
    unit: str
    unit_kind: str
    unit_name: str
    province: str | None
    permissions: frozenset[Permission]
    parts: frozenset[Part]


@dataclass(slots=True)
class Trail:
    """What this request did and read, written as one audit entry just before the commit."""

    action: str
    clients: list[UUID] = field(default_factory=list)
    object_type: str | None = None
    object_id: UUID | None = None
    detail: dict[str, object] = field(default_factory=dict)
    wanted: bool = False

    def note(
        self,
        clients: Iterable[UUID | None] = (),
        *,
        object_type: str | None = None,
        object_id: UUID | None = None,
        detail: Mapping[str, object] | None = None,
    ) -> None:
        """Add to the entry. Ids and field names only: nothing personal enters the chain."""
        self.wanted = True
        self.clients.extend(client for client in clients if client is not None)
        self.object_type = object_type or self.object_type
        self.object_id = object_id or self.object_id
        self.detail.update(detail or {})


@dataclass(frozen=True, slots=True)
class Context:
    """One request's session, actor and law; nothing global."""

    session: Session
    actor: Actor
    now: datetime
    lawbook: Book
    calendar: Calendar
    vault: Vault
    trail: Trail
    request_id: UUID
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Viet Nam's day."""
        return vn_day(self.now)

    def require(self, permission: Permission) -> None:
        """Refuse an act that the route's own permission does not cover."""
        if permission not in self.actor.permissions:
            raise NotPermitted

    def sees(self, part: Part) -> bool:
        """Tell whether the actor may read this class of data."""
        return part in self.actor.parts
