"""Screenings: what was answered is scored here, kept as it was, and counted as a service.

Instruments are data (`app/law/book/instruments`). A score stands as the version of its day gave
it: nothing ever scores a screening again. All of it is of the clinical part of the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.ids import new_id
from app.law.engine import scoring
from app.law.shape.instruments import Instrument
from app.models.base import Json
from app.models.screening import Observation, Screening
from app.models.service import Service
from app.problems import Fault, Invalid, NotPermitted, StateConflict, Text
from app.services import clients, concluded, counted, entered, services

_DIFFERS = Text("khác với điểm hệ thống tính", "differs from the score reckoned here")
_ONE_TOTAL = Text("bộ câu hỏi này chỉ nhận một tổng điểm", "the instrument takes one total")


@dataclass(frozen=True, slots=True)
class Said:
    """A score as the caller has it; `""` is the person as a whole."""

    score: int
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An instrument put to a client, as it is told to us."""

    instrument: str
    version: str
    on: date
    unit: str
    answers: Sequence[scoring.Answer] = ()
    scores: Sequence[Said] = ()
    case_id: UUID | None = None
    follows: UUID | None = None
    assessor: str | None = None
    note: str | None = None
    id: UUID | None = None


def record(ctx: Context, client_id: UUID, entry: Entry) -> Screening:
    """Score a screening and keep it, with the service it is counted as; both or neither."""
    require_clinical(ctx)
    clients.get(ctx, client_id)
    instrument = _instrument(ctx, entry)
    observed = _follow(ctx, client_id, entry)
    scores = _scored(instrument, entry, observed=observed)
    service = services.record(
        ctx,
        client_id,
        services.Entry(
            kind=instrument.counts_as,
            on=entry.on,
            unit=entry.unit,
            case_id=entry.case_id,
            provider=entry.assessor,
        ),
    )
    screening = _row(ctx, entry, instrument, service)
    screening.scores = [_kept(instrument, score) for score in scores]
    ctx.session.add(screening)
    ctx.session.flush()
    detail = {"instrument": instrument.code, "version": instrument.version}
    ctx.trail.note(object_type="screening", object_id=screening.id, detail=detail)
    return screening


def page(
    ctx: Context,
    client_id: UUID,
    *,
    instrument: str | None = None,
    after: Mapping[str, object] | None = None,
    limit: int,
) -> list[Screening]:
    """Return a client's screenings, newest first."""
    require_clinical(ctx)
    clients.get(ctx, client_id)
    statement = sa.select(Screening).where(Screening.client_id == client_id)
    if instrument is not None:
        statement = statement.where(Screening.instrument == instrument)
    if after:
        here = sa.tuple_(Screening.performed_on, Screening.id)
        on, key = sa.cast(after["on"], sa.Date), sa.cast(after["id"], sa.Uuid)
        statement = statement.where(here < sa.tuple_(on, key))
    statement = statement.order_by(Screening.performed_on.desc(), Screening.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def void(ctx: Context, client_id: UUID, key: UUID, version: int, reason: str) -> Screening:
    """Mark a screening entered by mistake, and the service it was counted as.

    Raises StateConflict while a later one rests on it: that one is voided first.
    """
    require_clinical(ctx)
    clients.get(ctx, client_id, lock=True)
    screening = entered.void(ctx, Screening, client_id, key, version, reason)
    refuse_followed(ctx, screening)
    counted.void(ctx, screening.service_id, reason)
    ctx.trail.note(object_type="screening", object_id=screening.id, detail={"voided": True})
    return screening


def require_clinical(ctx: Context) -> None:
    """Refuse whoever does not read the clinical part of files."""
    if not ctx.sees(Part.CLINICAL):
        raise NotPermitted


def live(ctx: Context, client_id: UUID, key: UUID) -> Screening | None:
    """Return a screening of a client that counts, locked, so that two acts on it take turns.

    The client first, as every step of a case does: a conclusion is being drawn, or is not.
    """
    clients.get(ctx, client_id, lock=True)
    statement = sa.select(Screening).where(
        Screening.id == key, Screening.client_id == client_id, Screening.voided_at.is_(None)
    )
    return ctx.session.scalar(statement.with_for_update())


def refuse_followed(ctx: Context, screening: Screening) -> None:
    """Refuse to take away what a later conclusion rests on."""
    statement = sa.select(Screening.id).where(
        Screening.follows == screening.id, Screening.voided_at.is_(None)
    )
    later = ctx.session.scalar(statement)
    if later is not None or concluded.resting_on(ctx, screening.id) is not None:
        raise StateConflict(
            Text("Đã có kết luận dựa vào lần này", "A later conclusion rests on this one")
        )


def _instrument(ctx: Context, entry: Entry) -> Instrument:
    """Return the version named, if it was in use on that day."""
    found = ctx.lawbook.instruments.get((entry.instrument, entry.version))
    if found is None:
        raise Invalid.at("/version", vi="không có phiên bản này", en="there is no such version")
    if not found.on(entry.on):
        raise Invalid.at(
            "/version", vi="phiên bản không dùng vào ngày này", en="was not in use on that day"
        )
    return found


def _follow(ctx: Context, client_id: UUID, entry: Entry) -> bool:
    """Tell whether the criteria are put again after an observation; refuse what is none."""
    if entry.follows is None:
        return False
    first = live(ctx, client_id, entry.follows)
    if first is None or first.instrument != entry.instrument:
        raise Invalid.at(
            "/follows",
            vi="không phải lần đánh giá trước của người này bằng cùng bộ tiêu chuẩn",
            en="is no finding of this client by the same criteria",
        )
    # Only what called for it is observed, and never before it was found.
    days = sa.select(Observation.observed_on).where(
        Observation.screening_id == first.id, Observation.voided_at.is_(None)
    )
    seen = list(ctx.session.scalars(days))
    if not seen or max(seen) > entry.on:
        raise Invalid.at(
            "/follows",
            vi="chưa có phiếu theo dõi trước ngày này",
            en="no observation was entered up to that day",
        )
    return True


def _scored(instrument: Instrument, entry: Entry, *, observed: bool) -> list[scoring.Score]:
    """Score the answers, or take the total; refuse what cannot be scored or is scored otherwise."""
    if instrument.scored == "total":
        return [_taken(instrument, entry)]
    wrong = scoring.mistakes(instrument, entry.answers)
    if wrong:
        raise Invalid(errors=tuple(_fault(one) for one in wrong))
    scores = scoring.score(instrument, entry.answers, observed=observed)
    reckoned = {score.subject: score.score for score in scores}
    differing = tuple(
        Fault(f"/scores/{number}/score", _DIFFERS)
        for number, said in enumerate(entry.scores)
        if reckoned.get(said.subject) != said.score
    )
    if differing:
        raise Invalid(errors=differing)
    return scores


def _taken(instrument: Instrument, entry: Entry) -> scoring.Score:
    totals = [said for said in entry.scores if said.subject == ""]
    if entry.answers or len(totals) != 1 or len(entry.scores) != 1:
        raise Invalid(errors=(Fault("/scores", _ONE_TOTAL),))
    total = totals[0].score
    if instrument.most is not None and total > instrument.most:
        raise Invalid.at(
            "/scores/0/score",
            vi=f"tổng điểm từ 0 đến {instrument.most}",
            en=f"a total is from 0 to {instrument.most}",
        )
    return scoring.take(instrument, total)


def _fault(wrong: scoring.Mistake) -> Fault:
    place = "/answers" if wrong.number is None else f"/answers/{wrong.number}/{wrong.key}"
    return Fault(place, wrong.text)


def _row(ctx: Context, entry: Entry, instrument: Instrument, service: Service) -> Screening:
    return Screening(
        id=entry.id or new_id(),
        client_id=service.client_id,
        instrument=instrument.code,
        instrument_version=instrument.version,
        digest=instrument.digest,
        performed_on=service.performed_on,
        unit=service.unit,
        province=service.province,
        case_id=service.case_id,
        service_id=service.id,
        follows=entry.follows,
        assessor=entry.assessor,
        answers=[_answer(one) for one in entry.answers],
        note=entry.note,
        provenance=service.provenance,
        late_entry=service.late_entry,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )


def _answer(one: scoring.Answer) -> Json:
    return {"item": one.item, "subject": one.subject, "option": one.option}


def _kept(instrument: Instrument, score: scoring.Score) -> Json:
    """Write a score down with its words: a later book must not word it anew."""
    band = score.band
    return {
        "subject": score.subject,
        "score": score.score,
        "band": band.code,
        "band_title": {"vi": band.title.vi, "en": band.title.en},
        "because": {"vi": score.because.vi, "en": score.because.en},
        "parts": [{"item": item, "value": value} for item, value in score.parts],
        "unverified": instrument.unverified or band.unverified,
    }
