"""Instruments as they are shown: versions, items by code and topic, what options weigh, bands."""

from __future__ import annotations

from dataclasses import asdict

from app.law.shape.instruments import Band, Instrument, Item
from app.law.shape.model import Book


def instruments(book: Book) -> list[dict[str, object]]:
    """Every version of every instrument, the newest version of each first."""
    found = sorted(book.instruments.values(), key=lambda one: one.begins, reverse=True)
    return [_instrument(one) for one in sorted(found, key=lambda one: one.code)]


def _instrument(one: Instrument) -> dict[str, object]:
    return {
        "code": one.code,
        "version": one.version,
        "begins": one.begins,
        "ends": one.ends,
        "title": asdict(one.title),
        "source": asdict(one.source),
        "reference": one.reference,
        "legal_basis": [] if one.law is None else [asdict(one.law)],
        "unverified": one.unverified,
        "scored": one.scored,
        "most": one.most,
        "counts_as": one.counts_as,
        "charts": list(one.charts),
        "subjects": [asdict(subject) for subject in one.subjects.values()],
        "items": [_item(item) for item in one.items.values()] or None,
        "bands": [_band(band) for band in one.bands],
        "digest": one.digest,
    }


def _item(item: Item) -> dict[str, object]:
    needed = item.needed
    return {
        "code": item.code,
        "title": asdict(item.title),
        "counted": item.counted,
        "whole": item.whole,
        "not_of": sorted(item.not_of),
        "needed": needed and {"items": list(needed.items), "at_least": needed.at_least},
        "otherwise": item.otherwise,
        "options": [asdict(option) for option in item.options.values()],
    }


def _band(band: Band) -> dict[str, object]:
    return {
        "code": band.code,
        "title": asdict(band.title),
        "first": band.first,
        "last": band.last,
        "of": sorted(band.of),
        "not_of": sorted(band.not_of),
        "when": [{"item": item, "options": sorted(options)} for item, options in band.when.items()],
        "any_answer": band.any_answer or None,
        "observed": band.observed,
        "why": band.why and asdict(band.why),
        "unverified": band.unverified,
    }
