"""May a phase begin on a day, may it be closed as completed: judged on plain facts.

The lengths, the order and the records are those of `phases.toml`; what has a window only (at most,
in the last days of the term) is remarked upon in `phases.py` and bars nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.law.engine.finding import Reason
from app.law.engine.phases import Span, letter, too_short
from app.law.shape.figures import Phase
from app.law.shape.parts import Citation, Title


@dataclass(frozen=True, slots=True)
class PhaseFact:
    """A stretch of a phase on file; `end` and `outcome` are None while it goes on."""

    phase: str
    start: date
    end: date | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """What is told when a phase is completed: which records are at hand, who carried it out."""

    start: date
    end: date
    records: frozenset[str] = frozenset()
    carried_out: bool = False


@dataclass(frozen=True, slots=True)
class PhaseFinding:
    """What the law says about an act on a phase; allowed where there is no reason against."""

    reasons: tuple[Reason, ...]
    legal_basis: tuple[Citation, ...]
    missing: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        """Nothing stands against it."""
        return not self.reasons


def begin(phase: Phase, day: date, rows: Iterable[PhaseFact]) -> PhaseFinding:
    """Judge the beginning of a phase: not before the end of the one it must follow."""
    reasons = tuple(_not_followed(phase, day, rows))
    return PhaseFinding(reasons, (phase.law,))


def complete(
    phase: Phase,
    said: Closing,
    rows: Iterable[PhaseFact],
    titles: Mapping[str, Title],
) -> PhaseFinding:
    """Judge the completion of a phase: its length, its records, who carried it out.

    Stretches that were interrupted count towards the length; those not completed do not. Whether a
    relapse begins a phase anew is not regulated.
    """
    missing = tuple(record for record in phase.records if record not in said.records)
    reasons = (
        *_too_short(phase, said, rows),
        *(_missing(phase, record, titles) for record in missing),
        *_by_nobody(phase, said),
    )
    return PhaseFinding(reasons, (phase.law,), missing)


def counted(phase: str, rows: Iterable[PhaseFact]) -> list[Span]:
    """The stretches of a phase that count towards its length, in their order."""
    return sorted(
        (row.start, row.end)
        for row in rows
        if row.phase == phase and row.end is not None and row.outcome != "not_completed"
    )


def done(rows: Sequence[PhaseFact]) -> dict[str, list[Span]]:
    """The phases that were completed, each with all of its stretches that count."""
    finished = sorted({row.phase for row in rows if row.outcome == "completed"})
    return {phase: counted(phase, rows) for phase in finished}


def _not_followed(phase: Phase, day: date, rows: Iterable[PhaseFact]) -> Iterator[Reason]:
    if not phase.after:
        return
    before = [row for row in rows if row.phase == phase.after]
    ends = [row.end for row in before if row.end is not None and row.outcome == "completed"]
    going_on = any(row.end is None and row.start <= day for row in before)
    if going_on or not ends or day < max(ends):
        one, two = letter(phase.code), letter(phase.after)
        vi = f"Giai đoạn {one} chỉ bắt đầu từ khi hoàn thành giai đoạn {two}"
        title = Title(vi, f"Phase {one} begins only when phase {two} is completed")
        yield Reason("phase-too-early", title, phase.law, "/started_on")


def _too_short(phase: Phase, said: Closing, rows: Iterable[PhaseFact]) -> Iterator[Reason]:
    spans = sorted([*counted(phase.code, rows), (said.start, said.end)])
    text = too_short(phase, spans)
    if text is not None:
        yield Reason("phase-too-short", text, phase.law, "/ended_on")


def _missing(phase: Phase, record: str, titles: Mapping[str, Title]) -> Reason:
    known = titles.get(record, Title(record, record))
    title = Title(f"Thiếu giấy tờ: {known.vi}", f"Record missing: {known.en}")
    return Reason("phase-record-missing", title, phase.law, "/evidence")


def _by_nobody(phase: Phase, said: Closing) -> Iterator[Reason]:
    if phase.by is not None and not said.carried_out:
        vi = f"Chưa ghi người thực hiện ({phase.by.vi})"
        title = Title(vi, f"Who carried it out is not told ({phase.by.en})")
        yield Reason("phase-by-nobody", title, phase.law, "/carried_out_by")
