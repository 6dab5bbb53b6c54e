"""Voluntary rehabilitation at home under Decree 116 as amended on 2025-07-01: March 2026.

Register within five working days, the chair decides within three, six to twelve months.
"""

import pytest

from tests.scenarios.story import REGISTRATION, signed
from tests.scenarios.voluntary_home_d116.acts import CHAIR


@pytest.fixture
def registered(addict):
    """Told on Thursday 26 February, registered on Monday 2 March 2026."""
    return lambda **person: addict("2026-02-26 09:00", **person).open(
        CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION
    )


@pytest.fixture
def decided(registered):
    """Decided on Wednesday, for six months."""
    return lambda months=6: registered().take(
        CHAIR, "decide", "2026-03-04 10:00", term_months=months, decision=signed("2026-03-04")
    )


@pytest.fixture
def in_service(decided):
    """Begun on Monday 9 March."""
    return lambda months=6: decided(months).take(CHAIR, "begin", "2026-03-09 08:00")
