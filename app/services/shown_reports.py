"""Reports as the API shows them, and the files they are written to."""

import base64
from collections.abc import Callable, Mapping
from typing import Any

from app.context import Context
from app.law.reading.indicator import definitions
from app.law.reading.report import Report as Definition
from app.law.reading.report import Table
from app.models.report import Report
from app.problems import NotFound
from app.schemas.reports import (
    KeyListOut,
    KeyOut,
    ReportDefinitionOut,
    ReportDetailOut,
    VerifiedOut,
)
from app.services.reports import frozen
from app.services.reports.verifying import Verified
from app.sheets.book import Book
from app.sheets.canonical import canonical, to_json
from app.sheets.csv_file import to_csv
from app.sheets.pdf_file import to_pdf
from app.sheets.xlsx_file import to_xlsx
from app.signing import Signer

TYPES: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
}
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {kind.partition(";")[0]: {} for kind in TYPES.values()},
    }
}
_WHOLE: Mapping[str, Callable[[Book], bytes]] = {
    "xlsx": to_xlsx,
    "pdf": to_pdf,
    "json": to_json,
}


def written(book: Book, format_: str, sheet: str | None) -> bytes:
    """Write a document to a file of a format. Raises NotFound for a sheet it has not."""
    if format_ in _WHOLE:
        return _WHOLE[format_](book)
    chosen = book.sheets[0] if sheet is None and book.sheets else book.sheet(sheet or "")
    if chosen is None:
        raise NotFound
    return to_csv(chosen)


def definition_out(one: Definition) -> ReportDefinitionOut:
    """Return a definition as the API shows it."""
    return ReportDefinitionOut.model_validate(
        {
            **one.model_dump(exclude={"law", "sheet"}),
            "legal_basis": [{**one.law.model_dump(), "edition": one.version}],
            "tables": [_table(table) for table in one.sheet],
        }
    )


def _table(table: Table) -> dict[str, object]:
    codes = list(dict.fromkeys(asked.code for asked in table.indicators))
    return {
        "code": table.code,
        "title": table.title.model_dump(),
        "indicators": codes,
        "missing": [code for code in codes if code not in definitions()],
    }


def detail_out(row: Report) -> ReportDetailOut:
    """Return a report with its figures, its signature and what was signed."""
    kept = {column.key: getattr(row, column.key) for column in Report.__table__.columns}
    return ReportDetailOut.model_validate(
        {
            **kept,
            "signature": base64.b64encode(row.signature).decode(),
            "signed": canonical(frozen.document(row)).decode(),
        }
    )


def verified_out(row: Report, found: Verified) -> VerifiedOut:
    """Return what verifying a report found."""
    return VerifiedOut.model_validate(
        {
            "id": row.id,
            "key_id": row.key_id,
            "content_hash": row.content_hash,
            "signature": found.signature,
            "rule_set_changed": found.rule_set_changed,
            "definitions_changed": found.definitions_changed,
            "at_cut_off": found.at_cut_off,
            "now": found.now,
        }
    )


def keys_out(ctx: Context) -> KeyListOut:
    """Return every public key, so that anybody may verify a report without this program."""
    signer = Signer(ctx.vault.folder)
    return KeyListOut(
        items=[
            KeyOut(
                key_id=name,
                public_key=base64.b64encode(half).decode(),
                current=name == signer.primary,
            )
            for name, half in sorted(signer.public.items())
        ]
    )
