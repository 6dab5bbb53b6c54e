"""Write a register: checked against the reach, bound into a book, and put on record."""

from collections.abc import Callable, Mapping
from datetime import date

from app.access import Part, Permission
from app.context import Context
from app.law.reading.register import Register, registers
from app.models.unit import Unit
from app.problems import Invalid, NotFound, NotPermitted
from app.services import standing
from app.services.registers import lists, reconciling, registrations
from app.services.registers.scope import Scope, Written
from app.sheets.book import Book, Fact, Title

BUILDERS: Mapping[str, Callable[[Context, Register, Scope], Written]] = {
    "registrations": registrations.write,
    "listed": lists.listed,
    "changes": lists.changes,
    "reconciliation": reconciling.write,
}


def write(
    ctx: Context, code: str, *, unit: str | None, since: date, until: date, form: str
) -> Book:
    """Write a register of people the caller holds. Raises NotFound or Invalid.

    Names are shown to those alone who read files; the trail names every file it shows.
    """
    ctx.require(Permission.CLIENT_READ)
    if not (ctx.sees(Part.IDENTITY) and ctx.sees(Part.LEGAL)):
        raise NotPermitted
    register = registers().get(code)
    if register is None:
        raise NotFound
    if since > until:
        raise Invalid.at("/query/to", vi="trước ngày đầu kỳ", en="is before the first day")
    scope = Scope(standing.reached(ctx, unit), since, until)
    written = BUILDERS[register.builder](ctx, register, scope)
    ctx.trail.note(
        dict.fromkeys(written.clients), object_type="register", detail={"code": code, "as": form}
    )
    return _bound(ctx, register, scope, written)


def _bound(ctx: Context, register: Register, scope: Scope, written: Written) -> Book:
    unit = ctx.session.get(Unit, scope.unit)
    name = unit.name if unit is not None else scope.unit
    days = f"{scope.since:%d/%m/%Y} – {scope.until:%d/%m/%Y}"
    return Book(
        title=Title(register.title.vi, register.title.en),
        moment=ctx.now,
        sheets=written.sheets,
        facts=(
            Fact(Title("Đơn vị", "Unit"), f"{name} ({scope.unit})"),
            Fact(Title("Kỳ", "Period"), days),
        ),
        notes=(*_notes(register), *written.notes),
    )


def _notes(register: Register) -> list[Title]:
    law = f"{register.law.act}, {register.law.at}"
    notes = [Title(f"Căn cứ: {law}", f"Basis: {law}")]
    if register.law.unverified:
        notes.append(Title("Căn cứ chưa kiểm chứng", "The legal basis is unverified"))
    if register.proposal:
        notes.append(Title("Mẫu đề xuất, chưa ban hành", "A proposed form, not issued"))
    return [*notes, *(Title(note.vi, note.en) for note in register.notes)]
