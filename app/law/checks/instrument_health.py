"""Are the instruments whole? Every score has one meaning, and no band is out of reach."""

from __future__ import annotations

from collections.abc import Iterator

from app.law.checks.fault import Fault
from app.law.shape.instruments import Instrument
from app.law.shape.model import Book, Title


def instrument_faults(book: Book) -> Iterator[Fault]:
    """Every fault of `instruments/*.toml` that only the whole of a file can tell."""
    for instrument in book.instruments.values():
        where = f"instruments:{instrument.code}/{instrument.version}"
        for words in _titles(instrument):
            if words.vi == words.en or words.vi.isascii():
                yield Fault("title-not-vietnamese", where, words.vi)
        for subject in instrument.scopes:
            for text in _gaps(instrument, subject):
                yield Fault("score-without-one-band", where, f"{subject}: {text}".lstrip(": "))
        highest = max(most(instrument, subject) for subject in instrument.scopes)
        for band in instrument.bands:
            if max(band.first, band.last or 0) > highest:
                yield Fault("band-out-of-reach", where, f"{band.code} above {highest}")


def most(instrument: Instrument, subject: str) -> int:
    """The highest score a substance can get."""
    if instrument.most is not None:
        return instrument.most
    return sum(
        max(option.value for option in item.options.values())
        for item in instrument.items.values()
        if item.counted and item.about(subject)
    )


def _gaps(instrument: Instrument, subject: str) -> Iterator[str]:
    """A score that no band, or more than one, has a word for when nothing else is known."""
    for score in range(most(instrument, subject) + 1):
        fits = [band for band in instrument.bands if band.bare and band.holds(subject, score)]
        if len(fits) != 1:
            yield f"{len(fits)} bands for {score}"


def _titles(instrument: Instrument) -> Iterator[Title]:
    yield instrument.title
    yield instrument.source
    for subject in instrument.subjects.values():
        yield subject.title
    for item in instrument.items.values():
        yield item.title
        yield from (option.title for option in item.options.values())
    for band in instrument.bands:
        yield band.title
        if band.why is not None:
            yield band.why
