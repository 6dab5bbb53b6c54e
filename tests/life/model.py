"""What a plain reading of the two decrees expects of one life: no code of ours in it."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.times import VN

CUTOVER = date(2026, 7, 1)
CHAIR, POLICE = "commune_official", "commune_police"


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass
class Rehab:
    """One voluntary rehabilitation at home, as somebody would keep it on paper."""

    registered: date
    state: str = "registered"
    id: str = ""
    version: int = 1
    steps: list[str] = field(default_factory=lambda: ["register"])
    decided: date | None = None
    months: int | None = None
    start: date | None = None
    begun: date | None = None
    stopped: date | None = None

    @property
    def closed(self) -> bool:
        return self.state in {"completed", "violation_recorded", "withdrawn"}

    @property
    def of_old_law(self) -> bool:
        return self.decided is not None and self.decided < CUTOVER

    @property
    def end(self) -> date | None:
        """The last day by the term, or the day it stopped if that was earlier."""
        if self.start is None or self.months is None:
            return None
        end = months_after(self.start, self.months)
        return end if self.stopped is None else max(self.start, min(end, self.stopped))

    def went(self, step: str, state: str) -> None:
        self.steps.append(step)
        self.state = state
        self.version += 1


@dataclass
class Life:
    """The person and everything decided about them."""

    unit: str
    version: int = 1
    results: list[tuple[date, str]] = field(default_factory=list)
    rehabs: list[Rehab] = field(default_factory=list)
    services: int = 0
    # A curriculum vitae once handed in serves every later case.
    vita: bool = False

    def running(self) -> Rehab | None:
        return next((rehab for rehab in self.rehabs if not rehab.closed), None)

    def may_register(self, role: str, now: datetime, *, cv: bool) -> bool:
        today = now.astimezone(VN).date()
        if not self.results or self.running():
            return False
        concluded, result = self.results[-1]
        if result != "addicted":
            return False
        if today < CUTOVER:
            return role == CHAIR
        return role == POLICE and (cv or self.vita) and months_after(concluded, 6) >= today

    def may_decide(self, role: str, now: datetime, months: int) -> bool:
        rehab = self.running()
        if rehab is None or rehab.state != "registered":
            return False
        if now.astimezone(VN).date() < CUTOVER:
            return role == CHAIR and 6 <= months <= 12
        return role == POLICE

    def decide(self, now: datetime, months: int) -> None:
        rehab = self.running()
        rehab.decided = now.astimezone(VN).date()
        if rehab.of_old_law:
            rehab.months = months
        else:
            earlier = [one for one in self.rehabs if one is not rehab and one.begun]
            rehab.months, rehab.start = 36 if earlier else 24, rehab.registered
        rehab.went("decide", "decided")

    def may_begin(self, _role: str) -> bool:
        rehab = self.running()
        return rehab is not None and rehab.state == "decided"

    def begin(self, now: datetime) -> None:
        rehab = self.running()
        rehab.begun = now.astimezone(VN).date()
        rehab.start = rehab.start or rehab.begun
        rehab.went("begin", "in_service")

    def may_complete(self, role: str, now: datetime, phases: str) -> bool:
        rehab = self.running()
        if rehab is None or rehab.state != "in_service" or rehab.end is None:
            return False
        new = now.astimezone(VN).date() >= CUTOVER
        over = datetime(rehab.end.year, rehab.end.month, rehab.end.day, tzinfo=VN)
        if now < over - timedelta(hours=24 if new else 0):
            return False
        wanted = "abc" if rehab.of_old_law else "abcde"
        return role == (POLICE if new else CHAIR) and set(wanted) <= set(phases)

    def may_withdraw(self, role: str, now: datetime) -> bool:
        rehab = self.running()
        desk = CHAIR if now.astimezone(VN).date() < CUTOVER else POLICE
        return rehab is not None and rehab.state == "registered" and role == desk

    def may_record_violation(self, role: str, now: datetime) -> bool:
        rehab = self.running()
        if rehab is None or rehab.state not in {"decided", "in_service"}:
            return False
        return now.astimezone(VN).date() < CUTOVER or role == POLICE
