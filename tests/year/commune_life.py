"""What else the commune and those above it write down: handed over, asked, merged, watched."""

from collections.abc import Iterator

from tests.scenarios.story import signed
from tests.year.acts import (
    COMMUNE,
    MANAGER,
    OFFICIAL,
    POLICE,
    Act,
    followed,
    later,
    when,
    written,
)
from tests.year.commune_script import HOMEWARD, KNOWN, NEW, SEALED, has_left, here_until

# Registered twice, of those who are only known; the last pair were two people after all.
TWICE, SPARE = (10, 16, 22), 5000


def dealings(first: int, count: int) -> Iterator[Act]:
    """Everything beside the life of each."""
    yield from handed_over(first, count)
    yield from asked(first, count)
    yield from merged(first, count)
    yield from watched(first, count)
    yield from tested(first, count)
    for k in range(5, count, 12):
        yield from referred(first + k, k)


def handed_over(first: int, count: int) -> Iterator[Act]:
    """In February to the official; in November everybody who is still here to the police."""
    winter = [k for k in range(count) if k % 6 not in {NEW, 5}]
    still = [k for k in range(count) if not has_left(k) and k not in TWICE[:2] and k != SEALED]
    for at, people, to in ((when(2, 25, 16), winter, OFFICIAL), (when(11, 2, 8), still, POLICE)):
        said = {"whom": [first + k for k in people], "to": to}
        yield Act(at, "hand_over", first, OFFICIAL, said, unit=COMMUNE)


def asked(first: int, count: int) -> Iterator[Act]:
    """Requests answered in time, late, never; a correction; a hold; a seal."""
    for k, days in ((0, 5), (6, 25), (12, None)):
        if k >= count:
            continue
        n, key, at = first + k, f"ask:{first + k}", when(11, 3, 9, k)
        body = {"kind": "access", "content": "Theo đơn", "received_at": "AT"}
        yield written(n, at, OFFICIAL, "requests", body, key=key, unit=COMMUNE, counts="request")
        if days:
            yield followed(n, later(at, 1), OFFICIAL, key, "acknowledge", unit=COMMUNE)
            yield followed(
                n, later(at, days), OFFICIAL, key, "answer", unit=COMMUNE,
                body={"outcome": "granted"},
            )  # fmt: skip
    body = {"record_kind": "client", "record_id": "WHO", "field": "address",
            "right": "1 Hàng Gai", "said_at": "AT"}  # fmt: skip
    n = first + 1
    yield written(n, when(9, 8, 9), OFFICIAL, "corrections", body, key="right", unit=COMMUNE,
                  counts="correction")  # fmt: skip
    body = {"decision": "accepted", "reason": "Theo sổ"}
    yield followed(n, when(9, 9, 9), OFFICIAL, "right", "decide", unit=COMMUNE, body=body)
    body = {"reason": "Phục vụ điều tra", "basis": "Công văn 12/CV"}
    yield written(first + 3, when(9, 8, 10), MANAGER, "holds", body, counts="hold")
    if count > SEALED:
        yield Act(when(9, 10, 9), "seal", first + SEALED, MANAGER)


def merged(first: int, count: int) -> Iterator[Act]:
    """A second file of one person, met in both; put together, and one pair taken apart again."""
    for place, k in enumerate(TWICE):
        if k >= count:
            return
        n, twin, key = first + k, SPARE + k, f"merge:{k}"
        assert k % 6 == KNOWN
        at = when(3, 16, 9, k)
        said = {"unit": COMMUNE, "like": n, **({"sex": "female"} if k % 7 == 3 else {})}
        yield Act(at, "register", twin, OFFICIAL, said, unit=COMMUNE)
        said = {"kind": "visit", "outcome": "met", "happened": later(at, 0, 11)}
        yield Act(later(at, 0, 11), "contact", twin, OFFICIAL, said, f"c{twin}", COMMUNE)
        yield Act(later(at, 4), "merge", n, OFFICIAL, {"away": twin}, key, COMMUNE)
        if place == len(TWICE) - 1:
            yield Act(later(at, 9), "take_apart", n, OFFICIAL, {"away": twin}, key, COMMUNE)


def watched(first: int, count: int) -> Iterator[Act]:
    """Under electronic monitoring at home: its events come late, and come twice."""
    for k in range(NEW, count, 24):
        n, at = first + k, when(9, 14, 9, k % 50)
        said = {"name": "decide", "procedure": "e-monitoring", "basis": "home", "term_months": 24,
                "effective_at": later(at, 0, 12).isoformat(),
                "decision": signed(at.date().isoformat())}  # fmt: skip
        yield Act(at, "open", n, POLICE, said, unit=COMMUNE)
        said = {"times": [later(at, days, 8) for days in (3, 2, 5)]}
        yield Act(later(at, 6), "watch", n, "monitoring", said, unit=COMMUNE)
        yield Act(later(at, 7), "watch", n, "monitoring", {**said, "again": True}, unit=COMMUNE)


def tested(first: int, count: int) -> Iterator[Act]:
    """Three tests planned over a month; two taken, the last one missed."""
    for k in range(NEW, count, 6):
        n, key, at = first + k, f"tests:{first + k}", later(when(8, 4, 16, k % 50), k % 30)
        days = [later(at, d).date().isoformat() for d in (0, 30, 59)]
        body = {"set_on": days[0], "from_on": days[1], "until_on": days[2], "how_many": 3,
                "unit": COMMUNE}  # fmt: skip
        of = {"procedure": HOMEWARD, "in_case": True}
        yield written(n, at, POLICE, "test-plans", body, key=key, unit=COMMUNE, **of)
        for day in (38, 48):
            body = {"taken_at": "AT", "result": "negative", "sample": "urine", "reason": "planned",
                    "unit": COMMUNE}  # fmt: skip
            if later(at, day) < here_until(k):
                yield written(n, later(at, day), POLICE, "tests", body, unit=COMMUNE, of=key,
                              counts="body_test", **of)  # fmt: skip


def referred(n: int, k: int) -> Iterator[Act]:
    """To somebody outside, who helped or is still to answer."""
    key, at = f"refer:{n}", when(11, 10, 9, k % 50)
    body = {"provider": "Trung tâm trợ giúp pháp lý", "purpose": "legal_aid", "referred_at": "AT"}
    yield written(n, at, OFFICIAL, "referrals", body, key=key, unit=COMMUNE, counts="referral")
    if k % 24 == 5:
        yield Act(later(at, 6), "helped", n, OFFICIAL, {}, key, COMMUNE)
