"""A man in the centre, a second one, and a room with two places."""

import pytest

from tests.scenarios.lodging import DIRECTOR, area, in_the_centre, room


@pytest.fixture
def file(addict):
    return in_the_centre(addict)


@pytest.fixture
def second(addict):
    """Another man in the centre."""
    return lambda **said: in_the_centre(
        addict, **{"full_name": "Lê Quang Hải", "birth_date": "1990-01-01", **said}
    )


@pytest.fixture
def living(offices):
    return area(offices(DIRECTOR))


@pytest.fixture
def bedroom(offices, living):
    return room(offices(DIRECTOR), living)
