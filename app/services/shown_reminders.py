"""Reminders and digests as the API shows them: titles in both languages, and the plain text."""

from datetime import datetime

from app.context import Context
from app.law.shape.model import Title
from app.schemas.reminders import DigestOut, ReminderOut
from app.services.owed import lateness
from app.services.reminder_digest import Digest, moment
from app.services.reminders import Told
from app.services.shown_worklist import words
from app.times import VN

KINDS = {
    "deadline": Title("Thời hạn", "Deadlines"),
    "contact": Title("Tiếp xúc, thăm gặp", "Contacts"),
}
STAGES = {
    "before": Title("sắp đến hạn", "due soon"),
    "on": Title("đến hạn hôm nay", "due today"),
    "after": Title("đã quá hạn", "past due"),
}
_CONTACT = Title("Đến kỳ tiếp xúc, thăm gặp", "A contact with the person is due")
_NONE = Title("Không có lời nhắc.", "No reminders.")


def reminder_out(told: Told, now: datetime) -> ReminderOut:
    """Return a reminder with its title and how late it is."""
    row, clock = told.reminder, told.clock
    days, hours = lateness(row.due_at, now)
    return ReminderOut.model_validate(
        {
            **{name: getattr(row, name) for name in _PLAIN},
            "title": words(_CONTACT) if clock is None else clock.title,
            "late_days": days,
            "late_hours": hours,
            "full_name": told.full_name,
            "clock": None if clock is None else clock.clock,
            "advisory": clock is not None and clock.advisory,
            # When a contact is due is a figure of practice.
            "unverified": clock is None or clock.unverified,
            "legal_basis": [] if clock is None else clock.legal_basis,
            "mine": told.mine,
        }
    )


_PLAIN = (
    "id", "kind", "stage", "due_at", "remind_on", "unit", "client_id", "case_id", "deadline_id",
    "contact_id", "account_id", "made_at", "read_at", "read_by", "closed_at", "closed_reason",
    "version",
)  # fmt: skip


def digest_out(ctx: Context, digest: Digest) -> DigestOut:
    """Return a unit's day with its text."""
    now = moment(ctx, digest.day)
    items = [reminder_out(row, now) for row in digest.people]
    counts = [
        {
            "kind": kind, "kind_title": words(KINDS[kind]), "stage": stage,
            "stage_title": words(STAGES[stage]), "count": digest.counts.get((kind, stage), 0),
        }
        for kind in KINDS
        for stage in STAGES
    ]  # fmt: skip
    return DigestOut.model_validate(
        {
            "unit": digest.unit, "day": digest.day, "counts": counts, "items": items,
            "more": digest.more, "text": _text(digest, items),
        }
    )  # fmt: skip


def _text(digest: Digest, items: list[ReminderOut]) -> str:
    """The digest as a message: Vietnamese, an empty line, English."""
    vi = [f"Nhắc việc ngày {digest.day:%d/%m/%Y}, đơn vị {digest.unit}"]
    en = [f"Reminders of {digest.day:%Y-%m-%d}, unit {digest.unit}"]
    for (kind, stage), count in sorted(digest.counts.items()):
        vi.append(f"{KINDS[kind].vi}, {STAGES[stage].vi}: {count}")
        en.append(f"{KINDS[kind].en}, {STAGES[stage].en}: {count}")
    if not digest.counts:
        vi.append(_NONE.vi)
        en.append(_NONE.en)
    for item in items:
        at, who = item.due_at.astimezone(VN), item.full_name or str(item.client_id)
        late = item.late_days
        vi.append(
            f"- {who}: {item.title.vi}; hạn {at:%H:%M %d/%m/%Y}"
            + (f"; quá {late} ngày" if late else "")
        )
        en.append(
            f"- {who}: {item.title.en}; due {at:%Y-%m-%d %H:%M}"
            + (f"; {late} days late" if late else "")
        )
    if digest.more:
        vi.append(f"… và {digest.more} việc nữa")
        en.append(f"… and {digest.more} more")
    return "\n".join([*vi, "", *en])
