"""The first half of 2025 under the communes of then and those of today, counted by hand.

Of 00013 were 01 02 03 04, of the old 00004 were 05 06 07; 30 has lived in Sài Gòn since before we
knew him, and his file tells of no other commune.
"""

import pytest

from app.services import geographies
from tests.forty.world import put

QUAN_THANH, BA_DINH_THEN, BA_DINH, SAI_GON = (
    "00013/2025-06-30",
    "00004/2025-06-30",
    "00004",
    "26740",
)
# Code and base: reached and counted, then and today.
MAPS = {
    # Reached by something: 01 02 04, and 05 06; 30 at home since 1 June.
    ("DA1393-1.1", "ever"): (
        {QUAN_THANH: (3, 3), BA_DINH_THEN: (2, 2), SAI_GON: (1, 1)},
        {BA_DINH: (5, 5), SAI_GON: (1, 1)},
    ),
    # 05 died on 1 June.
    ("DA1393-1.1", "stock"): (
        {QUAN_THANH: (3, 3), BA_DINH_THEN: (1, 1), SAI_GON: (1, 1)},
        {BA_DINH: (4, 4), SAI_GON: (1, 1)},
    ),
    # 07 was helped to work.
    ("DA1393-1.2", "ever"): ({BA_DINH_THEN: (1, 1)}, {BA_DINH: (1, 1)}),
    # 03 was reached in May.
    ("DA1393-2.1", "ever"): ({QUAN_THANH: (1, 1)}, {BA_DINH: (1, 1)}),
    # The lists on 30 June: 01 02 04, 06 and 30.
    ("VH-01", "stock"): (
        {QUAN_THANH: (3, 3), BA_DINH_THEN: (1, 1), SAI_GON: (1, 1)},
        {BA_DINH: (4, 4), SAI_GON: (1, 1)},
    ),
}


def told(cells, name):
    """Add the cells up by one of the maps; communes where somebody is only left out are no part."""
    found: dict[str, tuple[int, int]] = {}
    for cell in cells:
        key, figure = getattr(cell, name), cell.figure
        reached, counted = found.get(key, (0, 0))
        found[key] = (reached + figure.numerator, counted + figure.counted)
    return {key: pair for key, pair in found.items() if pair[1]}


@pytest.mark.parametrize(("code", "base"), MAPS)
def test_both_maps_are_as_counted_by_hand(world, code, base):
    with world.reading() as ctx:
        cells = geographies.table(ctx, put(ctx, code, "2025-H1", unit="vn", base=base))
    assert (told(cells, "then"), told(cells, "today")) == MAPS[code, base]
