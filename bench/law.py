"""The law engine alone: loading the whole book, and judging every act of random lawful lives.

The lives are those of the tests (`tests/law/walks`): every procedure of every edition, each act
with the whole file before it. What is timed is `judge` on the facts and the body, nothing else.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from app.law.engine.judge import judge
from app.law.reading.loader import lawbook, load
from tests.law.walks.wander import walks

LIVES, RUNS = 6, 5
JUDGE_US, LOAD_MS = 200.0, 300.0


@dataclass(frozen=True, slots=True)
class Act:
    """One act and what judging it costs, in microseconds of CPU."""

    procedure: str
    edition: str
    step: str
    us: float


@dataclass(frozen=True, slots=True)
class Engine:
    """What the engine costs: every act from the cheapest to the dearest, and loading the book."""

    acts: tuple[Act, ...]
    load_ms: float

    def percentile(self, share: float) -> float:
        """The cost that a share of the acts does not exceed."""
        return self.acts[min(int(share * len(self.acts)), len(self.acts) - 1)].us


def engine() -> Engine:
    """Measure both on one CPU."""
    acts = tuple(sorted(_acts(), key=lambda act: act.us))
    return Engine(acts, 1e3 * timed(load, 5))


def _acts() -> Iterator[Act]:
    book = lawbook()
    for code, edition in book.procedures:
        for walk in walks(book, code, book.edition(edition), LIVES):
            for draft, found in walk.acts:
                act = partial(
                    judge, book, draft.file.calendar, draft.facts(), procedure=code,
                    step=found.step, body=draft.said(), at=draft.at, now=draft.now,
                )  # fmt: skip
                yield Act(code, found.edition, found.step, 1e6 * timed(act, RUNS * 5))


def timed(act: Callable[[], object], times: int) -> float:
    """Return the median seconds of CPU of one run, in batches."""
    act()
    spent = []
    for _ in range(5):
        began = time.process_time()
        for _ in range(times // 5 or 1):
            act()
        spent.append((time.process_time() - began) / (times // 5 or 1))
    return statistics.median(spent)


def lines(found: Engine) -> list[str]:
    """The table for the results."""
    slowest = found.acts[-1]
    return [
        "| The law engine alone, one CPU | |",
        "|---|---|",
        f"| loading the whole book | {found.load_ms:,.0f} ms |",
        f"| judging one of {len(found.acts):,} acts, median | {found.percentile(0.5):,.0f} µs |",
        f"| … 95 of 100 under | {found.percentile(0.95):,.0f} µs |",
        f"| … 99 of 100 under | {found.percentile(0.99):,.0f} µs |",
        (
            f"| … the slowest: {slowest.procedure}, {slowest.step}, {slowest.edition}"
            f" | {slowest.us:,.0f} µs |"
        ),
    ]


def main() -> None:
    """Print the figures: `python -m bench.law`."""
    print("\n".join(lines(engine())))


if __name__ == "__main__":
    main()
